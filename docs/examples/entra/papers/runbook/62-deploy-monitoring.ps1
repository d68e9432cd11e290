# Diagnostic settings, action group and alert rules, with Azure PowerShell (Az). The
# logs need Entra ID P1 or P2. Windows PowerShell: the call is printed in the book.
$ErrorActionPreference = 'Stop'
$PSDefaultParameterValues['*-Az*:ErrorAction'] = 'Stop'
$subscription = '5d8f0b7c-2e94-4c61-a3d7-9f1b6e4c8a05'
$tenant = '2f6d3a10-8c41-4b7e-9a55-0d1c7e3b9f24'
$group = 'rg-security-logs'
$clouds = @{
    Global   = 'AzureCloud'
    USGov    = 'AzureUSGovernment'
    USGovDoD = 'AzureUSGovernment'
    China    = 'AzureChinaCloud'
}
$cloud = $clouds['Global']
Connect-AzAccount -Environment $cloud -Tenant $tenant -Subscription $subscription | Out-Null

function Invoke-Azure([string] $Method, [string] $Path, [string] $Payload) {
    $call = @{ Method = $Method; Path = $Path }
    if ($Payload) { $call.Payload = $Payload }
    $answer = Invoke-AzRestMethod @call
    if ($answer.StatusCode -ge 300) { throw "$($answer.StatusCode): $($answer.Content)" }
    return $answer.Content | ConvertFrom-Json
}

# 0. The workspace: look, and make it where it is not there.
$workspace = "/subscriptions/$subscription/resourceGroups/$group/providers" +
    '/Microsoft.OperationalInsights/workspaces/law-security'
$there = Invoke-AzRestMethod -Method GET -Path "$($workspace)?api-version=2023-09-01"
if ($there.StatusCode -eq 404) {
    $question = 'There is no such workspace. Make it? Type yes'
    if ((Read-Host -Prompt $question) -cne 'yes') { throw 'Nothing was changed.' }
    $new = @{
        location   = 'westeurope'
        properties = @{ sku = @{ name = 'PerGB2018' } }
    } | ConvertTo-Json -Depth 4
    Invoke-Azure PUT "$($workspace)?api-version=2023-09-01" $new | Out-Null
} elseif ($there.StatusCode -ge 300) {
    throw "$($there.StatusCode): $($there.Content)"
}

# 1. Look first: Azure Monitor refuses a second setting that sends the same category to
#    the same place, and Sentinel may send it already. Only what nobody sends is added.
$base = '/providers/microsoft.aadiam/diagnosticSettings'
$version = 'api-version=2017-04-01'
$sent = @()
foreach ($setting in (Invoke-Azure GET "$($base)?$version").value) {
    if ($setting.name -ne 'break-glass' -and $setting.properties.workspaceId -eq $workspace) {
        $sent += @($setting.properties.logs | Where-Object { $_.enabled } | ForEach-Object { $_.category })
    }
}
$wanted = Get-Content -Raw -Encoding UTF8 -Path '60-diagnostic-settings.json' | ConvertFrom-Json
$names = @($wanted.properties.logs | ForEach-Object { $_.category })
$lacking = @($wanted.properties.logs | Where-Object { $sent -notcontains $_.category })
Write-Host "Sent already: $($sent -join ', ')"
if ($lacking) {
    $wanted.properties.logs = $lacking
    Invoke-Azure PUT "$base/break-glass?$version" ($wanted | ConvertTo-Json -Depth 8) | Out-Null
}
$read = @((Invoke-Azure GET "$($base)?$version").value |
    Where-Object { $_.properties.workspaceId -eq $workspace } |
    ForEach-Object { $_.properties.logs } | Where-Object { $_.enabled } | ForEach-Object { $_.category })
$missing = @($names | Where-Object { $read -notcontains $_ })
if ($missing) { throw "Not sent to the workspace: $($missing -join ', ')" }
Write-Host "Read back, sent to the workspace: $($names -join ', ')"

# 2. The rules are deployed in any case. They need tables, which come with the first logs.
$deployment = @{
    Name              = 'break-glass-alerts'
    ResourceGroupName = $group
    TemplateFile      = '61-alert-rules.json'
}
$done = New-AzResourceGroupDeployment @deployment
if ($done.ProvisioningState -ne 'Succeeded') { throw "The rules: $($done.ProvisioningState)" }
$rules = "/subscriptions/$subscription/resourceGroups/$group/providers" +
    '/Microsoft.Insights/scheduledQueryRules?api-version=2023-12-01'
$read = @((Invoke-Azure GET $rules).value | Where-Object { $_.name -like 'Break-glass*' })
$template = Get-Content -Raw -Encoding UTF8 -Path '61-alert-rules.json' | ConvertFrom-Json
$lacking = @($template.variables.rules | Where-Object { $read.name -notcontains $_.name })
if ($lacking) { throw "Rules that are not there: $($lacking.name -join ', ')" }
$off = @($read | Where-Object { -not $_.properties.enabled })
if ($off) { throw "Rules that are switched off: $($off.name -join ', ')" }
$read | ForEach-Object { Write-Host "Rule $($_.name): on, severity $($_.properties.severity)" }
