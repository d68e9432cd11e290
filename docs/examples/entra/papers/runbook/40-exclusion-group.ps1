# A role-assignable group: only Global and Privileged Role Administrators change its
# members. That cannot be switched on later, and membership is never dynamic.
$name = 'CA-Exclude-BreakGlass'
$group = Get-MgGroup -Filter "displayName eq '$($name.Replace("'", "''"))'"
if (@($group).Count -gt 1) { throw 'Several groups have that name.' }
if (-not $group) {
    $wanted = @{
        displayName        = $name
        description        = 'Emergency access accounts. Every change is an alert.'
        mailEnabled        = $false
        mailNickname       = 'ca-exclude-breakglass'
        securityEnabled    = $true
        isAssignableToRole = $true
        visibility         = 'Private'
    }
    $group = New-MgGroup -BodyParameter $wanted
}
if (-not $group.IsAssignableToRole) {
    throw 'The group is not role-assignable: make another one and change the plan.'
}
$members = @(Get-MgGroupMember -GroupId $group.Id -All).Id
$accounts = @(
    'bg-1@contoso.onmicrosoft.com'
    'bg-2@contoso.onmicrosoft.com'
)
foreach ($upn in $accounts) {
    $user = Get-MgUser -UserId $upn
    if ($members -contains $user.Id) { continue }
    $reference = @{
        '@odata.id' = "https://graph.microsoft.com/v1.0/directoryObjects/$($user.Id)"
    }
    New-MgGroupMemberByRef -GroupId $group.Id -BodyParameter $reference
}
# The id belongs into the plan. Nobody else is in the group:
$group | Select-Object DisplayName, Id
Get-MgGroupMember -GroupId $group.Id -All | Select-Object Id
