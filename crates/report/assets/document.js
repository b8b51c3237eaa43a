// A document's report: cells and their places on the pages, each leading to the other.

const sheets = document.getElementById("sheets");
const pile = document.getElementById("pile");
const selected = document.getElementById("selected");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const isPhone = () => matchMedia("(max-width: 760px)").matches;

// "6 50 180 98 196" is page and box, in points.
function placeOf(element) {
  const [number, x0, y0, x1, y1] = element.dataset.b.split(" ").map(Number);
  return { page: number, x0, y0, x1, y1 };
}

// Where a place stands, as people find it: a dump is opened in an editor, where lines are counted.
const { counted, pages } = document.getElementById("layout").dataset;
function whereabouts({ page: number, y0 }) {
  const onPage = say(`第 ${number} 页`, `page ${number}`);
  if (counted !== "lines") return onPage;
  const line = Math.floor(y0) + 1;
  return (Number(pages) > 1 ? say(onPage, `${onPage}, `) : "") + say(`第 ${line} 行`, `line ${line}`);
}

const cellsOfPage = new Map();
for (const cell of document.querySelectorAll("table.cells [data-b]")) {
  const number = cell.dataset.b.slice(0, cell.dataset.b.indexOf(" "));
  if (!cellsOfPage.has(number)) cellsOfPage.set(number, []);
  cellsOfPage.get(number).push(cell);
}

// ---- the pages

const SVG = "http://www.w3.org/2000/svg";
function rectangle(place) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("x", place.x0);
  rect.setAttribute("y", place.y0);
  rect.setAttribute("width", Math.max(place.x1 - place.x0, 1));
  rect.setAttribute("height", Math.max(place.y1 - place.y0, 1));
  return rect;
}

// Lays the cells over a page, once it comes near.
function layOver(sheet) {
  const there = sheet.querySelector("svg.over");
  if (there) return there;
  const over = document.createElementNS(SVG, "svg");
  over.setAttribute("class", "over");
  over.setAttribute("viewBox", `0 0 ${sheet.dataset.size}`);
  over.setAttribute("aria-hidden", "true");
  for (const cell of cellsOfPage.get(sheet.dataset.page) ?? []) {
    const rect = rectangle(placeOf(cell));
    rect.addEventListener("click", () => choose(cell, true));
    over.append(rect);
  }
  sheet.querySelector(".paper").append(over);
  return over;
}

if (pile) {
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) layOver(entry.target);
  }, { root: pile, rootMargin: "100%" });
  for (const sheet of pile.querySelectorAll(".sheet")) near.observe(sheet);
}

// Shows a place on its page; false where that page is not shown.
function showPlace(place) {
  const sheet = document.getElementById(`p${place.page}`);
  if (!sheet) return false;
  sheets.classList.add("open");
  document.querySelector(".spot")?.remove();
  const spot = rectangle(place);
  spot.setAttribute("class", "spot");
  layOver(sheet).append(spot);
  const box = spot.getBoundingClientRect();
  const view = pile.getBoundingClientRect();
  if (box.top < view.top + 20 || box.bottom > view.bottom - 20) {
    pile.scrollBy({ top: box.top - view.top - view.height / 3, behavior: still ? "auto" : "smooth" });
  }
  return true;
}

// ---- choosing

let chosen = null;
function mark(element) {
  chosen?.classList.remove("chosen");
  chosen = element;
  chosen?.classList.add("chosen");
}

// What is said of a cell: its form, row, column, figure, and the way to what does not hold. Of a paragraph: that way.
function tell(element) {
  const finding = element.dataset.f && document.getElementById(`f${element.dataset.f}`);
  const parts = [];
  if (element.matches("table.cells *")) {
    let name = element.previousElementSibling;
    while (name && (name.matches(".number, .line") || !name.textContent)) name = name.previousElementSibling;
    const table = element.closest("table");
    const head = table.dataset.heads.split("\u001f")[Number(element.id.split("-")[2])];
    parts.push(table.caption.textContent, name?.textContent, head, element.textContent || say("空白", "blank"));
  }
  if (element.matches(".suspect")) parts.push(say("此数可疑", "a suspect figure"));
  parts.push(whereabouts(placeOf(element)));
  selected.textContent = `${parts.filter(Boolean).join(" · ")} `;
  if (finding) {
    const link = document.createElement("a");
    link.href = `#${finding.id}`;
    link.textContent = say("看核对结果", "see the finding");
    selected.append(link);
  }
}
document.addEventListener("language", () => chosen && tell(chosen));

function choose(cell, fromPage) {
  following = false;
  unfold(cell);
  mark(cell);
  if (cell.matches("table.cells *")) takeTabStop(cell);
  tell(cell);
  showPlace(placeOf(cell));
  if (fromPage) {
    cell.scrollIntoView({ block: "center", inline: "nearest", behavior: still || isPhone() ? "auto" : "smooth" });
    cell.focus({ preventScroll: true });
  }
}

