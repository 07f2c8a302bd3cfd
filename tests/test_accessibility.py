"""Everybody can read and use the site: by keyboard, screen reader, zoom, without scripts."""

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BOOK = "parks/"
KINDS = (
    *("index", "guide", "about", "accessibility", "search", "current"),
    *(BOOK + name for name in ("index", "full-text", "article-05", "article-09", "article-12")),
    *(BOOK + name for name in ("bearer-discipline", "matrix", "sheets", "coverage")),
    *(BOOK + name for name in ("glossary", "changes")),
)
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
WIDTHS = {"desktop": DESKTOP, "phone": PHONE}
# Turns n and n + 4 see the same kinds: the other language, width and colours.
VIEWS = (
    *(("zh", "desktop", "light"), ("en", "phone", "light"), ("zh", "phone", "dark")),
    *(("en", "desktop", "dark"), ("en", "phone", "dark"), ("zh", "desktop", "dark")),
    *(("en", "desktop", "light"), ("zh", "phone", "light")),
)

AXE = """async tags => (await axe.run(document, {
  runOnly: tags, resultTypes: ["violations"], elementRef: false
})).violations.flatMap(v => v.nodes.map(n => v.id + " " + n.target.join(" ")))"""

# Text and names in a language that the nearest lang attribute does not say.
WRONG_LANGUAGE = """() => {
  const wrong = [];
  const judge = (text, node) => {
    const english = node.closest("[lang]").lang.startsWith("en");
    const other = english ? /[\\u3400-\\u9fff]/ : /[A-Za-z]{2,}(\\s+[A-Za-z]{2,})+/;
    if (other.test(text)) wrong.push(text.trim());
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!node.closest("script, style, noscript")) judge(walker.currentNode.data, node);
  }
  for (const name of ["aria-label", "title", "alt", "placeholder"])
    document.querySelectorAll(`[${name}]`).forEach(n => judge(n.getAttribute(name), n));
  return wrong;
}"""

# What stands under the focus: its name, and whether one can see where the focus is.
FOCUSED = """() => {
  const node = document.activeElement, label = node.labels && node.labels[0];
  const seen = [node, node.parentElement, node.nextElementSibling, label,
    ...(node.type === "radio" ? document.querySelectorAll(".zc-seg") : [])];
  const outlined = seen.some(n => n && getComputedStyle(n).outlineStyle !== "none"
    && parseFloat(getComputedStyle(n).outlineWidth) >= 1);
  return [node.id || node.className.split(" ")[0] || node.tagName, outlined];
}"""

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 150);
})"""


@pytest.fixture(scope="module")
def axe() -> str:
    """Deque's rules as a script."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def opened(context: BrowserContext, site: Path, name: str, query: str = "") -> Page:
    page = context.new_page()
    page.goto((site / name).as_uri() + query)
    return page


def at(site: Path, language: str, kind: str) -> str:
    return (site / language / f"{kind}.html").as_uri()


def in_use(page: Page, kind: str) -> None:
    """Results in the search box of an article and on their page; a sheet that is current."""
    if kind.endswith("article-05"):
        page.locator("[data-zc-search] input").fill("巡查")
        page.wait_for_selector("[role=option]")
    if kind == "search":
        page.locator(".zc-found input").first.fill("巡查")
        page.wait_for_selector(".zc-found li")
    if kind == "current":
        page.fill("#zc-sheet", page.locator("tbody code").first.inner_text())
        page.keyboard.press("Enter")
        page.wait_for_selector(".zc-current__out > *")


@pytest.mark.parametrize(("turn", "view"), tuple(enumerate(VIEWS)), ids=map("-".join, VIEWS))
def test_no_kind_of_page_breaks_a_rule_of_wcag(browser, site, axe, request, turn, view):
    """Each kind in two of the eight views; with --all-views in all."""
    language, width, scheme = view
    context = browser.new_context(viewport=WIDTHS[width], color_scheme=scheme)
    page = context.new_page()
    wrong = []
    for n, kind in enumerate(KINDS):
        if (n - turn) % 4 and not request.config.getoption("--all-views"):
            continue
        page.goto(at(site, language, kind))
        in_use(page, kind)
        page.evaluate(axe)
        wrong += [(kind, w) for w in page.evaluate(AXE, WCAG)]
    context.close()
    assert wrong == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_run_of_text_says_its_language(page: Page, site, language):
    wrong = {}
    for kind in KINDS:
        page.goto(at(site, language, kind))
        in_use(page, kind)
        wrong[kind] = page.evaluate(WRONG_LANGUAGE)
    assert not any(wrong.values()), wrong


