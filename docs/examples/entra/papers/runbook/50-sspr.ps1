# Nobody resets the password of these accounts by telephone or e-mail.
# 1. Administrators have a reset of their own, whatever the portal says for users.
#    This turns it off for all administrators of the tenant:
Update-MgPolicyAuthorizationPolicy -AllowedToUseSspr:$false

# 2. For users the reset is set to Selected, with a group of everybody else. Whole
#    names: -notContains would also leave out accounts that have one inside theirs.
$rule = @(
    '(user.userPrincipalName -ne "bg-1@contoso.onmicrosoft.com")'
    '(user.userPrincipalName -ne "bg-2@contoso.onmicrosoft.com")'
) -join ' and '
$wanted = @{
    displayName                   = 'SSPR-Selected'
    description                   = 'May reset their own password: all but break-glass.'
    mailEnabled                   = $false
    mailNickname                  = 'sspr-selected'
    securityEnabled               = $true
    groupTypes                    = @('DynamicMembership')
    membershipRule                = $rule
    membershipRuleProcessingState = 'On'
}
New-MgGroup -BodyParameter $wanted | Select-Object DisplayName, Id, MembershipRule
# 3. In the Entra admin center: Password reset, Properties, Selected, this group.
