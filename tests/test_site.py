"""The built site as the four users meet it."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from city import parks
from conftest import strict_server
from playwright.sync_api import Page

from generator.records.walking import walk
from generator.text.addresses import page_name

REGULATION = "parks"
BOTH = ("zh", "en")


@pytest.fixture(scope="module")
def regulation():
    return parks()


def article(address: str) -> str:
    return f"{page_name(address, digits=2)}.html"


def url(site: Path, path: str) -> str:
    return (site / path).as_uri() if "#" not in path else _with_anchor(site, path)


def _with_anchor(site: Path, path: str) -> str:
    file, _, anchor = path.partition("#")
    return f"{(site / file).as_uri()}#{anchor}"


# ── the regulation is there, all of it ────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", BOTH)
def test_all_articles_and_items_stand_on_the_site_with_their_anchors(
    site, regulation, language, page: Page
):
    for one in regulation.articles:
        page.goto(url(site, f"{language}/{REGULATION}/{article(one.address)}"))
        own = page.locator(".zc-law").first.inner_text()
        for provision in walk((one,)):
            assert page.locator(f"[id='{provision.address}']").count() == 1
            assert squeezed(getattr(provision.words, language) or "") in squeezed(own)


def test_every_page_carries_the_status_line(site: Path):
    pages = [p for language in BOTH for p in (site / language).rglob("*.html")]
    assert [p.name for p in pages if 'class="zc-status' not in p.read_text("utf-8")] == []


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", BOTH)
def test_every_check_stands_in_the_page_of_its_article(site, regulation, language):
    for address, checklist in regulation.checklists.items():
        html = (site / language / REGULATION / article(address)).read_text("utf-8")
        checks = (c for p in checklist.provisions for c in p.checks)
        ids = [c.id for c in sorted(checks, key=lambda c: c.kind == "summary")]  # overall, last
        assert re.findall(r'data-check="([^"]+)"', html) == ids


def test_articles_without_checks_say_why(site, regulation, page: Page):
    silent = {a: c for a, c in regulation.checklists.items() if c.no_checks}
    assert list(silent) == ["a1", "a4", "a12"]
    for address, checklist in silent.items():
        for language in BOTH:
            page.goto(url(site, f"{language}/{REGULATION}/{article(address)}"))
            why = checklist.no_checks.zh if language == "zh" else checklist.no_checks.en
            assert why in page.locator("main").inner_text()


def test_the_data_hold_the_whole_regulation_in_both_languages(site, regulation):
    data = json.loads((site / "data" / f"{REGULATION}.json").read_text("utf-8"))
    assert [a["address"] for a in data["articles"]] == [a.address for a in regulation.articles]
    asked = [(c["id"], c["ask"]["zh"], c["ask"]["en"]) for c in data["checks"]]
    assert asked == [
        (c.id, c.ask.zh, c.ask.en)
        for checklist in regulation.checklists.values()
        for p in checklist.provisions
        for c in p.checks
    ]


@pytest.mark.parametrize("language", BOTH)
def test_every_page_leads_to_the_guide_and_to_what_the_site_is(site, language):
    for page in (site / language).rglob("*.html"):
        up = "../" * (len(page.relative_to(site / language).parts) - 1)
        foot = page.read_text("utf-8").partition("zc-colophon__pages")[2]
        links = re.findall(r'href="([^"]+)"', foot.partition("</p>")[0])  # href="../guide.html"
        by_hand = [f"{up}{name}.html" for name in ("guide", "about", "accessibility")]
        assert links == [*by_hand, "data.html"]


# Paper has no grounds: what only a ground shows is lost there.
def test_a_printed_page_says_which_columns_are_the_editors(site, page: Page):
    page.goto(url(site, f"zh/{REGULATION}/article-10.html"))
    page.emulate_media(media="print")
    assert "佐证材料、核对要点、方法与抽样是编者所加，非原文要求。" in page.inner_text(
        ".zc-checks tfoot"
    )


def test_the_dots_of_the_matrix_are_printed(site, page: Page):
    page.goto(url(site, f"zh/{REGULATION}/matrix.html"))
    page.emulate_media(media="print")
    dot = page.locator(".zc-dot").first
    assert dot.evaluate("e => getComputedStyle(e).borderTopWidth") != "0px"


# ── a reader's way ────────────────────────────────────────────────────────────────────────────


def test_from_the_entrance_to_an_article_to_english_to_its_sheet(site, page: Page):
    page.goto(url(site, "index.html"))
    page.wait_for_url("**/zh/index.html")
    page.get_by_role("link", name="某市公园管护责任自查办法（试行）").first.click()
    page.locator("main").get_by_role("link", name=re.compile("第五条")).first.click()
    page.goto(page.url.split("#")[0] + "#a5.i3")
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url(f"**/en/{REGULATION}/article-05.html#a5.i3")
    assert page.locator("html").get_attribute("lang") == "en"
    sheet = page.locator("a[href$='/en/article-05.pdf']").first
    target = Path(site / "en" / REGULATION / sheet.get_attribute("href")).resolve()
    assert target.read_bytes().startswith(b"%PDF-")


def test_the_language_switch_keeps_the_page_everywhere(site, page: Page):
    names = [p.name for p in sorted((site / "zh" / REGULATION).glob("*.html"))]
    assert names == [p.name for p in sorted((site / "en" / REGULATION).glob("*.html"))]
    for name in names:
        page.goto(url(site, f"zh/{REGULATION}/{name}"))
        link = page.locator("a[data-zc-lang]")
        target = (site / "zh" / REGULATION / link.get_attribute("href")).resolve()
        assert target == site / "en" / REGULATION / name


def test_references_in_the_text_are_links_both_ways(site, page: Page):
    for language in BOTH:
        page.goto(url(site, f"{language}/{REGULATION}/article-09.html"))
        forth = page.locator(".zc-law").first.locator("a.zc-ref")
        assert forth.first.get_attribute("href").startswith("article-05.html")
        page.goto(url(site, f"{language}/{REGULATION}/article-07.html"))
        assert page.locator(".zc-margin a[href^='article-09.html']").count() == 1


# ── what an intranet asks ─────────────────────────────────────────────────────────────────────


def pages_of(site: Path) -> list[str]:
    """All pages but the entrance, which leads on at once."""
    pages = (p.relative_to(site).as_posix() for p in sorted(site.rglob("*.html")))
    return [p for p in pages if p != "index.html"]


def one_of_each_kind(site: Path) -> list[str]:
    """A page of every template in both languages; articles and bearers are many."""
    kinds = {re.sub(r"\d+\.html|bearer-.*", "", path): path for path in pages_of(site)}
    assert len(kinds) >= 28
    return list(kinds.values())


TELL = "addEventListener('securitypolicyviolation', e => console.error('CSP', e.blockedURI))"


@pytest.fixture(params=["from a folder", "below a path of a server"])
def base(request: pytest.FixtureRequest, site: Path, tmp_path: Path) -> Iterator[str]:
    """Where the site lies; the server sends the strict policy."""
    if request.param == "from a folder":
        yield f"{site.as_uri()}/"
        return
    (tmp_path / "内网").mkdir()
    (tmp_path / "内网" / "zicha").symlink_to(site)
    with strict_server(tmp_path) as address:
        yield f"{address}/{quote('内网')}/zicha/"


def test_no_page_asks_anything_of_outside_or_complains(site, base, page: Page):
    outside, said = [], []
    page.on(
        "request",
        lambda r: outside.append(r.url) if not r.url.startswith((base, "data:")) else None,
    )
    page.on("console", lambda m: said.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on(
        "response", lambda r: said.append(f"{r.status} {r.url}") if r.status >= 400 else None
    )
    page.add_init_script(TELL)
    for path in pages_of(site) if base.startswith("file:") else one_of_each_kind(site):
        page.goto(base + path)
    assert (outside, said) == ([], [])
    for language, words in (("zh", "巡护员"), ("en", "warden")):
        page.goto(f"{base}{language}/{REGULATION}/article-05.html")
        page.locator("[data-zc-search] input").fill(words)
        page.locator("[role=option]").first.wait_for()
    assert (outside, said) == ([], [])


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_scrolls_sideways(site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for path in pages_of(site):
        page.goto(url(site, path))
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide[path] = over
    context.close()
    assert wide == {}


def test_every_id_stands_once_on_its_page(site):
    twice = {}
    for path in pages_of(site):
        ids = re.findall(r' id="?([^">\s]+)', (site / path).read_text("utf-8"))
        twice[path] = sorted({each for each in ids if ids.count(each) > 1})
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_page_says_what_it_is_about_and_leads_to_the_feed_of_all_changes(site):
    for path in pages_of(site):
        if path == "404.html":
            continue
        html = (site / path).read_text("utf-8")
        assert re.search(r'<meta name="description" content="[^"]', html), path
        language = path.partition("/")[0]
        assert f"data/changes.{language}.atom.xml" in html, path
        assert "canonical" not in html, path  # nobody said where the site lies


# What one can press that lies over something else that one can press; what moves within a
# frame and what comes only below the pointer is left out.
OVER = """() => {
  const all = ".md-content a[href], .md-content button, .md-content label";
  const boxes = [...document.querySelectorAll(all)]
    .filter(node => node.checkVisibility() && !node.closest(".zc-scroll, .zc-follow, .zc-copy"))
    .flatMap(node => [...node.getClientRects()].map(box => [node, box]))
    .filter(([, box]) => box.width > 2 && box.right > 0)
    .sort(([, one], [, other]) => one.top - other.top);
  const over = [];
  boxes.forEach(([node, box], n) => {
    for (const [next, below] of boxes.slice(n + 1)) {
      if (below.top > box.bottom - 4) break;
      const wide = Math.min(box.right, below.right) - Math.max(box.left, below.left);
      const tall = Math.min(box.bottom, below.bottom) - Math.max(box.top, below.top);
      if (wide > 4 && tall > 4 && !node.contains(next) && !next.contains(node))
        over.push(node.textContent.trim() + " / " + next.textContent.trim());
    }
  });
  return over;
}"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_one_can_press_lies_over_something_else(site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    over = {}
    for path in one_of_each_kind(site):
        page.goto(url(site, path))
        over[path] = page.evaluate(OVER)
    context.close()
    assert {path: some for path, some in over.items() if some} == {}


