# In an incident: block one administrator who may be taken over. The emergency access
# accounts are never blocked by this. 81-let-in.ps1 undoes it.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$spared = @(
    'bg-1@contoso.onmicrosoft.com'
    'bg-2@contoso.onmicrosoft.com'
)
$upn = Read-Host -Prompt 'Sign-in name of the administrator to block'
$user = Get-MgUser -UserId $upn -Property Id, UserPrincipalName, DisplayName
if (-not $user.Id) { throw 'There is no such account.' }
if ($spared -contains $user.UserPrincipalName) { throw 'An emergency access account.' }
if ($user.UserPrincipalName -eq (Get-MgContext).Account) { throw 'Yourself.' }
if ((Read-Host -Prompt "Block $($user.DisplayName)? Type yes") -cne 'yes') { return }
Update-MgUser -UserId $user.Id -BodyParameter @{ accountEnabled = $false }
Revoke-MgUserSignInSession -UserId $user.Id | Out-Null
$read = Get-MgUser -UserId $user.Id -Property Id, UserPrincipalName, AccountEnabled
if ($read.AccountEnabled) { throw "NOT BLOCKED: $($read.UserPrincipalName)" }
Write-Host "Blocked, read back: $($read.UserPrincipalName). Write down who, when and why."

# Who has the role now:
$query = @{
    Filter         = "roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'"
    ExpandProperty = 'principal'
}
Get-MgRoleManagementDirectoryRoleAssignment @query -All |
    ForEach-Object { $_.Principal.AdditionalProperties['userPrincipalName'] }
