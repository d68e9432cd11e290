# Let one administrator back in: unblock the account, and give a pass for an hour with
# which a new sign-in method is registered. Remove the old methods first if somebody
# else may have them.
# Needs 01-connect.ps1 in the same window. Errors stop it.
$PSDefaultParameterValues['*-Mg*:ErrorAction'] = 'Stop'
if (-not (Get-MgContext)) { throw 'Run 01-connect.ps1 first.' }
$upn = Read-Host -Prompt 'Sign-in name of the administrator to let in'
$user = Get-MgUser -UserId $upn -Property Id, UserPrincipalName, DisplayName, AccountEnabled
if (-not $user.Id) { throw 'There is no such account.' }
Get-MgUserAuthenticationMethod -UserId $user.Id |
    ForEach-Object { Write-Host $_.AdditionalProperties['@odata.type'] $_.Id }
if ((Read-Host -Prompt "Let $($user.DisplayName) in? Type yes") -cne 'yes') { return }
if (-not $user.AccountEnabled) {
    Update-MgUser -UserId $user.Id -BodyParameter @{ accountEnabled = $true }
    $read = Get-MgUser -UserId $user.Id -Property Id, AccountEnabled
    if (-not $read.AccountEnabled) { throw "STILL BLOCKED: $upn" }
}
$pass = @{
    UserId        = $user.Id
    BodyParameter = @{ lifetimeInMinutes = 60; isUsableOnce = $true }
}
$made = New-MgUserAuthenticationTemporaryAccessPassMethod @pass
if (-not $made.TemporaryAccessPass) { throw 'No pass was made.' }
$made | Select-Object TemporaryAccessPass, LifetimeInMinutes
Write-Host 'Read it to the person on a known number. Write down who, when and why.'
