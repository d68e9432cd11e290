# A pass for an hour, with which the security keys of this kit are registered at
# https://mysignins.microsoft.com/security-info in a private window. The methods
# Passkey (FIDO2) and Temporary Access Pass must be on for the exclusion group.
$upn = 'bg-1@contoso.onmicrosoft.com'
$pass = @{
    UserId        = $upn
    BodyParameter = @{ lifetimeInMinutes = 60; isUsableOnce = $false }
}
New-MgUserAuthenticationTemporaryAccessPassMethod @pass |
    Select-Object TemporaryAccessPass, LifetimeInMinutes

Read-Host -Prompt 'Register every key of this kit, then press Enter'

# What is registered now. A phone or an app of a person does not belong here.
Get-MgUserAuthenticationFido2Method -UserId $upn |
    Select-Object DisplayName, Model, AaGuid, CreatedDateTime
Get-MgUserAuthenticationMethod -UserId $upn |
    ForEach-Object { $_.AdditionalProperties['@odata.type'] }

# The pass is not left behind.
foreach ($left in Get-MgUserAuthenticationTemporaryAccessPassMethod -UserId $upn) {
    $which = @{
        UserId                                    = $upn
        TemporaryAccessPassAuthenticationMethodId = $left.Id
    }
    Remove-MgUserAuthenticationTemporaryAccessPassMethod @which
}
