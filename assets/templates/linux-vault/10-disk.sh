#!/bin/sh
# Give the disk of this host the passphrase of the kit, as one more key slot. It asks
# for a passphrase that works, then twice for the new one, without echo. Run it as root.
set -eu
case "$(hostname -f)" in
{{#hosts}}
'{{name}}') device='{{device}}' ;;
{{/hosts}}
*)
    echo 'This host is not in the runbook.' >&2
    exit 1
    ;;
esac
# A copy of the header, to be kept with the backups: with it an old passphrase opens
# the disk again, so it is replaced at each rotation.
cryptsetup luksHeaderBackup "$device" --header-backup-file "/root/luks-header.$$"
cryptsetup luksAddKey "$device"
cryptsetup open --test-passphrase "$device" && echo 'The passphrase opens the disk.'
cryptsetup luksDump "$device" | grep -E '^ +[0-9]+: luks|Key Slot'
echo 'Old slots go with: cryptsetup luksKillSlot DEVICE NUMBER'
