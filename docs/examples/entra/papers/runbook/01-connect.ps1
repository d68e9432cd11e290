# Sign in to Microsoft Graph PowerShell, on a secure administrator's workstation.
# Once: Install-Module Microsoft.Graph -Scope CurrentUser
# In each new window first: Set-ExecutionPolicy -Scope Process -ExecutionPolicy Bypass
# Retired, not used here: MSOnline (New-MsolUser, Add-MsolRoleMember) and AzureAD.
# Graph cmdlets report most errors and go on. This stops them, in every script:
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
$scopes = @(
    'User.ReadWrite.All'
    'User-PasswordProfile.ReadWrite.All'
    'UserAuthenticationMethod.ReadWrite.All'
    'Group.ReadWrite.All'
    'RoleManagement.ReadWrite.Directory'
    'AdministrativeUnit.Read.All'
    'Application.Read.All'
    'Policy.Read.All'
    'Policy.ReadWrite.ConditionalAccess'
    'Policy.ReadWrite.Authorization'
    # Blocking an administrator, and undoing that, needs the rights of a person:
    'Directory.AccessAsUser.All'
    # A federated domain is made managed in an emergency:
    'Domain.ReadWrite.All'
)
$tenant = '2f6d3a10-8c41-4b7e-9a55-0d1c7e3b9f24'
$cloud = 'Global'
Connect-MgGraph -TenantId $tenant -Environment $cloud -Scopes $scopes -NoWelcome
$context = Get-MgContext
if ($context.TenantId -ne $tenant) {
    throw 'Signed in to another tenant. Run Disconnect-MgGraph and begin again.'
}
$missing = @($scopes | Where-Object { $context.Scopes -notcontains $_ })
if ($missing) { throw "Not granted: $($missing -join ', ')" }
Write-Host "Signed in as $($context.Account) to tenant $($context.TenantId)."
