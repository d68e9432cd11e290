#!/bin/sh
# Set the root password of this host from the provisioning sheet: passwd asks twice,
# without echo. Then root cannot come in over the network, at the console alone.
set -eu
passwd root
passwd --status root
sshd -T 2>/dev/null | grep -i '^permitrootlogin' || true
echo 'Wanted: permitrootlogin no. Try the password at the console once.'
