# Diagnostic settings, action group and alert rules, with Azure PowerShell (Az). The
# logs need Entra ID P1 or P2. The rules are made once the first logs have arrived.
$subscription = '5d8f0b7c-2e94-4c61-a3d7-9f1b6e4c8a05'
$tenant = '2f6d3a10-8c41-4b7e-9a55-0d1c7e3b9f24'
Connect-AzAccount -Tenant $tenant -Subscription $subscription | Out-Null

$settings = @{
    Method  = 'PUT'
    Path    = '/providers/microsoft.aadiam/diagnosticSettings/break-glass' +
        '?api-version=2017-04-01'
    Payload = Get-Content -Raw -Path '60-diagnostic-settings.json'
}
$answer = Invoke-AzRestMethod @settings
if ($answer.StatusCode -ge 300) { throw $answer.Content }

$deployment = @{
    Name              = 'break-glass-alerts'
    ResourceGroupName = 'rg-security-logs'
    TemplateFile      = '61-alert-rules.json'
}
New-AzResourceGroupDeployment @deployment
