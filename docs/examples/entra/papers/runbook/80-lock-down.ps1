# In an incident: block one administrator who may be taken over. The emergency access
# accounts are never blocked by this. Unblocking is the same with $true.
$spared = @(
    'bg-1@contoso.onmicrosoft.com'
    'bg-2@contoso.onmicrosoft.com'
)
$upn = Read-Host -Prompt 'Sign-in name of the administrator to block'
$user = Get-MgUser -UserId $upn -Property Id, UserPrincipalName, DisplayName
if ($spared -contains $user.UserPrincipalName) { throw 'An emergency access account.' }
$me = Get-MgUser -UserId (Get-MgContext).Account
if ($user.Id -eq $me.Id) { throw 'Yourself.' }
if ((Read-Host -Prompt "Block $($user.DisplayName)? Type yes") -cne 'yes') { return }
Update-MgUser -UserId $user.Id -AccountEnabled:$false
Revoke-MgUserSignInSession -UserId $user.Id | Out-Null
Write-Host "Blocked: $($user.UserPrincipalName). Write down who, when and why."

# Who has the role now:
$query = @{
    Filter         = "roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'"
    ExpandProperty = 'principal'
}
Get-MgRoleManagementDirectoryRoleAssignment @query -All |
    ForEach-Object { $_.Principal.AdditionalProperties['userPrincipalName'] }
