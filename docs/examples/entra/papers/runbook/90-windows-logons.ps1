# Logons of the accounts on this Windows computer: event 4624, last 7 days. Run it as
# administrator. Logon type 2 at the console, 3 over the network, 10 remote desktop.
$names = @(
    'bg-1@contoso.onmicrosoft.com'
    ('bg-1@contoso.onmicrosoft.com' -split '@')[0]
    'bg-2@contoso.onmicrosoft.com'
    ('bg-2@contoso.onmicrosoft.com' -split '@')[0]
)
$filter = @{ LogName = 'Security'; Id = 4624; StartTime = (Get-Date).AddDays(-7) }
Get-WinEvent -FilterHashtable $filter |
    Where-Object { $names -contains $_.Properties[5].Value } |
    Select-Object TimeCreated,
        @{ Name = 'Account'; Expression = { $_.Properties[5].Value } },
        @{ Name = 'Domain'; Expression = { $_.Properties[6].Value } },
        @{ Name = 'LogonType'; Expression = { $_.Properties[8].Value } },
        @{ Name = 'Address'; Expression = { $_.Properties[18].Value } }
