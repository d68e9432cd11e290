# {{role.name}}, active and permanent: not eligible, not gated by PIM.
$role = '{{role.id}}'
$accounts = @(
{{#accounts}}
    '{{upn}}'
{{/accounts}}
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
