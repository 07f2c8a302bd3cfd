"""Finding one's way: contents that follow, narrowed lists, copying, terms, names of files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from city import CITY, parks
from conftest import Strict, strict_server
from playwright.sync_api import Browser, Page

from generator.pages.book import book
from generator.pages.downloads import saved_as
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.site import Sheet
from generator.records.texts import Language
from generator.records.walking import provisions
from generator.text.alphabet import dictionary_order, letter

# Counts what the browser is told to copy as it does without a secure context.
LISTEN = """
const run = document.execCommand.bind(document);
window.copied = [];
document.execCommand = what => {
  window.copied.push(document.activeElement.value);
  return run(what);
};"""


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with strict_server(site) as address:
        yield address


# ── without a browser ─────────────────────────────────────────────────────────────────────────


NUMBER, NO = "某园字〔2018〕9号-2026-11-23", "Mou Yuan Zi [2018] No. 9-2026-11-23"


@pytest.mark.parametrize(
    ("form", "subject", "language", "format_", "name"),
    [
        ("article", "a5", "zh", "pdf", f"第五条自查表-{NUMBER}-zh.pdf"),
        ("bearer", "street", "both", "docx", f"街道办事处自查表-{NUMBER}-zh-en.docx"),
        ("ledger", "", "en", "xlsx", f"Rectification ledger-{NO}-en.xlsx"),
        ("large", "a5", "zh", "pdf", f"第五条自查表（大字版）-{NUMBER}-zh.pdf"),
        ("walk", "a7-1", "zh", "pdf", f"第七条之一现场核查清单-{NUMBER}-zh.pdf"),
    ],
)
def test_a_downloaded_sheet_is_called_by_what_it_is(
    form: str, subject: str, language: str, format_: str, name: str
):
    law = parks()
    sheet = Sheet("any", form, subject, language, 1, 1, format_)  # type: ignore[arg-type]
    strings = read_templates(CITY).strings
    assert saved_as(law, sheet, strings, provisions(law)) == name


def test_no_name_of_a_download_holds_what_a_file_system_refuses(site: Path):
    for page in site.glob("*/parks/*.html"):
        for name in re.findall(r'download="([^"]*)"', page.read_text("utf-8")):
            assert re.fullmatch(r"[^\\/:*?\"<>|]+\.(pdf|xlsx|docx|csv|json|xml|txt|zip)", name)


def test_terms_stand_in_the_order_of_a_dictionary():
    words = ["责任书", "诫勉", "补植", "甄别", "游乐设施", "鳏寡", "主体责任"]
    assert sorted(words, key=dictionary_order) == [
        "补植", "诫勉", "游乐设施", "责任书", "甄别", "主体责任", "鳏寡",
    ]  # fmt: skip
    assert [letter(w) for w in ("补植", "甄别", "鳏寡", "PPP")] == ["B", "Z", "", "P"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_term_has_an_address_that_does_not_change_with_the_language(language: Language):
    text = book(parks(), language, read_templates(CITY), ()).files["glossary.md"]
    found = re.findall(r'<tr role="row" id="(t-[0-9a-f]{8})"', text)
    assert len(set(found)) == len(found) == len(parks().glossary)


def test_a_term_leads_to_the_glossary_once_an_article_and_never_within_a_reference():
    text = book(parks(), "zh", read_templates(CITY), ()).files["article-05.md"]
    main = text.partition('<details class="zc-other"')[0]
    terms = re.findall(r'<a class="zc-gloss" href="(glossary\.html#t-\w+)">', main)
    assert len(terms) == len(set(terms)) > 3
    assert '<a class="zc-gloss" href="glossary.html#' not in text.partition("<table")[2]
    for id_ in terms:
        assert f'data-term="{id_.partition("#")[2]}"' in text


def test_a_caption_that_the_text_prints_is_law_and_not_the_editors(project: Path):
    text = project / "content/parks/zh.txt"
    words = text.read_text("utf-8")
    captioned = re.sub(
        r"^(第[一二三四五六七八九十之]+条) ", r"\1【职责】 ", words, flags=re.MULTILINE
    )
    text.write_text(captioned, "utf-8")
    found, _ = load(project)
    assert found is not None
    files = book(found.regulations[0], "zh", read_templates(CITY), ()).files
    head = (
        '# 第二条<span class="zc-caption">【职责】</span> { #a2 .zc-title data-cite="第二条" }'
    )
    assert head in files["article-02.md"]
    assert "第二条【职责】" in files["index.md"]
    assert '<span class="zc-caption">【职责】</span>' in files["full-text.md"]


def test_the_way_to_an_article_leads_to_its_chapter(site: Path):
    page = (site / "zh/parks/article-09.html").read_text("utf-8")
    path = re.search(r'<ol class="md-path__list zc-path">(.*?)</ol>', page, re.DOTALL)
    assert path
    links = re.findall(r'href="\s*([^"]+)"\s*>\s*([^<]+?)\s*</a>', path[1])
    assert links == [
        ("../../zh/index.html", "首页"),
        ("index.html", "概览"),
        ("index.html#c3", "第三章 处理方式和程序"),
    ]
    assert 'id="c3"' in (site / "zh/parks/index.html").read_text("utf-8")


def test_a_short_menu_opens_in_place(site: Path):
    page = (site / "zh/parks/article-05.html").read_text("utf-8")
    menu = page.partition('class="md-nav md-nav--primary"')[2].partition("</nav>\n</div>")[0]
    assert 'href="article-12.html"' in menu
    assert 'href="../current.html"' in menu


def test_a_page_says_what_it_is_about(site: Path):
    page = (site / "zh/parks/article-04.html").read_text("utf-8")
    told = re.search(r'<meta name="description" content="([^"]*)">', page)
    assert told
    assert told[1].startswith("某市公园管护责任自查办法（试行）：公园管护坚持")
    assert "跳到正文" in page


def test_the_forms_stand_in_one_table_and_each_leads_to_its_sheets(site: Path):
    page = (site / "zh/parks/sheets.html").read_text("utf-8")
    table = page.partition("zc-table--forms")[2].partition("</table>")[0]
    for anchor in re.findall(r'<a href="#([\w-]+)">', table):
        assert f'id="{anchor}"' in page
    assert "#by-bearer" in table
    assert "#form-report" in table


# ── in a browser ──────────────────────────────────────────────────────────────────────────────


LAW = "《某市公园管护责任自查办法（试行）》（某园字〔2018〕9号）"
MEASURES = (
    "Measures of a City for Self-Inspection of the Care of Parks (for Trial Implementation) "
    "(Mou Yuan Zi [2018] No. 9), "
)
ITEM_3 = (
    "公园管护机制不健全，人员配备不到位，管护制度不完善，导致公园管护‘走过场’、被动应付的；"
)
CHECK = "的自查检查项A05-01-1（编者所拟，非原文）：区政府是否落实公园管护主体责任？"


@pytest.mark.parametrize(
    ("page_", "place", "words"),
    [
        ("zh/parks/article-05.html", "#a5\\.i3", f"{LAW}第五条第（三）项：“{ITEM_3}”"),
        ("zh/parks/article-05.html", "#A05-01-1", f"{LAW}第五条第（一）项{CHECK}"),
        ("en/parks/article-04.html", "h1", f"{MEASURES}Article 4: “"),
        (
            "zh/parks/full-text.html",
            "#a5\\.i7",
            f"{LAW}第五条第（七）项：“未完成年度补植计划任务的；”",
        ),
    ],
)
def test_a_provision_or_check_is_cited_by_one_press(
    base: str, page: Page, page_: str, place: str, words: str
):
    page.add_init_script(LISTEN)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(f"{base}/{page_}")
    page.hover(place)
    page.click(f"{place} [data-copy=cite]")
    page.click(f"{place} [data-copy=link]")
    cited, link = page.evaluate("window.copied")
    assert cited.startswith(words)
    assert cited.endswith(words[-1]) or place == "h1"
    id_ = page.locator(place).first.get_attribute("id")
    assert link == f"{base}/{page_}#{id_}"


def test_the_keyboard_comes_to_the_copying_and_the_law_keeps_its_words(base: str, page: Page):
    page.goto(f"{base}/zh/parks/article-05.html")
    before = page.locator("#a5\\.i1").text_content()
    page.focus("#a5\\.i1 .zc-label")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "复制引文：第五条第（一）项"
    )
    assert page.locator("#a5\\.i1").text_content() == before


def test_a_term_is_explained_where_it_stands(base: str, page: Page):
    page.goto(f"{base}/zh/parks/article-05.html")
    page.focus("#a5\\.i4 .zc-gloss")
    page.keyboard.press("Enter")
    assert page.locator(".zc-pop").inner_text().split("\n")[:2] == [
        "责任书",
        "letter of responsibility",
    ]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("zc-pop__more")
    page.keyboard.press("Escape")
    assert page.locator(".zc-pop").count() == 0
    assert page.evaluate("document.activeElement.className").startswith("zc-gloss")


def test_the_contents_follow_the_reader(base: str, page: Page):
    page.goto(f"{base}/zh/parks/bearer-street.html")
    page.evaluate("document.getElementById('A05-04-1').scrollIntoView()")
    page.wait_for_selector(".zc-follow__now:not(:empty)")
    assert page.inner_text(".zc-follow__now") == "第五条第（四）项"
    assert page.locator(".zc-follow [aria-current]").get_attribute("href") == "#a5"


def test_a_list_is_narrowed_and_stays_so(base: str, page: Page):
    page.goto(f"{base}/zh/parks/bearer-street.html")
    assert not page.is_visible(".zc-c-ev >> nth=1")
    page.check(".zc-narrow [name=own]")
    assert page.inner_text(".zc-narrow__n") == "显示13个检查项，共40个"
    assert page.locator(".zc-check:visible").count() == 13
    assert page.url.endswith("?own=1")
    shown = page.evaluate(
        "Array.from(document.querySelectorAll('[data-zc-due]')).map(n => n.textContent)"
    )
    assert shown[-1] == "13"
    page.goto(f"{base}/zh/parks/bearer-district.html")
    assert page.is_checked(".zc-narrow [name=own]")
    # a link to what the choice hides shows it
    page.goto(f"{base}/zh/parks/bearer-street.html#A02-01-1")
    assert page.is_visible("#A02-01-1")


def test_each_language_keeps_its_view_of_the_full_text(base: str, page: Page):
    def view() -> str:
        return str(page.evaluate("document.querySelector('.zc-view:checked').id"))

    page.goto(f"{base}/zh/parks/full-text.html")
    assert view() == "zc-view-zh"
    page.click("label[for=zc-view-both]")
    assert page.url.endswith("?view=both")
    page.goto(f"{base}/zh/parks/full-text.html")
    assert view() == "zc-view-both"
    page.goto(f"{base}/en/parks/full-text.html")
    assert view() == "zc-view-en"
    page.goto(f"{base}/en/parks/full-text.html?view=zh")
    assert view() == "zc-view-zh"


def test_the_other_language_opens_at_the_same_place(base: str, page: Page):
    page.goto(f"{base}/zh/search.html?q=责任")
    page.click("a[data-zc-lang]")
    page.wait_for_url(re.compile(r"/en/search\.html\?q=%E8"))
    page.goto(f"{base}/zh/parks/bearer-street.html")
    page.evaluate("document.getElementById('A05-04-1').scrollIntoView()")
    # not by the mouse, before which Playwright would scroll
    page.evaluate("document.querySelector('a[data-zc-lang]').click()")
    page.wait_for_url("**/en/parks/bearer-street.html#A05-04-1")


def test_keys_go_on_and_back_and_can_be_turned_off(base: str, page: Page):
    page.goto(f"{base}/zh/parks/article-05.html")
    page.keyboard.press("n")
    page.wait_for_url("**/article-06.html*")
    page.keyboard.press("p")
    page.wait_for_url("**/article-05.html*")
    page.keyboard.press("?")
    page.uncheck(".zc-keys input")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(200)
    assert "article-05" in page.url


@pytest.mark.parametrize("asked", ["?A-a5", "?sheet=W-a5", "#parks/A-a5"])
def test_the_address_asks_whether_a_sheet_is_current(base: str, page: Page, asked: str):
    page.goto(f"{base}/zh/current.html{asked}")
    page.wait_for_selector(".zc-current__out a")
    assert page.locator(".zc-current__out a").get_attribute("href") == (
        f"{base}/zh/parks/article-05.html"
    )


def test_the_type_of_a_unit_is_chosen_without_scrolling(base: str, browser: Browser):
    for width, height in ((1366, 768), (390, 844)):
        context = browser.new_context(viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto(f"{base}/zh/index.html")
        box = page.locator("a[href='parks/bearer-street.html']").bounding_box()
        context.close()
        assert box
        assert box["y"] + box["height"] < height


def test_what_a_browser_prints_has_a_number_of_its_own_and_is_short(base: str, page: Page):
    page.goto(f"{base}/zh/parks/bearer-street.html")
    page.emulate_media(media="print")
    assert "W-street" in page.inner_text(".zc-ident__id")
    assert not page.is_visible(".zc-checks thead .zc-c-ev")
    assert page.is_visible(".zc-c-ans >> nth=0")


class Lost(Strict):
    """Serves as the settings for servers have it: 404.html, with its script at any depth."""

    def translate_path(self, path: str) -> str:
        name = path.rpartition("/")[2]
        return super().translate_path(f"/assets/{name}" if name.startswith("lost.") else path)

    def send_error(self, code: int, *_: object) -> None:
        text = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text)


@pytest.mark.parametrize(
    "path", ["gone.html", "zh/parks/article-99.html", "sheets/parks/zh/old/x.pdf"]
)
def test_a_lost_page_leads_on_from_any_depth(site: Path, page: Page, path: str):
    with strict_server(site, Lost) as base:
        page.goto(f"{base}/{path}")
        page.wait_for_selector("a[data-to='zh/index.html'][href]")
        home = page.locator("a[data-to='zh/index.html']")
        assert home.evaluate("link => link.href") == f"{base}/zh/index.html"
        assert not page.is_visible("[data-without] >> nth=0")
        book_ = page.locator("a[data-book=zh]")
        assert book_.is_visible() == path.startswith("zh/parks/")