def test_the_keyboard_reaches_everything_in_the_order_it_stands(page: Page, site):
    page.goto(at(site, "zh", BOOK + "article-05"))
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(tuple(page.evaluate(FOCUSED)))
    names = [name for name, _ in stops]
    assert names == [
        *("md-skip", "zc-brand", "md-ellipsis", "zc-search__input", "zc-lang"),
        *("__palette_0", "md-nav__link", "md-nav__link"),
    ]
    assert [name for name, outlined in stops if not outlined] == []


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "current"])  # waits for a scanner
def test_the_first_key_offers_to_skip_the_menu(page: Page, site, kind):
    page.goto(at(site, "zh", kind) + "?q=巡查")  # the page of results asks for words otherwise
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("md-skip")
    page.keyboard.press("Enter")
    target = page.evaluate("document.querySelector(':target').tagName")
    assert target == "H1"


def test_a_chapter_folds_by_keyboard(page: Page, site):
    page.goto(at(site, "zh", BOOK + "article-05"))
    chapter = page.get_by_role("checkbox", name="第二章 应当处理的情形")
    expect(chapter).to_be_checked()
    chapter.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="第六条 设施管理")).to_have_count(0)


def test_the_drawer_opens_by_keyboard_and_gives_the_focus_back(browser: Browser, site):
    context = browser.new_context(viewport=PHONE)
    page = opened(context, site, f"zh/{BOOK}article-05.html")
    drawer = page.locator(".md-sidebar--primary")
    menu = page.get_by_role("button", name="导航栏")
    expect(drawer).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(page.locator("a.md-nav__link--active")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#checks"
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_hidden()
    context.close()


def test_light_and_dark_are_chosen_by_keyboard_and_kept(page: Page, site):
    page.goto(at(site, "zh", "index"))
    page.get_by_role("radiogroup", name="配色").get_by_role("radio", name="浅色").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(at(site, "en", BOOK + "article-05"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark")).to_be_checked()


def test_the_language_changes_by_keyboard_and_keeps_the_place(page: Page, site):
    page.goto(at(site, "zh", BOOK + "article-05") + "#a5.i3")
    page.locator(".zc-lang").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/parks/article-05.html#a5.i3")


def test_the_views_of_the_full_text_change_by_arrow_key(page: Page, site):
    page.goto(at(site, "zh", BOOK + "full-text"))
    page.get_by_role("radio", name="中英对照").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[id='a5.i1'] .zc-zh")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[id='a5.i1'] .zc-en")).to_be_hidden()
    expect(page.locator("[id='a5.i1'] .zc-zh")).to_be_visible()


def test_the_other_language_unfolds_by_keyboard(page: Page, site):
    page.goto(at(site, "zh", BOOK + "article-05"))
    page.locator("details.zc-other summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.zc-other [lang=en].zc-law")).to_be_visible()


def test_the_number_of_results_is_read_out(page: Page, site):
    page.goto(at(site, "zh", BOOK + "article-05"))
    told = page.locator("[data-zc-search] > [role=status]")
    expect(told).to_have_text("")
    page.locator("[data-zc-search] input").fill("年度补植计划任务")
    expect(told).to_have_text("3条结果")
    page.keyboard.press("Escape")
    expect(told).to_have_text("")


def test_the_key_that_leads_to_the_search_can_be_turned_off(page: Page, site):
    page.goto(at(site, "zh", "search"))
    page.get_by_role("checkbox", name="按 / 键进入搜索框").uncheck()
    page.goto(at(site, "zh", BOOK + "article-05"))
    page.keyboard.press("/")
    expect(page.locator("[data-zc-search] input")).not_to_be_focused()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_target_does_not_hide_below_the_masthead(browser: Browser, site, viewport):
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    for name in ("article-05.html#a5.i3", "article-05.html#A05-03-2", "full-text.html#a7.p3"):
        page.goto((site / "zh" / BOOK).as_uri() + "/" + name)
        page.wait_for_timeout(100)
        covered = page.evaluate("""() => {
          const box = document.querySelector(":target").getBoundingClientRect();
          const over = document.elementFromPoint(box.left + 30, box.top + 3);
          return !document.querySelector(":target").contains(over);
        }""")
        assert not covered, name
    context.close()


