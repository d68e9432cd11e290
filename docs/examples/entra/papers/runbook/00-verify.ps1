# Check everything, read-only, at the end of building and each quarter. It changes nothing,
# and asks for rights to read alone. Carry the file that it writes to sealkit:
#     sealkit status --tenant tenant-DATE.json KITS
# In a new window first: Set-ExecutionPolicy -Scope Process -ExecutionPolicy Bypass
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
$scopes = @(
    'User.Read.All'
    'UserAuthenticationMethod.Read.All'
    'Group.Read.All'
    'RoleManagement.Read.Directory'
    'AdministrativeUnit.Read.All'
    'Policy.Read.All'
)
$tenant = '2f6d3a10-8c41-4b7e-9a55-0d1c7e3b9f24'
$cloud = 'Global'
Connect-MgGraph -TenantId $tenant -Environment $cloud -Scopes $scopes -NoWelcome
if ((Get-MgContext).TenantId -ne $tenant) { throw 'Signed in to another tenant.' }

# What cannot be read stands in the report as not read: silence is no proof.
$notRead = [System.Collections.Generic.List[string]]::new()
function Read-Or([string] $What, [scriptblock] $Ask) {
    try { return & $Ask } catch {
        $notRead.Add("$($What): $($_.Exception.Message)")
        return $null
    }
}

# The accounts: in the cloud alone, role active for good, methods, units.
$roles = @{
    'bg-1@contoso.onmicrosoft.com' = '62e90394-69f5-4237-9190-012177145e10'
    'bg-2@contoso.onmicrosoft.com' = '62e90394-69f5-4237-9190-012177145e10'
}
$properties = 'Id', 'UserPrincipalName', 'AccountEnabled', 'OnPremisesSyncEnabled', 'LastPasswordChangeDateTime'
$accounts = @(foreach ($upn in $roles.Keys | Sort-Object) {
    $user = Read-Or "account $upn" { Get-MgUser -UserId $upn -Property $properties }
    if (-not $user) { continue }
    $filter = "principalId eq '$($user.Id)' and roleDefinitionId eq '$($roles[$upn])'"
    $held = Read-Or "role of $upn" { Get-MgRoleManagementDirectoryRoleAssignment -Filter $filter }
    $role = if ($held) { 'active' } else { 'none' }
    # Whether it is for good, PIM tells, where there is a licence for it.
    $given = Read-Or "permanence of the role of $upn" {
        Get-MgRoleManagementDirectoryRoleAssignmentScheduleInstance -Filter $filter
    }
    foreach ($one in @($given | Where-Object { $_ })) {
        if ($one.AssignmentType -eq 'Activated') { $role = 'activated' }
        elseif ($one.EndDateTime) { $role = 'ends' }
        else { $role = 'permanent'; break }
    }
    $methods = Read-Or "methods of $upn" { Get-MgUserAuthenticationMethod -UserId $upn }
    $keys = Read-Or "keys of $upn" { Get-MgUserAuthenticationFido2Method -UserId $upn }
    $units = Read-Or "units of $upn" { Get-MgUserMemberOfAsAdministrativeUnit -UserId $upn }
    $changed = ''
    if ($user.LastPasswordChangeDateTime) {
        $changed = $user.LastPasswordChangeDateTime.ToString('yyyy-MM-dd')
    }
    [ordered]@{
        upn       = $user.UserPrincipalName
        id        = $user.Id
        enabled   = [bool] $user.AccountEnabled
        synced    = [bool] $user.OnPremisesSyncEnabled
        role      = $role
        password  = $changed
        methods   = @($methods | Where-Object { $_ } | ForEach-Object {
            ($_.AdditionalProperties['@odata.type'] -split '\.')[-1] -replace 'AuthenticationMethod$', ''
        })
        aaguids   = @($keys | Where-Object { $_ } | ForEach-Object { "$($_.AaGuid)" })
        units     = @($units | Where-Object { $_ } | ForEach-Object { $_.DisplayName })
    }
})

# The group: role-assignable, these members, no owner.
$name = 'CA-Exclude-BreakGlass'
$group = @(Read-Or 'exclusion group' {
    $filter = "displayName eq '$($name.Replace("'", "''"))'"
    Get-MgGroup -Filter $filter -Property Id, DisplayName, IsAssignableToRole
} | Where-Object { $_ })
$id = if ($group.Count -eq 1) { $group[0].Id } else { '' }
$members = if ($id) { Read-Or 'members' { Get-MgGroupMember -GroupId $id -All } }
$owners = if ($id) { Read-Or 'owners' { Get-MgGroupOwner -GroupId $id -All } }

