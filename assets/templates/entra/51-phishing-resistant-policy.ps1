# The policy for these accounts alone: only a security key or a certificate signs in.
# First run: it is made in report-only mode. After a sign-in with each key that the
# report shows as passed, run it with -Enable. Until then the password alone may still
# open Microsoft Graph.
param([switch] $Enable)
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$body = Get-Content -Raw -Encoding UTF8 -Path '50-phishing-resistant-policy.json'
$name = ($body | ConvertFrom-Json).displayName
$found = @(Get-MgIdentityConditionalAccessPolicy -All | Where-Object { $_.DisplayName -eq $name })
if ($found.Count -gt 1) { throw "Several policies are called $name." }
if ($found.Count -eq 0) {
    $request = @{
        Method      = 'POST'
        Uri         = 'v1.0/identity/conditionalAccess/policies'
        ContentType = 'application/json'
        Body        = $body
    }
    Invoke-MgGraphRequest @request | Out-Null
    $found = @(Get-MgIdentityConditionalAccessPolicy -All | Where-Object { $_.DisplayName -eq $name })
    if ($found.Count -ne 1) { throw 'The policy was not made.' }
}
$which = @{ ConditionalAccessPolicyId = $found[0].Id }
if ($Enable) {
    if ((Read-Host -Prompt 'Each key signed in and the report passed? Type yes') -cne 'yes') {
        throw 'Nothing was changed.'
    }
    Update-MgIdentityConditionalAccessPolicy @which -BodyParameter @{ state = 'enabled' }
}
$read = Get-MgIdentityConditionalAccessPolicy @which
$strength = $read.GrantControls.AuthenticationStrength.Id
if ($strength -ne '00000000-0000-0000-0000-000000000004') {
    throw "The policy does not ask for phishing-resistant MFA, but for: $strength"
}
if ($Enable -and $read.State -ne 'enabled') { throw "The policy is still $($read.State)." }
Write-Host "$($read.DisplayName): $($read.State), strength $strength"
