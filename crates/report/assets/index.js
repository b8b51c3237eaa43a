// An archive's index: rows to sort and filter, and charts of the rows that are shown. Text of documents is set as text.

const entries = JSON.parse(document.getElementById("entries").textContent);
const rules = JSON.parse(document.getElementById("rules").textContent);
const AT_A_TIME = 200;

function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}
const replace = (parent, ...content) => parent.replaceChildren(...content);
const get = (id) => document.getElementById(id);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

// What a document came to, the gravest first.
const STATES = [
  ["failed", "失败", "failed"], ["errors", "有错误", "with errors"], ["warnings", "有警告", "with warnings"],
  ["infos", "有提示", "with infos"], ["problems", "读取有问题", "problems while reading"], ["unchecked", "未核对", "not checked"],
  ["clean", "未见不符", "nothing found"], ["skipped", "跳过", "skipped"],
];
function stateOf(entry) {
  if (entry.status === "failed" || entry.status === "skipped") return entry.status;
  if (entry.failed[0] > 0) return "errors";
  if (entry.failed[1] > 0) return "warnings";
  if (entry.failed[2] > 0) return "infos";
  if (entry.status === "problems") return "problems";
  return entry.others[0] + entry.others[1] > 0 ? "clean" : "unchecked";
}
for (const entry of entries) entry.state = stateOf(entry);
const wordsOf = (state) => { const found = STATES.find(([name]) => name === state); return say(found[1], found[2]); };
const BADGES = { failed: "error", errors: "error", warnings: "warning", infos: "info", problems: "problems", unchecked: "", clean: "ok", skipped: "" };
const KINDS = { final_accounts: ["决算", "final accounts"], budget: ["预算", "a budget"], unknown: ["未识别", "of no known kind"] };
const titleOf = (rule) => rules[rule] ? say(...rules[rule]) : rule;

// ---- exact sums: amounts are decimal strings, in 元 with any number of decimals