# The groups that the accounts are in: a policy may reach them through one.
$groups = @(foreach ($account in $accounts) {
    Read-Or "groups of $($account.upn)" { Get-MgUserTransitiveMemberOf -UserId $account.id -All } |
        Where-Object { $_ } | ForEach-Object { $_.Id }
})

# The policies: whether the group is left out, and which of them cannot leave anybody out.
$policies = @(foreach ($policy in Read-Or 'policies' { Get-MgIdentityConditionalAccessPolicy -All }) {
    $conditions = $policy.Conditions
    $users = $conditions.Users
    $named = @(@($users.IncludeUsers) + @($users.IncludeGroups) + @($users.IncludeRoles) |
        Where-Object { $_ -and $_ -ne 'None' })
    $kind = 'users'
    $contexts = $conditions.Applications.IncludeAuthenticationContextClassReferences
    if (@($contexts | Where-Object { $_ })) { $kind = 'context' }
    if (-not $named -and $users.IncludeGuestsOrExternalUsers.GuestOrExternalUserTypes) { $kind = 'guests' }
    if (@($conditions.ClientApplications.IncludeServicePrincipals | Where-Object { $_ })) { $kind = 'workload' }
    if (@($conditions.ClientApplications.IncludeAgentIdServicePrincipals | Where-Object { $_ })) { $kind = 'agents' }
    $left = @($users.ExcludeUsers)
    $reaches = @($users.IncludeUsers) -contains 'All' -or
        @($accounts | Where-Object { @($users.IncludeUsers) -contains $_.id }).Count -gt 0 -or
        @($roles.Values | Where-Object { @($users.IncludeRoles) -contains $_ }).Count -gt 0 -or
        @($groups | Where-Object { @($users.IncludeGroups) -contains $_ }).Count -gt 0
    [ordered]@{
        name     = $policy.DisplayName
        state    = "$($policy.State)"
        kind     = $kind
        reaches  = $reaches
        excludes = [bool] ($id -and @($users.ExcludeGroups) -contains $id) -or
            ($accounts.Count -and -not @($accounts | Where-Object { $left -notcontains $_.id }))
        includes = [bool] ($id -and @($users.IncludeGroups) -contains $id)
        strength = "$($policy.GrantControls.AuthenticationStrength.Id)"
    }
})
$defaults = Read-Or 'security defaults' { Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy }

# The rules of Azure Monitor, where Azure PowerShell is signed in (62-deploy-monitoring.ps1).
$rules = @(Read-Or 'alert rules' {
    $path = '/subscriptions/5d8f0b7c-2e94-4c61-a3d7-9f1b6e4c8a05/resourceGroups/rg-security-logs' +
        '/providers/Microsoft.Insights/scheduledQueryRules?api-version=2023-12-01'
    $answer = Invoke-AzRestMethod -Method GET -Path $path -ErrorAction Stop
    if ($answer.StatusCode -ge 300) { throw "$($answer.StatusCode)" }
    ($answer.Content | ConvertFrom-Json).value | Where-Object { $_.name -like 'Break-glass*' } |
        ForEach-Object { [ordered]@{ name = $_.name; enabled = [bool] $_.properties.enabled } }
} | Where-Object { $_ })

$report = [ordered]@{
    'sealkit-tenant' = 1
    tenant           = $tenant
    date             = (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd')
    accounts         = $accounts
    group            = [ordered]@{
        name              = $name
        id                = $id
        'role-assignable' = [bool] ($id -and $group[0].IsAssignableToRole)
        members           = @($members | Where-Object { $_ } | ForEach-Object { $_.Id })
        owners            = @($owners | Where-Object { $_ } | ForEach-Object { $_.Id })
    }
    policies         = $policies
    defaults         = [bool] $defaults.IsEnabled
    rules            = $rules
    'not-read'       = @($notRead)
}
$file = "tenant-$($report.date).json"
$report | ConvertTo-Json -Depth 8 | Set-Content -Encoding UTF8 -Path $file
$report | ConvertTo-Json -Depth 8
foreach ($what in $notRead) { Write-Warning "Not read: $what" }
Write-Host "Written: $file"
