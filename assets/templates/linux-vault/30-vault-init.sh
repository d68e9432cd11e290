#!/bin/sh
# Start a new Vault with one key, since the kit divides it into {{plan.shares}} shares
# of which {{plan.threshold}} are needed. The key appears on this terminal: type it into
# the machine that makes the kit (source = "import"), compare, close the terminal.
# The first root token is revoked once there are other ways in.
set -eu
export VAULT_ADDR='{{vault.address}}'
vault operator init -key-shares=1 -key-threshold=1
echo 'Afterwards: vault token revoke -self, with the root token.'
