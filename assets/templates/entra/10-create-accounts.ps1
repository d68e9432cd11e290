# Create one account. Run it once for each account, in its own ceremony. The password is
# typed from the provisioning sheet, or scanned by a scanner that works like a keyboard.
# It is not shown, and stands in no command line and so in no history. No clipboard.
param(
    [Parameter(Mandatory)]
    [ValidateSet({{#accounts}}'{{upn}}'{{^last}}, {{/last}}{{/accounts}})]
    [string] $Account
)
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$names = @{
{{#accounts}}
    '{{upn}}' = '{{name}}'
{{/accounts}}
}

function Read-Twice([string] $What) {
    $first = Read-Host -Prompt $What -AsSecureString
    $again = Read-Host -Prompt 'Once more' -AsSecureString
    $a = [System.Net.NetworkCredential]::new('', $first).Password
    $b = [System.Net.NetworkCredential]::new('', $again).Password
    if (-not [string]::Equals($a, $b, [StringComparison]::Ordinal)) {
        throw 'The two differ. Nothing was changed.'
    }
    Write-Host "$($a.Length) characters. Compare with the sheet."
    return $a
}

$user = @{
    accountEnabled    = $true
    displayName       = $names[$Account]
    userPrincipalName = $Account
    mailNickname      = ($Account -split '@')[0]
    passwordPolicies  = 'DisablePasswordExpiration'
    passwordProfile   = @{
        password                      = Read-Twice "Password of $Account"
        forceChangePasswordNextSignIn = $false
    }
}
$made = New-MgUser -BodyParameter $user
$user = $null
if (-not $made.Id) { throw 'No account was made.' }

# Read back. The object id belongs into the plan; no licence is needed for the account.
$wanted = 'Id', 'UserPrincipalName', 'AccountEnabled', 'OnPremisesSyncEnabled', 'PasswordPolicies'
$read = Get-MgUser -UserId $made.Id -Property $wanted
if ($read.UserPrincipalName -ne $Account -or -not $read.AccountEnabled) {
    throw "The account was not made as it should be: $($read.UserPrincipalName)"
}
if ($read.OnPremisesSyncEnabled) { throw 'The account is synchronised: it must be cloud-only.' }
$read | Select-Object $wanted
$planned = @{
{{#accounts}}
{{#object-id}}
    '{{upn}}' = '{{object-id}}'
{{/object-id}}
{{/accounts}}
}
if ($planned[$Account] -and $planned[$Account] -ne $read.Id) {
    Write-Warning "The plan has another object id for $Account. Correct the plan."
}
