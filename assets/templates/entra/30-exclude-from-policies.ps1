# Leave the group out of every policy that the plan names. The property is
# conditions.users.excludeGroups, with object ids. A PATCH replaces the whole list, so
# the list that is there is read first and sent back with the group added. Each policy
# is saved before it is changed and read back after; 31-restore-policies.ps1 undoes it.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$name = '{{exclusion-group.name}}'
$group = @(Get-MgGroup -Filter "displayName eq '$($name.Replace("'", "''"))'")
if ($group.Count -ne 1) { throw 'There must be one group of that name.' }
$id = $group[0].Id
$wanted = @(
{{#policies}}
    '{{name}}'
{{/policies}}
)

# Why a policy cannot leave a user out, or nothing if it can.
function Get-Unexcludable($Policy) {
    $conditions = $Policy.Conditions
    $users = $conditions.Users
    $applications = $conditions.ClientApplications
    $named = @($users.IncludeUsers) + @($users.IncludeGroups) + @($users.IncludeRoles) |
        Where-Object { $_ -and $_ -ne 'None' }
    if (@($applications.IncludeServicePrincipals | Where-Object { $_ })) { return 'workload identities' }
    if (@($applications.IncludeAgentIdServicePrincipals | Where-Object { $_ })) { return 'agents' }
    if (@($conditions.Applications.IncludeAuthenticationContextClassReferences | Where-Object { $_ })) {
        return 'an authentication context'
    }
    if (-not $named -and $users.IncludeGuestsOrExternalUsers.GuestOrExternalUserTypes) { return 'guests alone' }
    return ''
}

$policies = @(Get-MgIdentityConditionalAccessPolicy -All)
$failed = @()
foreach ($policy in $policies) {
    $why = Get-Unexcludable $policy
    if ($why) {
        Write-Host "Skipped, takes no user exclusion ($why): $($policy.DisplayName)"
        continue
    }
    $excluded = @($policy.Conditions.Users.ExcludeGroups | Where-Object { $_ })
    $included = @($policy.Conditions.Users.IncludeGroups | Where-Object { $_ })
    if ($included -contains $id) {
        Write-Host "For these accounts themselves: $($policy.DisplayName)"
        continue
    }
    $named = $wanted -contains $policy.DisplayName
    if ($excluded -contains $id) {
        if (-not $named) { Write-Warning "No reason in the plan: $($policy.DisplayName)" }
        continue
    }
    if ($policy.State -eq 'disabled') {
        Write-Host "Disabled, so it does not matter: $($policy.DisplayName)"
        continue
    }
    if (-not $named) {
        Write-Warning "Applies to the accounts: $($policy.DisplayName)"
        continue
    }
    $before = $policy.Conditions.Users | ConvertTo-Json -Depth 8
    $saved = @{ id = $policy.Id; name = $policy.DisplayName; excludeGroups = $excluded }
    $saved | ConvertTo-Json -Depth 4 | Set-Content -Encoding UTF8 -Path "before-$($policy.Id).json"
    $change = @{
        ConditionalAccessPolicyId = $policy.Id
        BodyParameter             = @{
            conditions = @{ users = @{ excludeGroups = @($excluded + $id) } }
        }
    }
    Update-MgIdentityConditionalAccessPolicy @change

    $which = @{ ConditionalAccessPolicyId = $policy.Id }
    $after = Get-MgIdentityConditionalAccessPolicy @which
    $now = @($after.Conditions.Users.ExcludeGroups | Where-Object { $_ })
    if ($now -notcontains $id) { $failed += $policy.DisplayName; continue }
    $after.Conditions.Users.ExcludeGroups = $policy.Conditions.Users.ExcludeGroups
    if (($after.Conditions.Users | ConvertTo-Json -Depth 8) -cne $before) {
        throw "More than the group changed, see before-$($policy.Id).json"
    }
    Write-Host "Excluded from $($policy.DisplayName); read back: $($now -join ', ')"
}
foreach ($missing in $wanted | Where-Object { $policies.DisplayName -notcontains $_ }) {
    Write-Warning "There is no policy $missing"
}
if ($failed) { throw "Not excluded, though no error was reported: $($failed -join ', ')" }
