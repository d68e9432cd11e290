# Nobody resets the password of these accounts by telephone or e-mail.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
# 1. Administrators have a reset of their own, whatever the portal says for users. It is
#    one switch for all administrators of the tenant, so you are asked first.
$now = (Get-MgPolicyAuthorizationPolicy).AllowedToUseSspr
Write-Host "Reset for administrators is on: $now"
if ($now) {
    $question = 'Turn it off for ALL administrators? They can then no longer reset their own. Type yes'
    if ((Read-Host -Prompt $question) -ceq 'yes') {
        Update-MgPolicyAuthorizationPolicy -AllowedToUseSspr:$false
        if ((Get-MgPolicyAuthorizationPolicy).AllowedToUseSspr) { throw 'It is still on.' }
        Write-Host 'Read back: off.'
    } else {
        Write-Host 'Left as it is.'
    }
}

# 2. For users the reset is set to Selected, with a group of everybody else. Whole
#    names: -notContains would also leave out accounts that have one inside theirs.
$rule = @(
{{#accounts}}
    '(user.userPrincipalName -ne "{{upn}}")'
{{/accounts}}
) -join ' and '
$name = 'SSPR-Selected'
$group = @(Get-MgGroup -Filter "displayName eq '$name'" -Property Id, DisplayName, MembershipRule)
if ($group.Count -gt 1) { throw 'Several groups have that name.' }
if ($group.Count -eq 0) {
    $wanted = @{
        displayName                   = $name
        description                   = 'May reset their own password: all but break-glass.'
        mailEnabled                   = $false
        mailNickname                  = 'sspr-selected'
        securityEnabled               = $true
        groupTypes                    = @('DynamicMembership')
        membershipRule                = $rule
        membershipRuleProcessingState = 'On'
    }
    $group = @(New-MgGroup -BodyParameter $wanted)
} elseif ($group[0].MembershipRule -ne $rule) {
    if ((Read-Host -Prompt "Replace its rule $($group[0].MembershipRule)? Type yes") -ceq 'yes') {
        Update-MgGroup -GroupId $group[0].Id -BodyParameter @{ membershipRule = $rule }
    }
}
$read = Get-MgGroup -GroupId $group[0].Id -Property Id, DisplayName, MembershipRule
if ($read.MembershipRule -ne $rule) { throw "The rule is: $($read.MembershipRule)" }
$read | Select-Object DisplayName, Id, MembershipRule
# 3. In the Entra admin center: Password reset, Properties, Selected, this group. People
#    who were never asked before register their methods at their next sign-in.
