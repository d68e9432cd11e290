# Set the password of one account: after a rotation, a drill, a use. It is typed from the
# provisioning sheet, or scanned by a scanner that works like a keyboard, and not shown.
# It stands in no command line, no history and no clipboard. Open sessions end. An
# account in a restricted administrative unit needs a role for that unit.
param(
    [Parameter(Mandatory)]
    [ValidateSet({{#accounts}}'{{upn}}'{{^last}}, {{/last}}{{/accounts}})]
    [string] $Account
)
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$first = Read-Host -Prompt "New password of $Account" -AsSecureString
$again = Read-Host -Prompt 'Once more' -AsSecureString
$a = [System.Net.NetworkCredential]::new('', $first).Password
$b = [System.Net.NetworkCredential]::new('', $again).Password
if (-not [string]::Equals($a, $b, [StringComparison]::Ordinal)) {
    throw 'The two differ. Nothing was changed.'
}
Write-Host "$($a.Length) characters. Compare with the sheet."
if ((Read-Host -Prompt 'Set it? Type yes') -cne 'yes') { throw 'Nothing was changed.' }
$dates = @{ UserId = $Account; Property = 'LastPasswordChangeDateTime' }
$before = (Get-MgUser @dates).LastPasswordChangeDateTime
$change = @{
    UserId        = $Account
    BodyParameter = @{
        passwordProfile = @{
            password                      = $a
            forceChangePasswordNextSignIn = $false
        }
    }
}
Update-MgUser @change
$a = $b = $first = $again = $change = $null

# Read back: the day of the change must move. The directory may take a minute.
$after = $before
for ($try = 0; $try -lt 12 -and $after -eq $before; $try++) {
    if ($try) { Start-Sleep -Seconds 10 }
    $after = (Get-MgUser @dates).LastPasswordChangeDateTime
}
if ($after -eq $before) { throw "NOT SET. The last change is still $before." }
Revoke-MgUserSignInSession -UserId $Account | Out-Null
Write-Host "Set: last change $after. Close this window, then try it once in a private window."
