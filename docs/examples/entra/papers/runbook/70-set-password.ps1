# Set the password of this kit's account: after a rotation, a drill, a use. It is
# typed from the provisioning sheet, or scanned by a scanner that works like a
# keyboard, and not shown. It stands in no command line, no history and no clipboard.
# The sessions that are open end.
$upn = 'bg-1@contoso.onmicrosoft.com'
$first = Read-Host -Prompt "New password of $upn" -AsSecureString
$again = Read-Host -Prompt 'Once more' -AsSecureString
$a = [System.Net.NetworkCredential]::new('', $first).Password
$b = [System.Net.NetworkCredential]::new('', $again).Password
if (-not [string]::Equals($a, $b, [StringComparison]::Ordinal)) {
    throw 'The two differ. Nothing was changed.'
}
Write-Host "$($a.Length) characters. Compare with the sheet."
if ((Read-Host -Prompt 'Set it? Type yes') -cne 'yes') { throw 'Nothing was changed.' }
$change = @{
    UserId        = $upn
    BodyParameter = @{
        passwordProfile = @{
            password                      = $a
            forceChangePasswordNextSignIn = $false
        }
    }
}
Update-MgUser @change
Revoke-MgUserSignInSession -UserId $upn | Out-Null
$a = $b = $first = $again = $change = $null
Write-Host 'Set. Close this window, then try it once in a private browser window.'
