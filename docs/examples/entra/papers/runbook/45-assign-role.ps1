# The role, active and permanent: not eligible, not activated through PIM.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$accounts = @{
    'bg-1@contoso.onmicrosoft.com' = '62e90394-69f5-4237-9190-012177145e10'
    'bg-2@contoso.onmicrosoft.com' = '62e90394-69f5-4237-9190-012177145e10'
}
foreach ($upn in $accounts.Keys) {
    $user = Get-MgUser -UserId $upn
    $role = $accounts[$upn]
    $query = @{
        Filter = "principalId eq '$($user.Id)' and roleDefinitionId eq '$role'"
    }
    if (-not (Get-MgRoleManagementDirectoryRoleAssignment @query)) {
        $assignment = @{
            '@odata.type'    = '#microsoft.graph.unifiedRoleAssignment'
            principalId      = $user.Id
            roleDefinitionId = $role
            directoryScopeId = '/'
        }
        New-MgRoleManagementDirectoryRoleAssignment -BodyParameter $assignment | Out-Null
    }
    $read = @(Get-MgRoleManagementDirectoryRoleAssignment @query)
    if ($read.Count -eq 0 -or $read[0].DirectoryScopeId -ne '/') {
        throw "$upn does not have the role for the whole tenant."
    }
    Write-Host "$upn has role $role, scope $($read[0].DirectoryScopeId), assignment $($read[0].Id)"
}
