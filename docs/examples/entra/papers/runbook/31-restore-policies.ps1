# Undo what 30-exclude-from-policies.ps1 changed: each before-ID.json of this folder.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$files = @(Get-ChildItem -Path 'before-*.json')
if (-not $files) { throw 'There is no before-*.json in this folder.' }
foreach ($file in $files) {
    $saved = Get-Content -Raw -Encoding UTF8 -Path $file.FullName | ConvertFrom-Json
    $groups = @($saved.excludeGroups | Where-Object { $_ })
    if ((Read-Host -Prompt "Restore $($saved.name)? Type yes") -cne 'yes') { continue }
    $change = @{
        ConditionalAccessPolicyId = $saved.id
        BodyParameter             = @{ conditions = @{ users = @{ excludeGroups = $groups } } }
    }
    Update-MgIdentityConditionalAccessPolicy @change
    $which = @{ ConditionalAccessPolicyId = $saved.id }
    $after = Get-MgIdentityConditionalAccessPolicy @which
    $now = @($after.Conditions.Users.ExcludeGroups | Where-Object { $_ })
    if (Compare-Object -ReferenceObject (@($groups) + 'x') -DifferenceObject (@($now) + 'x')) {
        throw "Not restored: $($saved.name)"
    }
    Write-Host "Restored $($saved.name); read back: $($now -join ', ')"
}
