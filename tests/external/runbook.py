#!/usr/bin/env python3
"""Reads the files of real books with parsers that are not ours: PowerShell with the
tree-sitter grammar tree-sitter-pwsh, KQL with Microsoft's language service over the columns
of tables.tsv, JSON with Python against the documented shapes and with the TypeScript
compiler against the types that Microsoft publishes for Graph and Azure Monitor, shell
scripts with sh.

Usage: runbook.py BINARY. Installs its parsers into a temporary folder.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = ["tree-sitter==0.26.1", "tree-sitter-pwsh==0.38.1"]
NODE = ["@kusto/language-service-next@12.4.1", "@microsoft/microsoft-graph-types@2.43.1",
        "@azure/arm-monitor@8.0.0", "typescript@5.9.3"]
HERE = Path(__file__).parent
# Names that would break out of quotes, if nobody looked after them.
HOSTILE = {
    'name = "Break-glass 1"': "name = \"O'Brien \\\"x\\\" \u2019; $(throw) `n | {{x}} \\\\\"",
    'name = "CA-Exclude-BreakGlass"': "name = \"CA 'all' \\\"but\\\" \u2018us\u2019 \\\\\"",
    'name = "CA001 Require MFA for all users"': "name = \"CA001: don't $lock us \\\"out\\\"\"",
    'name = "Duty officer"': 'name = "Duty \\"officer\\" \\\\"',
}

checks = 0


def check(condition, what):
    global checks
    checks += 1
    if not condition:
        sys.exit(f"runbook: FAILED: {what}")


def run(*command, given=None, folder=None):
    done = subprocess.run([str(word) for word in command], input=given, capture_output=True, text=True,
                          cwd=folder, timeout=600)
    check(done.returncode == 0, f"{Path(str(command[0])).name}: {done.stderr.strip()[-600:]}")
    return done.stdout


def powershell_faults():
    """Runs in the folder's own Python, which has the grammar: {name: text} to {name: faults}."""
    import tree_sitter
    import tree_sitter_pwsh

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_pwsh.language()))
    told = {}
    for name, text in json.load(sys.stdin).items():
        told[name] = []
        open_nodes = [parser.parse(text.encode()).root_node]
        while open_nodes:
            node = open_nodes.pop()
            if node.is_error or node.is_missing:
                told[name].append(f"line {node.start_point[0] + 1}")
            else:
                open_nodes += node.children
    print(json.dumps(told))


def shape(value, required, optional, what):
    """An object with these properties and no others."""
    check(isinstance(value, dict), f"{what}: not an object")
    check(required <= value.keys(), f"{what}: lacks {required - value.keys()}")
    check(value.keys() <= required | optional, f"{what}: {value.keys() - required - optional} is not documented")


GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def policy(value):
    """Microsoft Graph v1.0: conditionalAccessPolicy."""
    shape(value, {"displayName", "state", "conditions", "grantControls"}, {"sessionControls"}, "policy")
    check(value["state"] in ("enabled", "disabled", "enabledForReportingButNotEnforced"), "policy: state")
    conditions = value["conditions"]
    shape(conditions, {"users", "applications", "clientAppTypes"},
          {"locations", "platforms", "signInRiskLevels", "userRiskLevels", "devices"}, "policy: conditions")
    lists = {"includeUsers", "excludeUsers", "includeGroups", "excludeGroups", "includeRoles", "excludeRoles"}
    shape(conditions["users"], {"includeGroups"}, lists, "policy: users")
    check(all(GUID.fullmatch(group) for group in conditions["users"]["includeGroups"]), "policy: group id")
    shape(conditions["applications"], {"includeApplications"}, {"excludeApplications"}, "policy: applications")
    check(set(conditions["clientAppTypes"]) <= {"all", "browser", "mobileAppsAndDesktopClients",
                                                "exchangeActiveSync", "other"}, "policy: clients")
    shape(value["grantControls"], {"operator", "authenticationStrength"}, {"builtInControls"}, "policy: grant")
    check(GUID.fullmatch(value["grantControls"]["authenticationStrength"]["id"]), "policy: strength")


def diagnostics(value):
    """microsoft.aadiam/diagnosticSettings 2017-04-01."""
    shape(value, {"properties"}, set(), "diagnostics")
    shape(value["properties"], {"workspaceId", "logs"}, {"storageAccountId"}, "diagnostics: properties")
    check(re.fullmatch(r"/subscriptions/[0-9a-f-]{36}/resourceGroups/[\w.-]+/providers/"
                       r"Microsoft\.OperationalInsights/workspaces/[\w-]+",
                       value["properties"]["workspaceId"]), "diagnostics: workspace")
    for log in value["properties"]["logs"]:
        shape(log, {"category", "enabled"}, {"retentionPolicy"}, "diagnostics: log")
    categories = [log["category"] for log in value["properties"]["logs"] if log["enabled"]]
    check({"SignInLogs", "AuditLogs", "NonInteractiveUserSignInLogs"} <= set(categories), "diagnostics: categories")


