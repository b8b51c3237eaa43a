// Opens the reports as a person would, and looks whether they do what they should. Run by run.sh.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const work = path.resolve(process.argv[2]);
const url = (name) => pathToFileURL(path.join(work, name)).href;
const WIDE = { width: 1500, height: 950 };
const PHONE = { width: 390, height: 800 };

let browser;
let passed = 0;
const failures = [];

// Opens a report, and fails where the page complains or asks for anything but itself.
async function open(name, viewport = WIDE) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith("file:") && !asked.startsWith("data:")) complaints.push(`asked for ${asked.slice(0, 80)}`);
  });
  await page.goto(url(name));
  page.finish = async () => {
    assert.deepEqual(complaints, []);
    await context.close();
  };
  return page;
}

async function test(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n${error.stack ?? error}`);
  }
}

// Whether the marked place is in the part of the pile that one sees.
const spotIsSeen = (page) => page.evaluate(() => {
  const spot = document.querySelector(".spot");
  if (!spot) return false;
  const [box, view] = [spot.getBoundingClientRect(), document.getElementById("pile").getBoundingClientRect()];
  return box.top >= view.top - 1 && box.bottom <= view.bottom + 1;
});
const spotsPage = (page) => page.evaluate(() => document.querySelector(".spot")?.closest(".sheet").dataset.page);

async function documentTests() {
  await test("a cell of a form shows its place on the page", async () => {
    const page = await open("faulty.html");
    const cell = page.locator("#t1 tbody td.number").nth(8);
    await cell.scrollIntoViewIfNeeded();
    await cell.click();
    assert.equal(await spotsPage(page), (await cell.getAttribute("data-b")).split(" ")[0]);
    await page.waitForFunction(() => document.querySelector(".spot").getBoundingClientRect().top > 0);
    await page.waitForTimeout(800);
    assert.ok(await spotIsSeen(page));
    assert.match(await page.locator("#selected").textContent(), /第 \d+ 页/);
    await page.screenshot({ path: path.join(work, "cell.png") });
    await page.finish();
  });

  await test("a cell on the page leads to its place in the form", async () => {
    const page = await open("faulty.html");
    await page.locator("#t0 tbody td.number").first().click();
    await page.waitForTimeout(600);
    const wanted = await page.evaluate(() => {
      const view = document.getElementById("pile").getBoundingClientRect();
      const rects = [...document.querySelectorAll(".over rect:not(.spot)")];
      const at = rects.findIndex((rect) => {
        const box = rect.getBoundingClientRect();
        return box.top > view.top + 60 && box.bottom < view.bottom - 60 && box.width > 20;
      });
      rects[at].id = "wanted";
      return at;
    });
    assert.ok(wanted >= 0);
    await page.locator("#wanted").click({ force: true });
    const chosen = await page.evaluate(() => {
      const cell = document.querySelector(".chosen");
      const [, x0, y0] = cell.dataset.b.split(" ").map(Number);
      const rect = document.getElementById("wanted");
      return { same: x0 === Number(rect.getAttribute("x")) && y0 === Number(rect.getAttribute("y")), focus: document.activeElement === cell };
    });
    assert.deepEqual(chosen, { same: true, focus: true });
    await page.finish();
  });

  await test("a finding leads to each of its places", async () => {
    const page = await open("faulty.html");
    const finding = page.locator("#findings > ol > li .finding.error", { has: page.locator(".figures") }).first();
    assert.match(await finding.textContent(), /印为/);
    const links = finding.locator(".places a.place");
    const count = await links.count();
    assert.ok(count >= 2);
    for (let at = 0; at < Math.min(count, 3); at += 1) {
      await links.nth(at).click();
      const place = (await links.nth(at).getAttribute("data-b")).split(" ");
      assert.equal(await spotsPage(page), place[0]);
      assert.equal(await page.locator(".spot").getAttribute("x"), place[1]);
      await page.waitForTimeout(900);
      assert.ok(await spotIsSeen(page), `place ${at} is seen`);
    }
    await page.screenshot({ path: path.join(work, "finding.png") });
    await page.finish();
  });

  await test("the page of what is being read comes into view", async () => {
    const page = await open("clean.html");
    await page.locator("#t4").scrollIntoViewIfNeeded();
    await page.mouse.move(500, 400);
    const wanted = await page.evaluate(() => document.querySelector("#t4 [data-b]").dataset.b.split(" ")[0]);
    const inView = () => page.evaluate(() => {
      const view = document.getElementById("pile").getBoundingClientRect();
      const at = [...document.querySelectorAll(".sheet")].find((sheet) => sheet.getBoundingClientRect().bottom > view.top + 60);
      return at.dataset.page;
    });
    await page.evaluate(() => document.getElementById("t4").scrollIntoView());
    await page.mouse.wheel(0, -120);
    await page.waitForTimeout(600);
    assert.equal(await inView(), wanted);
    await page.finish();
  });

  await test("findings are filtered by severity", async () => {
    const page = await open("faulty.html");
    const errors = page.locator("#findings > ol .finding.error");
    assert.ok(await errors.first().isVisible());
    await page.locator('.filter input[data-severity="error"]').uncheck();
    assert.equal(await errors.first().isVisible(), false);
    assert.ok(await page.locator("#findings > ol .finding.warning").first().isVisible());
    await page.finish();
  });

  await test("the language can be switched", async () => {
    const page = await open("faulty.html");
    assert.ok(await page.getByRole("heading", { name: "核对结果", exact: true }).isVisible());
    await page.locator("#language").click();
    assert.ok(await page.getByRole("heading", { name: "Findings", exact: true }).isVisible());
    assert.equal(await page.getByRole("heading", { name: "核对结果", exact: true }).count(), 0);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator("#sheets").getAttribute("aria-label"), "Pages");
    const message = await page.locator("#findings .finding.error .message .en").first().textContent();
    assert.ok(message.length > 5 && !/。$/.test(message), message);
    await page.screenshot({ path: path.join(work, "english.png") });
    await page.finish();
  });

  await test("a table is walked with the keyboard", async () => {
    const page = await open("clean.html");
    const first = page.locator("#t1 tbody [tabindex='0']");
    await first.focus();
    const before = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const after = await page.evaluate(() => document.activeElement.id);
    assert.notEqual(after, before);
    assert.match(after, /^c1-\d+-\d+$/);
    assert.equal(await page.evaluate(() => document.querySelector(".chosen").id), after);
    assert.equal(await page.locator("#t1 tbody [tabindex='0']").count(), 1);
    await page.finish();
  });

  await test("a figure of the prose leads to the form that states it", async () => {
    const page = await open("clean.html");
    const fact = page.locator("#prose a.fact.linked").first();
    const target = await fact.getAttribute("href");
    await fact.click();
    assert.equal(`#${await page.evaluate(() => document.querySelector(".chosen").id)}`, target);
    const [stated, printed] = [await fact.textContent(), await page.locator(target).textContent()];
    assert.equal(stated.replaceAll(",", ""), printed.replaceAll(",", ""));
    await page.finish();
  });

  await test("every link within the page leads somewhere, and no id stands twice", async () => {
    for (const name of ["faulty.html", "clean.html", "hostile.html"]) {
      const page = await open(name);
      const wrong = await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        const dead = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1));
        return { twice: ids.filter((id, at) => ids.indexOf(id) !== at), dead: dead.filter((id) => !document.getElementById(id)) };
      });
      assert.deepEqual(wrong, { twice: [], dead: [] }, name);
      await page.finish();
    }
  });

  await test("on a phone nothing is wider than the screen, and pages come up when asked for", async () => {
    const page = await open("faulty.html", PHONE);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
    assert.equal(await page.locator("#sheets").isVisible(), false);
    await page.locator("#t0 tbody td.number").first().click();
    assert.ok(await page.locator("#sheets").isVisible());
    await page.waitForTimeout(500);
    assert.ok(await spotIsSeen(page));
    await page.screenshot({ path: path.join(work, "phone.png") });
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#sheets").isVisible(), false);
    await page.finish();
  });

  await test("what a document prints stays text", async () => {
    const page = await open("hostile.html");
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(await page.locator("main img, main script").count(), 0);
    assert.ok((await page.locator("body").textContent()).includes('<img src=x onerror="window.hit=1">'));
    assert.ok((await page.locator("#banner").textContent()).includes("<img src=x onerror=hit=1>.txt"));
    await page.finish();
  });

  await test("a figure that is suspect is told apart from the other parts of its sum", async () => {
    const page = await open("faulty.html");
    const link = page.locator("#findings .suspects a.place").first();
    const suspect = page.locator(await link.getAttribute("href"));
    assert.ok(await suspect.evaluate((cell) => cell.classList.contains("suspect")));
    assert.match(await suspect.getAttribute("title"), /可疑/);
    const [number, x] = (await link.getAttribute("data-b")).split(" ");
    assert.ok(await page.locator(`#p${number} .marks rect.suspect[x="${x}"]`).count());
    assert.ok(await page.locator(".marks rect.suspect").count() < await page.locator(".marks rect:not(.suspect)").count());
    await link.click();
    assert.match(await page.locator("#selected").textContent(), /此数可疑/);
    await page.finish();
  });

  await test("without pages a cell still leads to its finding", async () => {
    for (const viewport of [WIDE, PHONE]) {
      const page = await open("hostile.html", viewport);
      const cell = page.locator("td.error").first();
      await cell.scrollIntoViewIfNeeded();
      await cell.click();
      const said = page.locator("#selected");
      assert.ok(await said.isVisible());
      // In the dump, the total is in its tenth line.
      assert.match(await said.textContent(), /收入决算表.*line 10/);
      await said.locator("a").click();
      const shown = await page.evaluate(() => {
        const box = document.querySelector(location.hash).getBoundingClientRect();
        return box.top >= -1 && box.top < innerHeight;
      });
      assert.ok(shown, "the finding comes into view");
      if (viewport === WIDE) await page.screenshot({ path: path.join(work, "without-pages.png") });
      await page.finish();
    }
  });

  await test("folded parts are unfolded on paper, and folded again", async () => {
    const page = await open("clean.html");
    const folded = () => page.locator("main details:not([open])").count();
    const before = await folded();
    assert.ok(before >= 1);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal(await folded(), 0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await folded(), before);
    await page.finish();
  });

  await test("it prints with its pages", async () => {
    const page = await open("clean.html");
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 100_000);
    fs.writeFileSync(path.join(work, "printed.pdf"), pdf);
    await page.finish();
  });
}