def test_chinese_never_stands_unmarked_in_an_english_page(site, page: Page):
    unmarked = {}
    for path in pages_of(site / "en"):
        page.goto(url(site, f"en/{path}"))
        found = page.evaluate(
            """() => {
              const out = [];
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walk.nextNode()) {
                const n = walk.currentNode, p = n.parentElement;
                if (p.closest('script,style') || !/[\\u4e00-\\u9fff]/.test(n.data)) continue;
                if (!/^zh/.test(p.closest('[lang]').lang)) out.push(n.data.trim().slice(0, 40));
              }
              return out;
            }"""
        )
        if found:
            unmarked[path] = found
    assert unmarked == {}


def test_the_manifest_names_every_file_with_its_hash(site):
    record = json.loads((site / "manifest.json").read_text("utf-8"))["files"]
    files = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    del files["manifest.json"]
    assert record == {
        name: {"sha256": hashlib.sha256(p.read_bytes()).hexdigest(), "size": p.stat().st_size}
        for name, p in files.items()
    }


# ── what an office asks ───────────────────────────────────────────────────────────────────────


def test_two_builds_from_nothing_give_the_same_bytes(site, project, zicha):
    done = zicha("--project", str(project), "build", "--out", "twice")
    assert done.returncode == 0, done.stderr
    again = (project / "twice" / "manifest.json").read_bytes()
    assert again == (site / "manifest.json").read_bytes()