def rules(value, queries):
    """An ARM template of Microsoft.Insights/actionGroups and scheduledQueryRules."""
    shape(value, {"$schema", "contentVersion", "resources"}, {"variables", "parameters", "outputs"}, "rules")
    group, rule = value["resources"]
    resource = {"type", "apiVersion", "name", "location", "properties"}
    shape(group, resource, set(), "action group")
    check(group["type"] == "Microsoft.Insights/actionGroups", "action group: type")
    shape(group["properties"], {"groupShortName", "enabled", "emailReceivers", "smsReceivers"}, set(), "action group")
    check(len(group["properties"]["groupShortName"]) <= 12, "action group: short name")
    for mail in group["properties"]["emailReceivers"]:
        shape(mail, {"name", "emailAddress", "useCommonAlertSchema"}, set(), "mail")
    for sms in group["properties"]["smsReceivers"]:
        shape(sms, {"name", "countryCode", "phoneNumber"}, set(), "sms")
    names = [r["name"] for kind in ("emailReceivers", "smsReceivers") for r in group["properties"][kind]]
    check(len(names) == len(set(names)) >= 4, "receivers: names")
    shape(rule, resource, {"copy", "dependsOn"}, "rule")
    check(rule["type"] == "Microsoft.Insights/scheduledQueryRules", "rule: type")
    properties = rule["properties"]
    shape(properties, {"displayName", "severity", "enabled", "scopes", "evaluationFrequency", "windowSize",
                       "criteria", "actions"}, {"description", "autoMitigate"}, "rule: properties")
    check(properties["evaluationFrequency"] == "PT5M", "rule: every 5 minutes")
    (criterion,) = properties["criteria"]["allOf"]
    shape(criterion, {"query", "timeAggregation", "operator", "threshold", "failingPeriods"}, set(), "criterion")
    check((criterion["timeAggregation"], criterion["operator"], criterion["threshold"])
          == ("Count", "GreaterThan", 0), "criterion: more than none")
    listed = value["variables"]["rules"]
    for one in listed:
        shape(one, {"name", "severity", "description", "query"}, set(), "rule of the list")
        check(one["severity"] in range(5), "rule of the list: severity")
        check(not re.search(r"[#<>%&:?/{}*]", one["name"]), "rule of the list: name")
    check(sorted(one["query"] for one in listed) == sorted(queries), "the queries of the rules are the files'")


def typed(files):
    """The JSON of one book as values of Microsoft's own types: {name: (type, value)}."""
    group, rule = files["61-alert-rules.json"]["resources"]
    values = {
        "policy": ("ConditionalAccessPolicy", files["50-phishing-resistant-policy.json"]),
        "diagnostics": ("DiagnosticSettings", files["60-diagnostic-settings.json"]["properties"]),
        "action group": ("ActionGroup", group["properties"]),
    }
    # What the template fills in when it is deployed: one rule for each of its list.
    for one in files["61-alert-rules.json"]["variables"]["rules"]:
        text = json.dumps(rule["properties"])
        for key, value in one.items():
            text = text.replace(f'"[variables(\'rules\')[copyIndex()].{key}]"', json.dumps(value))
        check("copyIndex()" not in text, "the rule names what its list has")
        values[f"rule {one['name']}"] = ("ScheduledQueryRuleProperties", json.loads(text))
    return values


def type_faults(values, tools):
    """What the TypeScript compiler says of values with their types: {name: faults}."""
    lines = ['import type { ConditionalAccessPolicy } from "@microsoft/microsoft-graph-types";',
             'import type { ActionGroup, DiagnosticSettings, ScheduledQueryRuleProperties } from "./models.js";']
    # The package keeps these three to itself behind its operations, so they are named by file.
    models = "./node_modules/@azure/arm-monitor/dist/esm/models"
    (Path(tools) / "models.d.ts").write_text("".join(
        f'export type {{ {name} }} from "{models}/{room}/models.js";\n'
        for name, room in (("ActionGroup", "actionGroupsApi"), ("DiagnosticSettings", "diagnosticsSettings"),
                           ("ScheduledQueryRuleProperties", "scheduledQueryRuleApi"))))
    head = len(lines)
    lines += [f"export const v{i}: {kind} = {json.dumps(value)};" for i, (kind, value) in enumerate(values.values())]
    (Path(tools) / "book.ts").write_text("\n".join(lines) + "\n")
    done = subprocess.run([f"{tools}/node_modules/.bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext",
                           "--moduleResolution", "nodenext", "--pretty", "false", "book.ts"],
                          cwd=tools, capture_output=True, text=True, timeout=600)
    told = {name: [] for name in values}
    names = list(values)
    for line in done.stdout.splitlines():
        place = re.match(r"book\.ts\((\d+),", line)
        if place:
            check(int(place[1]) > head, f"the types are found: {line}")
            told[names[int(place[1]) - head - 1]].append(line)
        else:
            check(line.startswith(" "), f"tsc: {line}")
    check(done.returncode == (2 if any(told.values()) else 0), f"tsc ran: {done.stdout[-300:]}{done.stderr[-300:]}")
    return told