# 200 % of a window of 1440; a phone; 400 % of a window of 1280.
SIZES = ((720, 450), (320, 568), (320, 256))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_scrolls_sideways_and_the_masthead_leaves_room(page: Page, site, language):
    wide, covered = [], []
    for kind in KINDS:
        page.goto(at(site, language, kind))
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                wide.append((kind, width))
            page.evaluate("scrollTo(0, 400)")
            head = page.locator(".md-header").bounding_box()
            if head and head["y"] + head["height"] > height / 3:
                covered.append((kind, width, height))
    assert (wide, covered) == ([], [])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_a_page_loads(browser: Browser, site, viewport):
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    moved = {}
    for kind in ("index", BOOK + "article-05", BOOK + "bearer-discipline", BOOK + "full-text"):
        page.goto(at(site, "zh", kind))
        moved[kind] = round(page.evaluate(SHIFT), 3)
    context.close()
    assert {kind: n for kind, n in moved.items() if n > 0.01} == {}


@pytest.fixture
def without_scripts(browser: Browser):
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context
    context.close()


def test_without_scripts_text_checks_and_links_are_there(without_scripts, site):
    page = opened(without_scripts, site, f"zh/{BOOK}article-05.html")
    expect(page.locator("[id='a5.i3']")).to_contain_text("走过场")
    expect(page.locator("#A05-03-2 .zc-ask")).to_be_visible()
    page.locator("details.zc-other summary").click()
    expect(page.locator("details.zc-other .zc-law")).to_be_visible()
    for useless in (".zc-search", "[data-zc-print]", ".md-header__option", "button.zc-menu"):
        expect(page.locator(useless)).to_be_hidden()
    page.locator(".zc-lang").click()
    page.wait_for_url("**/en/parks/article-05.html")
    page.goto((site / "zh" / "search.html").as_uri())
    expect(page.locator("noscript .zc-note")).to_contain_text("搜索需要浏览器允许运行脚本")


def test_without_scripts_the_drawer_and_the_views_still_work(without_scripts, site):
    page = opened(without_scripts, site, f"zh/{BOOK}full-text.html")
    page.locator("label[for=zc-view-zh]").click()
    expect(page.locator("[id='a5.i1'] .zc-en")).to_be_hidden()
    page.locator("#__drawer").focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="概览").first.click()
    page.wait_for_url("**/index.html")


def test_without_scripts_an_article_prints_as_a_form(without_scripts, site):
    page = opened(without_scripts, site, f"zh/{BOOK}article-05.html")
    page.emulate_media(media="print")
    expect(page.locator(".zc-form")).to_be_visible()
    expect(page.locator("#A05-03-2 .zc-c-ans")).to_be_visible()
    expect(page.locator(".md-header")).to_be_hidden()


def test_who_wants_no_motion_gets_none(browser: Browser, site):
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = opened(context, site, f"zh/{BOOK}article-05.html")
    page.locator("button.zc-menu").click()
    left = page.evaluate(
        "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left"
    )
    assert left == 0
    context.close()


def test_in_forced_colours_a_dot_and_the_chosen_view_still_show(browser: Browser, site):
    context = browser.new_context(viewport=DESKTOP, forced_colors="active")
    page = opened(context, site, f"zh/{BOOK}matrix.html")
    border = "getComputedStyle(document.querySelector('.zc-dot')).borderTopStyle"
    assert page.evaluate(border) == "solid"
    page.goto(at(site, "zh", BOOK + "full-text"))
    grounds = """() => ["zh", "both"].map(v =>
      getComputedStyle(document.querySelector(`[for=zc-view-${v}]`)).backgroundColor)"""
    chosen, other = page.evaluate(grounds)
    assert chosen != other
    context.close()
