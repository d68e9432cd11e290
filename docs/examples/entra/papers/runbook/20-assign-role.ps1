# Global Administrator, active and permanent: not eligible, not gated by PIM.
$role = '62e90394-69f5-4237-9190-012177145e10'
$accounts = @(
    'bg-1@contoso.onmicrosoft.com'
    'bg-2@contoso.onmicrosoft.com'
)
foreach ($upn in $accounts) {
    $user = Get-MgUser -UserId $upn
    $query = @{
        Filter = "principalId eq '$($user.Id)' and roleDefinitionId eq '$role'"
    }
    if (Get-MgRoleManagementDirectoryRoleAssignment @query) {
        Write-Host "$upn has the role."
        continue
    }
    $assignment = @{
        '@odata.type'    = '#microsoft.graph.unifiedRoleAssignment'
        principalId      = $user.Id
        roleDefinitionId = $role
        directoryScopeId = '/'
    }
    New-MgRoleManagementDirectoryRoleAssignment -BodyParameter $assignment
}