async function indexTests() {
  const index = "out/index.html";
  await test("the index lists every input with its state", async () => {
    const page = await open(index);
    assert.equal(await page.locator("#documents tbody tr").count(), 8);
    const states = await page.locator("#documents tbody .badge").allTextContents();
    assert.ok(states.includes("失败") && states.includes("有错误") && states.includes("未见不符"), states.join());
    await page.screenshot({ path: path.join(work, "index.png"), fullPage: true });
    await page.finish();
  });

  await test("the index is filtered by text, state and rule", async () => {
    const page = await open(index);
    const rows = page.locator("#documents tbody tr");
    await page.locator("#find").fill("small-21");
    assert.equal(await rows.count(), 1);
    await page.locator("#clear").click();
    await page.waitForFunction(() => document.querySelectorAll("#documents tbody tr").length === 8);
    await page.locator("#state").selectOption("failed");
    assert.equal(await rows.count(), 1);
    assert.match(await rows.first().textContent(), /broken\.pdf/);
    await page.locator("#clear").click();
    await page.waitForFunction(() => document.querySelectorAll("#documents tbody tr").length === 8);
    await page.locator("#by-rule button").first().click();
    const filtered = await rows.count();
    assert.ok(filtered >= 1 && filtered < 8);
    await page.finish();
  });

  await test("the index is sorted by a column, either way", async () => {
    const page = await open(index);
    const pages = () => page.locator("#documents tbody tr td:nth-child(4)").allTextContents().then((all) => all.map(Number));
    await page.locator('[data-column="pages"] button').click();
    const ascending = await pages();
    assert.deepEqual(ascending, [...ascending].sort((a, b) => a - b));
    assert.equal(await page.locator('[data-column="pages"]').getAttribute("aria-sort"), "ascending");
    await page.locator('[data-column="pages"] button').click();
    assert.deepEqual(await pages(), [...ascending].sort((a, b) => b - a));
    await page.finish();
  });

  await test("the index leads to a document and back", async () => {
    const page = await open(index);
    await page.locator("#documents tbody a").first().click();
    await page.waitForSelector("#findings");
    await page.locator("a.back").click();
    await page.waitForSelector("#documents tbody tr");
    await page.finish();
  });

  await test("names of files stay text in the index", async () => {
    const page = await open(index);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.ok((await page.locator("#documents").textContent()).includes("<img src=x onerror=hit=1>.txt"));
    await page.finish();
  });

  await test("totals of a year are exact", async () => {
    const page = await open(index);
    const totals = await page.evaluate(() => {
      const year = 2022;
      const shown = JSON.parse(document.getElementById("entries").textContent).filter((e) => e.year === year && e.totals.income);
      const cents = shown.reduce((all, e) => all + BigInt(e.totals.income.replace(".", "")), 0n).toString();
      return `${cents.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${cents.slice(-2)}`;
    });
    assert.ok((await page.locator("#by-year").textContent()).includes(totals), totals);
    await page.finish();
  });

  await test("on a phone the index is no wider than the screen", async () => {
    const page = await open(index, PHONE);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
    await page.screenshot({ path: path.join(work, "index-phone.png") });
    await page.finish();
  });
}

async function accessibility() {
  for (const name of ["faulty.html", "clean.html", "out/index.html"]) {
    await test(`no serious finding of axe: ${name}`, async () => {
      for (const viewport of [WIDE, PHONE]) {
        const page = await open(name, viewport);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const serious = violations.filter((found) => ["serious", "critical"].includes(found.impact));
        const said = serious.map((found) => `${found.id}: ${found.help} (${found.nodes.length}) ${found.nodes[0].html.slice(0, 160)}`);
        assert.deepEqual(said, []);
        await page.finish();
      }
    });
  }
}

(async () => {
  const options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: options });
  await documentTests();
  await indexTests();
  await accessibility();
  await browser.close();
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
})();
