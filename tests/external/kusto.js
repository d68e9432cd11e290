// Reads queries as JSON from standard input, {name: text}, and analyses each with
// Microsoft's own language service against the documented columns of the tables.
// Usage: node kusto.js FOLDER-WITH-node_modules; prints {name: [message]}.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const service = path.join(process.argv[2], "node_modules/@kusto/language-service-next");
for (const file of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(service, file), "utf8"), file);
}
const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;

const SIGN_IN =
  "TimeGenerated: datetime, UserId: string, UserPrincipalName: string, ResultType: string," +
  "ResultDescription: string, IPAddress: string, AppDisplayName: string, ClientAppUsed: string," +
  "UserAgent: string, ResourceDisplayName: string, CorrelationId: string, Location: string";
// Azure Monitor table reference, as far as the queries go. Typed from Microsoft's pages: no registry
// serves the tables themselves.
const TABLES = {
  SigninLogs: `${SIGN_IN}, DeviceDetail: dynamic`,
  AADNonInteractiveUserSignInLogs: `${SIGN_IN}, DeviceDetail: string`,
  AuditLogs:
    "TimeGenerated: datetime, OperationName: string, Category: string, Result: string," +
    "LoggedByService: string, InitiatedBy: dynamic, TargetResources: dynamic, CorrelationId: string",
  AzureActivity:
    "TimeGenerated: datetime, Caller: string, OperationNameValue: string, ActivityStatusValue: string," +
    "ResourceGroup: string, CallerIpAddress: string, CorrelationId: string",
  MicrosoftGraphActivityLogs:
    "TimeGenerated: datetime, UserId: string, RequestMethod: string, RequestUri: string," +
    "ResponseStatusCode: int, IPAddress: string, AppId: string",
  OfficeActivity:
    "TimeGenerated: datetime, UserId: string, OfficeWorkload: string, Operation: string," +
    "ResultStatus: string, ClientIP: string, OfficeObjectId: string",
};
const tables = Object.entries(TABLES).map(([name, columns]) =>
  Symbols.TableSymbol.From(`(${columns})`).WithName(name),
);
const database = new Symbols.DatabaseSymbol.$ctor1("workspace", tables, false);
const globals = GlobalState.Default.WithDatabase(database);

const told = {};
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync(0, "utf8")))) {
  const found = KustoCode.ParseAndAnalyze(text, globals).GetDiagnostics();
  told[name] = [];
  for (let i = 0; i < found.Count; i += 1) told[name].push(found.getItem(i).Message);
}
console.log(JSON.stringify(told));
