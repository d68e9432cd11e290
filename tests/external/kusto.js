// Reads queries as JSON from standard input, {name: text}, and analyses each with
// Microsoft's own language service against the published columns of the tables.
// Usage: node kusto.js FOLDER-WITH-node_modules; prints {name: [message]}.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const service = path.join(process.argv[2], "node_modules/@kusto/language-service-next");
for (const file of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
  vm.runInThisContext(fs.readFileSync(path.join(service, file), "utf8"), file);
}
const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;

// tables.tsv says where its columns are from.
const columns = new Map();
for (const line of fs.readFileSync(path.join(__dirname, "tables.tsv"), "utf8").split("\n")) {
  const [table, column, type] = line.split("\t");
  if (type) columns.set(table, [...(columns.get(table) ?? []), `${column}: ${type}`]);
}
const tables = [...columns].map(([name, list]) => Symbols.TableSymbol.From(`(${list.join(", ")})`).WithName(name));
const database = new Symbols.DatabaseSymbol.$ctor1("workspace", tables, false);
const globals = GlobalState.Default.WithDatabase(database);

const told = {};
for (const [name, text] of Object.entries(JSON.parse(fs.readFileSync(0, "utf8")))) {
  const found = KustoCode.ParseAndAnalyze(text, globals).GetDiagnostics();
  told[name] = [];
  for (let i = 0; i < found.Count; i += 1) told[name].push(found.getItem(i).Message);
}
console.log(JSON.stringify(told));