def test_a_broken_checklist_leaves_the_old_site(project, zicha):
    (project / "site").mkdir()
    record = '{"generator": "zicha 0.1.0", "files": {"index.html": {}}}'
    (project / "site" / "manifest.json").write_text(record)
    broken = project / "checklists" / REGULATION / "article-05.yaml"
    text = broken.read_text("utf-8")
    broken.write_text(text.replace("未落实公园管护主体责任", "未落实主体责任", 1), "utf-8")
    done = zicha("--project", str(project), "build")
    assert done.returncode == 1
    assert "article-05.yaml:" in done.stderr
    assert "[quote-not-in-provision]" in done.stderr
    assert done.stderr.endswith("The site as it was is untouched\n")
    assert (project / "site" / "manifest.json").read_text() == record
    assert [p.name for p in (project / "site").iterdir()] == ["manifest.json"]


def test_a_folder_that_is_no_site_is_never_taken_away(project, zicha):
    (project / "precious").mkdir()
    (project / "precious" / "letter.txt").write_text("keep me")
    done = zicha("--project", str(project), "build", "--out", "precious")
    assert done.returncode == 1
    assert "--out precious: error: it exists and is not what zicha made before" in done.stderr
    assert (project / "precious" / "letter.txt").read_text() == "keep me"


def test_a_dead_link_in_a_page_of_ones_own_is_refused(warm_project, zicha):
    project = warm_project
    page = project / "content" / "pages" / "zh" / "about.md"
    page.write_text(page.read_text("utf-8") + '\n<a href="nowhere.html">x</a>\n', "utf-8")
    done = zicha("--project", str(project), "build")
    assert done.returncode == 1
    assert "the link 'nowhere.html' leads nowhere (no such file)" in done.stderr
    assert not (project / "site").exists()


def test_the_site_works_below_any_path(site, tmp_path, page: Page):
    below = tmp_path / "内网 目录" / "自查"
    shutil.copytree(site, below)
    page.goto(url(below, f"zh/{REGULATION}/article-05.html"))
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.zc-law')).fontFamily"
    ).startswith('"')
    page.get_by_role("link", name="English").first.click()
    assert page.url == url(below, f"en/{REGULATION}/article-05.html")
