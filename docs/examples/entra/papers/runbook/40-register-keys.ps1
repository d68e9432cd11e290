# A pass for an hour, with which the security keys of one account are registered at
# https://mysignins.microsoft.com/security-info in a private window. Its passkey profile
# and the method Temporary Access Pass must be on for the exclusion group.
param(
    [Parameter(Mandatory)]
    [ValidateSet('bg-1@contoso.onmicrosoft.com', 'bg-2@contoso.onmicrosoft.com')]
    [string] $Account
)
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$before = @(Get-MgUserAuthenticationFido2Method -UserId $Account).Count
$pass = @{
    UserId        = $Account
    BodyParameter = @{ lifetimeInMinutes = 60; isUsableOnce = $false }
}
$made = New-MgUserAuthenticationTemporaryAccessPassMethod @pass
if (-not $made.TemporaryAccessPass) { throw 'No pass was made.' }
$made | Select-Object TemporaryAccessPass, LifetimeInMinutes
try {
    Read-Host -Prompt 'Register every key of this account, then press Enter' | Out-Null
} finally {
    # The pass is not left behind, whatever happens.
    foreach ($left in Get-MgUserAuthenticationTemporaryAccessPassMethod -UserId $Account) {
        $which = @{
            UserId                                    = $Account
            TemporaryAccessPassAuthenticationMethodId = $left.Id
        }
        Remove-MgUserAuthenticationTemporaryAccessPassMethod @which
    }
}
if (Get-MgUserAuthenticationTemporaryAccessPassMethod -UserId $Account) {
    throw 'The pass is still there. Remove it in the portal.'
}

# What is registered now. A phone or an app of a person does not belong here.
$keys = @(Get-MgUserAuthenticationFido2Method -UserId $Account)
$keys | Select-Object DisplayName, Model, AaGuid, CreatedDateTime
Get-MgUserAuthenticationMethod -UserId $Account |
    ForEach-Object { $_.AdditionalProperties['@odata.type'] }
if ($keys.Count -le $before) { throw 'No key was added.' }
$allowed = @(
)
$foreign = @($keys | Where-Object { $allowed -and $allowed -notcontains $_.AaGuid })
if ($foreign) { throw "A key of a kind that the plan does not name: $($foreign.AaGuid -join ', ')" }
