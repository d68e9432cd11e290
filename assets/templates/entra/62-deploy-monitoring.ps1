# Diagnostic settings, action group and alert rules, with Azure PowerShell (Az). The
# logs need Entra ID P1 or P2. The rules are made once the first logs have arrived.
$subscription = '{{workspace.subscription}}'
$tenant = '{{tenant.id}}'
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
    ResourceGroupName = '{{workspace.resource-group}}'
    TemplateFile      = '61-alert-rules.json'
}
New-AzResourceGroupDeployment @deployment
