#!/bin/sh
# Logons of the accounts on this Linux computer. Run it as root. Debian and Ubuntu
# write /var/log/auth.log, Red Hat and SUSE /var/log/secure; the journal has both.
find_name() {
    for log in /var/log/auth.log /var/log/auth.log.1 /var/log/secure; do
        if [ -r "$log" ]; then grep -aHF -- "$1" "$log"; fi
    done
    if command -v journalctl >/dev/null; then
        journalctl --no-pager --since '7 days ago' \
            SYSLOG_FACILITY=4 + SYSLOG_FACILITY=10 | grep -F -- "$1"
    fi
}
find_name 'bg-1@contoso.onmicrosoft.com'
upn='bg-1@contoso.onmicrosoft.com'
find_name "${upn%%@*}"
find_name 'bg-2@contoso.onmicrosoft.com'
upn='bg-2@contoso.onmicrosoft.com'
find_name "${upn%%@*}"
last -F | head -n 20
