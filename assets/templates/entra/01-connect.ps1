# Sign in to Microsoft Graph PowerShell, on a clean administrator's workstation.
# Once: Install-Module Microsoft.Graph -Scope CurrentUser
# Retired, not used here: MSOnline (New-MsolUser, Add-MsolRoleMember) and AzureAD.
$scopes = @(
    'User.ReadWrite.All'
    'User-PasswordProfile.ReadWrite.All'
    'UserAuthenticationMethod.ReadWrite.All'
    'Group.ReadWrite.All'
    'RoleManagement.ReadWrite.Directory'
    'Application.Read.All'
    'Policy.Read.All'
    'Policy.ReadWrite.ConditionalAccess'
    'Policy.ReadWrite.Authorization'
)
$tenant = '{{tenant.id}}'
Connect-MgGraph -TenantId $tenant -Scopes $scopes -NoWelcome
if ((Get-MgContext).TenantId -ne $tenant) {
    throw 'Signed in to another tenant. Run Disconnect-MgGraph and begin again.'
}
Get-MgContext | Select-Object Account, TenantId