const SCALE = 6;
function exact(text) {
  const [whole, decimals = ""] = text.replace("-", "").split(".");
  const units = BigInt(whole + decimals.padEnd(SCALE, "0").slice(0, SCALE));
  return text.startsWith("-") ? -units : units;
}
function written(units) {
  const digits = (units < 0n ? -units : units).toString().padStart(SCALE + 1, "0");
  const whole = digits.slice(0, -SCALE).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${units < 0n ? "-" : ""}${whole}.${digits.slice(-SCALE, -SCALE + 2)}`;
}

// ---- the columns

const total = (name) => (entry) => entry.totals[name] === null ? null : exact(entry.totals[name]);
const COLUMNS = [
  ["state", "状态", "State", (entry) => STATES.findIndex(([name]) => name === entry.state)],
  ["year", "年度", "Year", (entry) => entry.year],
  ["entity", "单位", "Unit", (entry) => entry.entity ?? entry.path],
  ["pages", "页", "Pages", (entry) => entry.pages],
  ["forms", "表", "Forms", (entry) => entry.forms - entry.missing],
  ["errors", "错误", "Errors", (entry) => entry.failed[0]],
  ["warnings", "警告", "Warnings", (entry) => entry.failed[1]],
  ["infos", "提示", "Infos", (entry) => entry.failed[2]],
  ["rounding", "尾差", "Rounding", (entry) => entry.others[1]],
  ["pass", "相符", "Pass", (entry) => entry.others[0]],
  ["open", "未核对", "Not evaluated", (entry) => entry.others[2]],
  ["income", "本年收入（元）", "Income (元)", total("income")],
  ["expenditure", "本年支出（元）", "Expenditure (元)", total("expenditure")],
];
let order = { column: "state", descending: false };
let limit = AT_A_TIME;

function compare(a, b) {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  const before = typeof a === "string" ? a.localeCompare(b, "zh") : a < b ? -1 : 1;
  return order.descending ? -before : before;
}

function shownEntries() {
  const words = get("find").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const [year, state, rule, forms] = ["year", "state", "rule", "forms"].map((id) => get(id).value);
  return entries.filter((entry) => {
    const text = `${entry.entity ?? ""} ${entry.path}`.toLowerCase();
    return words.every((word) => text.includes(word)) && (!year || String(entry.year ?? "") === year || (year === "?" && entry.year === null))
      && (!state || entry.state === state) && (!rule || rule in entry.rules)
      && (!forms || (entry.kind === "final_accounts" && (forms === "missing") === entry.missing > 0));
  });
}

function rowOf(entry) {
  const name = entry.entity ?? entry.path.split("/").at(-1);
  const title = entry.report === null ? name : make("a", { href: entry.report }, name);
  const about = [entry.entity === null ? "" : entry.path, KINDS[entry.kind] ? say(...KINDS[entry.kind]) : ""].filter(Boolean);
  const has = entry.kind !== null;
  const why = entry.status === "ok" || !entry.message ? [] : [make("span", { class: "path" }, `${entry.message}（${entry.code}）`)];
  const count = (value) => make("td", { class: value ? "number" : "number zero" }, has ? String(value) : "");
  const money = (value) => make("td", { class: "number" }, value === null ? "" : written(exact(value)));
  const missing = entry.missing ? ` ${say(`（缺 ${entry.missing}）`, `(${entry.missing} missing)`)}` : "";
  return make("tr", {},
    make("td", {}, make("span", { class: `badge ${BADGES[entry.state]}` }, wordsOf(entry.state))),
    make("td", {}, entry.year === null ? "" : String(entry.year)),
    make("th", { scope: "row" }, title, make("span", { class: "path" }, about.join(" · ")), ...why),
    count(entry.pages), make("td", { class: "number" }, has ? `${entry.forms}${missing}` : ""),
    ...entry.failed.map(count), count(entry.others[1]), count(entry.others[0]), count(entry.others[2]),
    money(entry.totals.income), money(entry.totals.expenditure));
}

function showHead() {
  const heads = COLUMNS.map(([id, chinese, english]) => {
    const button = make("button", { type: "button" }, say(chinese, english));
    button.addEventListener("click", () => {
      order = { column: id, descending: order.column === id && !order.descending };
      show();
      get("documents").querySelector(`[data-column="${id}"] button`).focus();
    });
    const sort = order.column !== id ? "none" : order.descending ? "descending" : "ascending";
    return make("th", { scope: "col", "aria-sort": sort, "data-column": id }, button);
  });
  replace(get("documents").tHead, make("tr", {}, ...heads));
}

// ---- charts: tables whose cells are bars, so that they can be read aloud and printed

function bars(id, rows, most) {
  const body = rows.map(([words, value, shown, kind, choose]) => {
    const bar = make("div", { class: kind });
    bar.style.width = `${most ? (100 * value) / most : 0}%`;
    const head = make("th", { scope: "row" });
    if (choose) {
      const button = make("button", { type: "button" }, words);
      button.addEventListener("click", choose);
      head.append(button);
    } else {
      head.append(words);
    }
    return make("tr", {}, head, make("td", { class: "bar" }, bar), make("td", { class: "number" }, shown));
  });
  const chart = get(id).querySelector(".bars");
  replace(chart, body.length ? make("table", {}, make("tbody", {}, ...body)) : say("没有", "none"));
}

function filterBy(id, value) {
  get(id).value = value;
  limit = AT_A_TIME;
  show();
  get("rows").scrollIntoView();
  get("rows").focus({ preventScroll: true });
}

function showCharts(shown) {
  const states = STATES.map(([name]) => [name, shown.filter((entry) => entry.state === name).length]).filter(([, count]) => count);
  bars("by-state", states.map(([name, count]) => [wordsOf(name), count, String(count), name, () => filterBy("state", name)]),
    Math.max(...states.map(([, count]) => count)));
  const found = new Map();
  for (const entry of shown) for (const [rule, count] of Object.entries(entry.rules)) found.set(rule, (found.get(rule) ?? 0) + count);
  const byRule = [...found].sort((a, b) => b[1] - a[1]).slice(0, 15);
  bars("by-rule", byRule.map(([rule, count]) => [titleOf(rule), count, String(count), "", () => filterBy("rule", rule)]), byRule[0]?.[1]);
  const years = [...new Set(shown.map((entry) => entry.year).filter((year) => year !== null))].sort();
  const amounts = years.flatMap((year) => ["income", "expenditure"].map((name) => {
    const stated = shown.filter((entry) => entry.year === year && entry.totals[name] !== null);
    return [year, name, stated.reduce((all, entry) => all + exact(entry.totals[name]), 0n)];
  }));
  const most = Math.max(...amounts.map(([, , units]) => Number(units)));
  bars("by-year", amounts.map(([year, name, units]) => [
    `${year} ${name === "income" ? say("收入", "income") : say("支出", "expenditure")}`, Math.max(Number(units), 0), written(units), name,
    () => filterBy("year", String(year)),
  ]), most);
}

// ---- filters

function choices(id, all, options) {
  const before = get(id).value;
  replace(get(id), make("option", { value: "" }, all), ...options.map(([value, words]) => make("option", { value }, words)));
  get(id).value = before;
}
function showChoices() {
  const years = [...new Set(entries.map((entry) => entry.year))].sort((a, b) => (b ?? 0) - (a ?? 0));
  choices("year", say("全部", "all"), years.map((year) => year === null ? ["?", say("未知", "unknown")] : [String(year), String(year)]));
  choices("forms", say("全部", "all"), [["whole", say("齐全", "all there")], ["missing", say("缺表", "some missing")]]);
  choices("state", say("全部", "all"), STATES.filter(([name]) => entries.some((entry) => entry.state === name)).map(([name]) => [name, wordsOf(name)]));
  const found = [...new Set(entries.flatMap((entry) => Object.keys(entry.rules)))].sort();
  choices("rule", say("全部", "all"), found.map((rule) => [rule, titleOf(rule)]));
}

function show() {
  const key = COLUMNS.find(([id]) => id === order.column)[3];
  const keyed = shownEntries().map((entry) => [key(entry), entry]);
  keyed.sort((a, b) => compare(a[0], b[0]) || compare(a[1].path, b[1].path));
  const shown = keyed.map(([, entry]) => entry);
  showHead();
  replace(get("documents").tBodies[0], ...shown.slice(0, limit).map(rowOf));
  get("more").hidden = shown.length <= limit;
  const findings = sum(shown.map((entry) => sum(entry.failed)));
  get("shown").textContent = say(
    `${entries.length} 个文件，所列 ${shown.length} 个，共 ${sum(shown.map((entry) => entry.pages))} 页，不符 ${findings} 项`,
    `${entries.length} documents, ${shown.length} shown, ${sum(shown.map((entry) => entry.pages))} pages, ${findings} findings`);
  showCharts(shown);
}

get("filters").addEventListener("input", () => { limit = AT_A_TIME; show(); });
get("filters").addEventListener("submit", (event) => event.preventDefault());
get("filters").addEventListener("reset", () => setTimeout(() => { limit = AT_A_TIME; show(); }));
get("more").addEventListener("click", () => { limit += AT_A_TIME; show(); });
document.addEventListener("language", () => { showChoices(); show(); });
showChoices();
show();
