#!/bin/sh
# Logons of root on this host. Run it as root.
for log in /var/log/auth.log /var/log/auth.log.1 /var/log/secure; do
    if [ -r "$log" ]; then
        grep -aHE 'session opened for user root|Accepted .* for root' "$log"
    fi
done
journalctl --no-pager --since '7 days ago' _COMM=login + _COMM=sshd + _COMM=su |
    grep -F 'root'
if command -v ausearch >/dev/null; then ausearch -k break-glass --start week-ago; fi
lastb -F | head -n 20
