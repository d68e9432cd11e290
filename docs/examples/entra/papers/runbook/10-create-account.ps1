# Create the account of this kit. The password is typed from the provisioning sheet,
# or scanned from it by a scanner that works like a keyboard. It is not shown, and
# stands in no command line and so in no history. No clipboard.
$upn = 'bg-1@contoso.onmicrosoft.com'

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
    displayName       = 'Break-glass 1'
    userPrincipalName = $upn
    mailNickname      = ($upn -split '@')[0]
    passwordPolicies  = 'DisablePasswordExpiration'
    passwordProfile   = @{
        password                      = Read-Twice "Password of $upn"
        forceChangePasswordNextSignIn = $false
    }
}
$made = New-MgUser -BodyParameter $user
$user = $null

# The object id belongs into the plan.
$made | Select-Object UserPrincipalName, Id
if ($made.Id -ne '7b1e5c52-93d0-4f6a-b2c8-5a4e90d1f3b6') {
    Write-Warning 'The plan has another object id: mend the plan.'
}
