# Leave the group out of every policy that the plan names. The property is
# conditions.users.excludeGroups, with object ids. A PATCH replaces the whole list,
# so the list that is there is read first and sent back with the group added. Each
# policy is saved before it is changed, and read back after.
$name = 'CA-Exclude-BreakGlass'
$group = Get-MgGroup -Filter "displayName eq '$($name.Replace("'", "''"))'"
if (@($group).Count -ne 1) { throw 'There must be one group of that name.' }
$wanted = @(
    'CA001 Require MFA for all users'
    'CA002 Require compliant device'
    'CA003 Block untrusted locations'
)
$policies = Get-MgIdentityConditionalAccessPolicy -All
foreach ($policy in $policies) {
    $excluded = @($policy.Conditions.Users.ExcludeGroups | Where-Object { $_ })
    $named = $wanted -contains $policy.DisplayName
    if ($excluded -contains $group.Id) {
        if (-not $named) {
            Write-Warning "No reason in the plan: $($policy.DisplayName)"
        }
        continue
    }
    if (-not $named) {
        Write-Warning "Applies to the accounts: $($policy.DisplayName)"
        continue
    }
    $before = $policy.Conditions.Users | ConvertTo-Json -Depth 8
    $policy | ConvertTo-Json -Depth 12 | Set-Content -Path "before-$($policy.Id).json"
    $change = @{
        ConditionalAccessPolicyId = $policy.Id
        BodyParameter             = @{
            conditions = @{ users = @{ excludeGroups = @($excluded + $group.Id) } }
        }
    }
    Update-MgIdentityConditionalAccessPolicy @change

    $which = @{ ConditionalAccessPolicyId = $policy.Id }
    $after = Get-MgIdentityConditionalAccessPolicy @which
    $after.Conditions.Users.ExcludeGroups = $policy.Conditions.Users.ExcludeGroups
    $now = $after.Conditions.Users | ConvertTo-Json -Depth 8
    if ($now -cne $before) {
        throw "More than the group changed, see before-$($policy.Id).json"
    }
    Write-Host "Excluded from: $($policy.DisplayName)"
}
foreach ($missing in $wanted | Where-Object { $policies.DisplayName -notcontains $_ }) {
    Write-Warning "There is no policy $missing"
}
