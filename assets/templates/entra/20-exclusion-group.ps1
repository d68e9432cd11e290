# A role-assignable group of these accounts and nobody else. Only Global and Privileged
# Role Administrators, and its owners, change its members: it has no owner.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$name = '{{exclusion-group.name}}'
$group = @(Get-MgGroup -Filter "displayName eq '$($name.Replace("'", "''"))'")
if ($group.Count -gt 1) { throw 'Several groups have that name.' }
if ($group.Count -eq 0) {
    $wanted = @{
        displayName        = $name
        description        = 'Emergency access accounts. Every change is an alert.'
        mailEnabled        = $false
        mailNickname       = 'ca-exclude-breakglass'
        securityEnabled    = $true
        isAssignableToRole = $true
        visibility         = 'Private'
    }
    $group = @(New-MgGroup -BodyParameter $wanted)
}
$id = $group[0].Id
if (-not $id) { throw 'No group was made.' }
$accounts = @(
{{#accounts}}
    '{{upn}}'
{{/accounts}}
)
$wanted = @(foreach ($upn in $accounts) { (Get-MgUser -UserId $upn).Id })
if ($wanted.Count -ne $accounts.Count) { throw 'An account was not found.' }
$members = @(Get-MgGroupMember -GroupId $id -All | ForEach-Object { $_.Id })
foreach ($user in $wanted | Where-Object { $members -notcontains $_ }) {
    $context = Get-MgContext
    $graph = (Get-MgEnvironment | Where-Object { $_.Name -eq $context.Environment }).GraphEndpoint
    if (-not $graph) { $graph = 'https://graph.microsoft.com' }
    $reference = @{ '@odata.id' = "$graph/v1.0/directoryObjects/$user" }
    New-MgGroupMemberByRef -GroupId $id -BodyParameter $reference
}

# Read back: role-assignable, these members, no owner.
$read = Get-MgGroup -GroupId $id -Property Id, DisplayName, IsAssignableToRole
if (-not $read.IsAssignableToRole) {
    throw 'The group is not role-assignable: make another one and change the plan.'
}
$members = @(Get-MgGroupMember -GroupId $id -All | ForEach-Object { $_.Id })
$lacks = @($wanted | Where-Object { $members -notcontains $_ })
if ($lacks) { throw "Not in the group: $($lacks -join ', ')" }
$others = @($members | Where-Object { $wanted -notcontains $_ })
if ($others) { throw "Nobody else may be in the group: $($others -join ', ')" }
$owners = @(Get-MgGroupOwner -GroupId $id -All | ForEach-Object { $_.Id })
if ($owners) { throw "Owners can change the members. Remove them: $($owners -join ', ')" }
Write-Host "Group $($read.DisplayName), id $id (for the plan): $($members.Count) members, no owner."
{{#exclusion-group.id}}
if ($id -ne '{{exclusion-group.id}}') { Write-Warning 'The plan has another id. Correct the plan.' }
{{/exclusion-group.id}}
