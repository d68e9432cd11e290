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
$tenant = '2f6d3a10-8c41-4b7e-9a55-0d1c7e3b9f24'
Connect-MgGraph -TenantId $tenant -Scopes $scopes -NoWelcome
if ((Get-MgContext).TenantId -ne $tenant) {
    throw 'Signed in to another tenant. Run Disconnect-MgGraph and begin again.'
}
Get-MgContext | Select-Object Account, TenantId