def maester(value):
    """Maester's configuration: the accounts and the group that its tests leave out."""
    shape(value, {"GlobalSettings"}, set(), "maester")
    shape(value["GlobalSettings"], {"EmergencyAccessAccounts"}, set(), "maester: settings")
    for entry in value["GlobalSettings"]["EmergencyAccessAccounts"]:
        name = {"User": "UserPrincipalName", "Group": "DisplayName"}[entry["Type"]]
        shape(entry, {"Type", name}, {"Id"}, "maester: entry")


def texts(kit, end):
    return {f"{kit.name}/{file.name}": file.read_text(encoding="utf-8-sig") for file in sorted((kit / "runbook").glob(f"*.{end}"))}


def kits(binary, place):
    """The plan as it comes, and one with names made to break out."""
    plan = run(binary, "init", "--template", "entra")
    hostile = plan
    for usual, bad in HOSTILE.items():
        check(usual in hostile, f"the plan has no {usual}")
        hostile = hostile.replace(usual, bad)
    for name, text in (("usual", plan), ("hostile", hostile)):
        (place / f"{name}.toml").write_text(text)
        run(binary, "print", "book", place / f"{name}.toml", "--out", place / name)
        yield place / name


def main(binary):
    binary = Path(binary).resolve()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder, \
            tempfile.TemporaryDirectory() as tools:
        place = Path(folder)
        run(sys.executable, "-m", "venv", f"{tools}/python")
        run(f"{tools}/python/bin/pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON)
        run("npm", "install", "--silent", "--no-save", "--ignore-scripts", "--prefix", tools, *NODE)
        powershell, kusto, values, count = {}, {}, {}, 0
        for kit in kits(binary, place):
            key = ""
            powershell.update({key + name: text for name, text in texts(kit, "ps1").items()})
            queries = texts(kit, "kql")
            kusto.update({key + name: text for name, text in queries.items()})
            files = {file.name: json.loads(file.read_text()) for file in (kit / "runbook").glob("*.json")}
            policy(files["50-phishing-resistant-policy.json"])
            diagnostics(files["60-diagnostic-settings.json"])
            rules(files["61-alert-rules.json"], [q.rstrip() for name, q in queries.items() if "/alert-" in name])
            maester(files["maester-config.json"])
            values.update({f"{kit.name}: {name}": pair for name, pair in typed(files).items()})
            for script in (kit / "runbook").glob("*.sh"):
                run("sh", "-n", script)
            for script in (kit / "runbook").glob("*.ps1"):
                check(script.read_bytes().startswith(b"\xef\xbb\xbf"), f"{script.name}: no byte order mark")
            count += 1
        check(count == 2 and len(powershell) == 30 and len(kusto) == 34, "two books with all their files")

        # The parsers must see faults, or their silence means nothing.
        first = next(name for name in powershell if name.endswith("10-create-accounts.ps1"))
        powershell["fault: brace"] = powershell[first].rstrip()[:-1]
        powershell["fault: quote"] = powershell[first].replace("userPrincipalName = $Account", "userPrincipalName = '", 1)
        first = next(name for name in kusto if name.endswith("alert-account-changed.kql"))
        kusto["fault: query column"] = kusto[first].replace("OperationName", "Operationname")
        kusto["fault: query quote"] = kusto[first].replace('"UserManagement"', "\u201cUserManagement\u201d")
        told = json.loads(run(f"{tools}/python/bin/python", __file__, "--powershell", given=json.dumps(powershell)))
        for name, (right, wrong) in {"policy": ("includeApplications", "includedApplications"),
                                     "diagnostics": ("category", "categories"),
                                     "action group": ("emailAddress", "email"),
                                     "rule Break-glass roles changed": ("failingPeriods", "failing")}.items():
            kind, value = values[f"usual: {name}"]
            broken = json.dumps(value).replace(f'"{right}"', f'"{wrong}"', 1)
            values[f"fault: {name}"] = (kind, json.loads(broken))
        told.update(json.loads(run("node", HERE / "kusto.js", tools, given=json.dumps(kusto))))
        told.update(type_faults(values, tools))
        for name, faults in told.items():
            check(bool(faults) == name.startswith("fault:"), f"{name}: {faults}")

        for name in ("linux-vault",):
            (place / "v.toml").write_text(run(binary, "init", "--template", name))
            run(binary, "print", "book", place / "v.toml", "--out", place / name)
            for script in (place / name / "runbook").glob("*.sh"):
                run("sh", "-n", script)
    print(f"runbook: {len(told)} scripts, queries and settings, {checks} checks, all right")


if __name__ == "__main__":
    powershell_faults() if sys.argv[1:] == ["--powershell"] else main(sys.argv[1])
