// Reading, switching, searching and printing in Chromium 72, 88 and 92, from which the browsers
// of intranets descend.
//
//   mkdir /tmp/old && cd /tmp/old && npm init -y
//   npm install --ignore-scripts --legacy-peer-deps puppeteer-core@1.20 \
//     c72@npm:chrome-aws-lambda@1.11.2 c88@npm:chrome-aws-lambda@5.5.0 \
//     c92@npm:chrome-aws-lambda@10.1.0
//   node …/tests/old_browsers.mjs /tmp/old …/site
//
// Prints one line a browser and step; exits 1 where a step fails.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, site] = process.argv.slice(2).map(each => path.resolve(each));
const puppeteer = createRequire(path.join(tools, "x.js"))("puppeteer-core");
const article = pathToFileURL(path.join(site, "zh/jinan-2016-31/article-05.html")).href;

function unpacked(name) {
  const bin = path.join(tools, "node_modules", name, "bin");
  const packed = fs.readdirSync(bin).find(each => each.startsWith("chromium"));
  const out = path.join(tools, name + "-chromium");
  if (!fs.existsSync(out))
    fs.writeFileSync(out, zlib.brotliDecompressSync(fs.readFileSync(path.join(bin, packed))), {
      mode: 0o755,
    });
  return out;
}
const text = (page, selector) => page.$eval(selector, n => n.textContent.trim());

const STEPS = {
  async reading(page) {
    await page.goto(article + "#a5.i3");
    const got = await page.evaluate(() => {
      const box = document.getElementById("a5.i3").getBoundingClientRect(),
        head = document.querySelector(".md-header").getBoundingClientRect();
      return [
        getComputedStyle(document.querySelector(".zc-law")).fontFamily.length > 9,
        box.top >= head.bottom,
        document.scrollingElement.scrollWidth <= innerWidth,
      ];
    });
    return got.every(Boolean) || got;
  },
  async switching(page) {
    await Promise.all([page.waitForNavigation(), page.click(".zc-lang")]);
    await page.focus("#__palette_0");
    await page.keyboard.press("ArrowRight");
    const [at, scheme] = await page.evaluate(() => [
      location.href,
      document.body.getAttribute("data-md-color-scheme"),
    ]);
    return (/\/en\/.*#a5\.i3$/.test(at) && scheme === "slate") || [at, scheme];
  },
  async searching(page) {
    await page.goto(article);
    await page.keyboard.press("/");
    await page.keyboard.type("第8条第2项");
    await page.waitForSelector("[role=option]");
    const first = await text(page, "[role=option] b");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /article-08\.html.*#a8\.i2/.test(location.href));
    await page.goto(
      pathToFileURL(path.join(site, "zh/search.html")).href +
        "?q=" +
        encodeURIComponent("书记"),
    );
    await page.waitForSelector(".zc-found li");
    return first.includes("第八条第（二）项") || first;
  },
  async printing(page) {
    await page.goto(article);
    await page.emulateMedia("print");
    const shown = await page.evaluate(() =>
      [".zc-form", "#A05-03-2 .zc-c-ans", ".md-header"].map(
        each => getComputedStyle(document.querySelector(each)).display,
      ),
    );
    await page.emulateMedia(null);
    // page.pdf() asks for what came with 77.
    const session = await page.target().createCDPSession();
    const made = await session.send("Page.printToPDF", { preferCSSPageSize: true });
    const pdf = Buffer.from(made.data, "base64").toString("latin1");
    const pages = pdf.split(/\/Type\s*\/Page\b/).length - 1,
      landscape = /MediaBox\s*\[\s*0 0 84\d/.test(pdf);
    return (
      (shown.join() === "block,table-cell,none" && pages > 3 && landscape) || {
        shown,
        pages,
        landscape,
      }
    );
  },
  async drawer(page) {
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(article);
    await page.focus("button.zc-menu");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.activeElement.classList.contains("md-nav__link--active"),
    );
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.classList.contains("zc-menu"));
    return page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth);
  },
};

let failed = false;
for (const name of ["c72", "c88", "c92"]) {
  const browser = await puppeteer.launch({
    executablePath: unpacked(name),
    args: ["--no-sandbox", "--disable-gpu", "--no-zygote"],
  });
  const version = await browser.version(),
    page = await browser.newPage(),
    wrong = [];
  page.on("pageerror", error => wrong.push(String(error)));
  await page.setViewport({ width: 1280, height: 900 });
  for (const step of Object.keys(STEPS)) {
    let got;
    try {
      got = await STEPS[step](page);
    } catch (error) {
      got = String(error);
    }
    failed = failed || got !== true;
    console.log(version, step, got === true ? "works" : JSON.stringify(got));
    if (process.env.SHOTS)
      await page.screenshot({ path: path.join(process.env.SHOTS, `${name}-${step}.png`) });
  }
  if (wrong.length) {
    failed = true;
    console.log(version, "errors", wrong);
  }
  await browser.close();
}
process.exit(failed ? 1 : 0);