// A finding that the filter hides is shown when somebody asks for it.
function unhide(finding) {
  if (!finding.hidden) return;
  const box = document.querySelector(`.filter input[data-severity="${finding.dataset.severity}"]`);
  box.checked = true;
  box.dispatchEvent(new Event("change"));
}

// What stands in a folded part cannot be scrolled to.
function unfold(element) {
  for (let folded = element.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.place");
  if (link) {
    const target = document.getElementById(link.getAttribute("href").slice(1));
    event.preventDefault();
    if (target?.dataset.b) choose(target, true);
    else {
      mark(null);
      following = false;
      selected.textContent = link.closest(".finding")?.querySelector("h3").innerText ?? link.textContent;
    }
    if (!showPlace(placeOf(link))) target?.scrollIntoView({ block: "center" });
    return;
  }
  const anchor = event.target.closest('a[href^="#"]');
  const target = anchor && document.getElementById(anchor.getAttribute("href").slice(1));
  if (target) {
    unfold(target);
    unhide(target);
    if (target.matches("details")) target.open = true;
    return;
  }
  const placed = event.target.closest("main [data-b]");
  if (placed && !getSelection().toString()) choose(placed, false);
});

// ---- the keyboard: one cell of a table can be reached by Tab, the others from it by the arrows

const tabStops = new Map();
function takeTabStop(cell) {
  const table = cell.closest("table");
  tabStops.get(table)?.setAttribute("tabindex", "-1");
  tabStops.set(table, cell);
  cell.tabIndex = 0;
}
for (const table of document.querySelectorAll("table.cells")) {
  const first = table.querySelector("[data-b]");
  if (first) takeTabStop(first);
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-b]");
    if (!cell) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(cell, false);
      return;
    }
    if (event.key === "f" && cell.dataset.f) {
      const finding = document.getElementById(`f${cell.dataset.f}`);
      unfold(finding);
      unhide(finding);
      finding.focus();
      return;
    }
    const next = neighbour(cell, event.key);
    if (!next) return;
    event.preventDefault();
    takeTabStop(next);
    next.focus();
    choose(next, false);
  });
}
function neighbour(cell, key) {
  const inRow = (row) => [...row.children].filter((other) => other.dataset.b);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const cells = inRow(cell.parentElement);
    return cells[cells.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
  }
  if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
  const middle = cell.getBoundingClientRect().left + cell.offsetWidth / 2;
  let row = cell.parentElement;
  do row = key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  while (row && inRow(row).length === 0);
  return row && inRow(row).find((other) => other.getBoundingClientRect().right > middle);
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") sheets?.classList.remove("open");
});
document.getElementById("close")?.addEventListener("click", () => sheets.classList.remove("open"));

// ---- following: the page of the row that is being read comes into view, until something is chosen

let following = true;
if (pile) {
  let waiting = false;
  let followed = null;
  const follow = () => (following = true);
  for (const scrolled of ["wheel", "touchmove"]) document.getElementById("main").addEventListener(scrolled, follow, { passive: true });
  addEventListener("keydown", (event) => {
    if (["PageUp", "PageDown", "Home", "End"].includes(event.key)) follow();
  });
  const showWhatIsRead = () => {
    waiting = false;
    const main = document.getElementById("main").getBoundingClientRect();
    const read = document.elementFromPoint(main.left + main.width / 2, innerHeight / 3);
    const cell = read?.closest("tr")?.querySelector("[data-b]");
    const sheet = cell && document.getElementById(`p${placeOf(cell).page}`);
    if (!sheet || sheet === followed) return;
    followed = sheet;
    pile.scrollTo({ top: sheet.offsetTop - 8, behavior: "auto" });
  };
  // Scrolling within a table counts, too: it does not bubble, so it is caught on its way down.
  document.addEventListener("scroll", (event) => {
    if (!following || waiting || isPhone() || event.target === pile) return;
    waiting = true;
    requestAnimationFrame(showWhatIsRead);
  }, { passive: true, capture: true });
}

// ---- findings by severity

for (const box of document.querySelectorAll(".filter input")) {
  box.addEventListener("change", () => {
    for (const finding of document.querySelectorAll(`#findings > ol > li > [data-severity="${box.dataset.severity}"]`)) {
      finding.hidden = !box.checked;
    }
  });
}

// ---- on paper nothing can be unfolded: all is, and folded again afterwards

let foldedBefore = [];
addEventListener("beforeprint", () => {
  foldedBefore = [...document.querySelectorAll("details:not([open])")];
  for (const part of foldedBefore) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of foldedBefore) part.open = false;
});

// A link from the index may name a finding or a cell.
const named = location.hash && document.getElementById(location.hash.slice(1));
if (named) {
  unfold(named);
  if (named.dataset.b) choose(named, true);
}
