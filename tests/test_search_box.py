"""The search box in use: keyboard, mouse, input method, from a folder and by a server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from city import CITY, search_index
from conftest import ROOT, strict_server
from playwright.sync_api import Page, expect

from generator.project.templates import read_templates
from generator.publish.binding import search_words
from generator.records.texts import Language

FRAME = """<!doctype html><html lang="{lang}"><head>
<meta charset="utf-8"><title>t</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{up}assets/tokens.css">
<link rel="stylesheet" href="{up}assets/frame.css">
<link rel="stylesheet" href="{up}assets/search.css">
</head><body data-md-color-scheme="default">
<header><div class="zc-search" data-zc-search data-words='{words}'></div></header>
<main class="md-content">{body}</main>
<input id="other" aria-label="other">
<script src="{up}assets/search-box.js"></script></body></html>"""
TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}
LAW = (
    '<p id="a7.p3">市民<span>投</span><span>诉的问题</span>，应当办理并答复</p>'
    '<details><p id="a7.p2.i2">投诉电话</p></details>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site: pages of two languages around the real engine, box and index."""
    root = tmp_path_factory.mktemp("box")
    shutil.copytree(ROOT / "site_templates" / "assets", root / "assets")
    for name, text in search_index().items():
        (root / "assets" / name).write_text(text, "utf-8")
    strings = read_templates(CITY).strings
    for lang, tag in TAGS.items():
        words = search_words(strings, lang)
        book = root / lang / "parks"
        book.mkdir(parents=True)
        for n in range(1, 13):
            page = FRAME.format(lang=tag, up="../../", words=words, body=LAW)
            (book / f"article-{n:02}.html").write_text(page, "utf-8")
        host = '<div class="zc-found" data-zc-search-page></div>'
        found = FRAME.format(lang=tag, up="../", words=words, body=host)
        (root / lang / "search.html").write_text(found, "utf-8")
    return root


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with strict_server(folder) as address:
        yield address


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, folder: Path, served: str) -> str:
    return folder.as_uri() if request.param == "file" else served


@pytest.fixture
def article(page: Page, base: str) -> Iterator[Page]:
    """An article page; in the end nothing may be wrong on its console."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto(f"{base}/zh/parks/article-05.html")
    yield page
    assert wrong == []


def box(page: Page):
    return page.locator("[data-zc-search] input")


def options(page: Page):
    return page.locator("[role=option]")


def test_slash_types_and_an_arrow_and_enter_lead_to_the_line_with_its_words_marked(article):
    article.keyboard.press("/")
    article.keyboard.type("市民投诉的问题")
    expect(article.locator(".zc-results__status")).to_contain_text("条结果")
    expect(article.locator("[aria-selected=true]")).to_have_count(0)
    article.keyboard.press("ArrowDown")
    article.keyboard.press("Enter")
    article.wait_for_url("**/article-07.html?q=*#a7.p3")
    expect(article.locator("mark.zc-hit")).to_have_text(["市民", "投", "诉的问题"])


def test_control_k_focuses_and_arrows_walk_and_escape_closes(article):
    article.keyboard.press("Control+k")
    expect(box(article)).to_be_focused()
    article.keyboard.type("答复")
    expect(options(article).first).to_be_visible()
    article.keyboard.press("ArrowDown")
    expect(options(article).nth(0)).to_have_attribute("aria-selected", "true")
    article.keyboard.press("ArrowDown")
    expect(options(article).nth(1)).to_have_attribute("aria-selected", "true")
    active = options(article).nth(1).get_attribute("id")
    expect(box(article)).to_have_attribute("aria-activedescendant", active or "")
    article.keyboard.press("ArrowUp")
    article.keyboard.press("ArrowUp")
    expect(options(article).last).to_have_attribute("aria-selected", "true")
    article.keyboard.press("Escape")
    expect(box(article)).to_have_attribute("aria-expanded", "false")
    expect(article.locator("[role=listbox]")).to_be_hidden()


def test_a_slash_in_another_field_stays_there(article):
    article.focus("#other")
    article.keyboard.type("a/b")
    expect(article.locator("#other")).to_have_value("a/b")


def test_an_input_method_searches_when_it_is_done_even_without_a_key(article):
    article.focus("[data-zc-search] input")
    article.evaluate("""() => {
      const input = document.querySelector("[data-zc-search] input");
      input.dispatchEvent(new CompositionEvent("compositionstart"));
      input.value = "da'fu";
      input.dispatchEvent(new InputEvent("input", {isComposing: true}));
      const enter = {key: "Enter", isComposing: true, bubbles: true};
      input.dispatchEvent(new KeyboardEvent("keydown", enter));
      input.value = "答复";
      input.dispatchEvent(new CompositionEvent("compositionend", {data: "答复"}));
    }""")
    expect(options(article).first).to_contain_text("第七条第三款")


def test_pasted_text_searches(article):
    box(article).focus()
    article.keyboard.insert_text("敷衍塞责")
    expect(options(article).first).to_contain_text("第五条第（五）项")


def test_a_kind_and_a_bearer_narrow_the_list(article):
    box(article).fill("市民")
    article.get_by_label("类别").select_option("check")
    expect(article.locator(".zc-results__g").first).to_have_text("检查项")
    article.get_by_label("责任主体").select_option("hotline")
    expect(options(article).first).to_contain_text("A07-03")


def test_what_is_only_near_is_said_and_what_is_nowhere_too(article):
    box(article).fill("答付")
    expect(article.locator(".zc-results__status")).to_contain_text("相近")
    box(article).fill("量子计算")
    expect(article.locator(".zc-results__status")).to_have_text("没有找到")
    expect(article.locator(".zc-results__hint")).to_contain_text("可以这样写：第5条")
    expect(options(article)).to_have_text(["术语", "五步完成自查"])


def test_a_slip_of_the_key_leads_to_the_right_words_marked(article):
    box(article).fill("市民头诉")
    article.locator("[role=option]", has_text="第七条第三款").click()
    article.wait_for_url("**/article-07.html?q=*#a7.p3")
    expect(article.locator("mark.zc-hit").first).to_have_text("市民")


def test_enter_leads_to_all_results_where_nothing_is_chosen(article):
    box(article).fill("量子计算")
    expect(article.locator(".zc-results__status")).to_have_text("没有找到")
    article.keyboard.press("Enter")
    article.wait_for_url("**/search.html?q=%E9%87%8F%E5%AD%90%E8%AE%A1%E7%AE%97")
    expect(article.locator(".zc-found__status")).to_have_text("没有找到")


def test_escape_twice_empties_the_box(article):
    box(article).fill("答复")
    expect(options(article).first).to_be_visible()
    article.keyboard.press("Escape")
    expect(box(article)).to_have_value("答复")
    article.keyboard.press("Escape")
    expect(box(article)).to_have_value("")


def test_an_index_that_does_not_come_is_said(page, base):
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(f"{base}/zh/parks/article-05.html")
    box(page).focus()
    expect(page.locator(".zc-results__status")).to_contain_text("搜索索引没有加载成功")


def test_recent_searches_stay_on_the_device_and_can_be_cleared(article, base):
    box(article).fill("答复")
    options(article).first.click()
    article.wait_for_url("**/article-07.html*")
    article.goto(f"{base}/zh/parks/article-05.html")
    box(article).focus()
    expect(options(article)).to_have_text(["答复", "清除最近搜索"])
    options(article).last.click()
    assert article.evaluate("localStorage.getItem('zicha-searches')") == "[]"


def test_it_works_where_storage_is_denied(page, base):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
    )
    page.goto(f"{base}/zh/parks/article-05.html")
    box(page).fill("答复")
    expect(options(page).first).to_contain_text("第七条第三款")


def test_the_page_of_all_results_can_be_shared_by_its_address(page, base):
    page.goto(f"{base}/zh/search.html?q=答复")
    expect(page.locator(".zc-found h2").first).to_have_text("条文")
    expect(page.locator(".zc-found li").first).to_contain_text("第七条第三款")
    page.locator(".zc-found [type=search]").fill("第5条")
    expect(page.locator(".zc-found li").first).to_contain_text("第五条")
    page.wait_for_url("**/search.html?q=%E7%AC%AC5%E6%9D%A1")


def test_english_pages_speak_english_and_name_what_was_found_in_chinese(page, base):
    page.goto(f"{base}/en/parks/article-05.html")
    box(page).fill("art 5(1)")
    expect(options(page).first).to_contain_text("Article 5, item (1)")
    expect(page.locator(".zc-results__g").first).to_have_text("Text")
    expect(page.locator(".zc-results__far")).to_have_count(0)
    box(page).fill("推诿扯皮")
    law = page.locator("[role=option]", has_text="Article 5, item (5)")
    expect(law.locator("mark")).to_have_text("推诿扯皮")


def test_enter_leads_to_all_results_where_more_than_one_may_be_meant(article):
    box(article).fill("街道办")
    expect(options(article).last).to_contain_text("全部结果（")
    article.keyboard.press("Enter")
    article.wait_for_url("**/search.html?q=*")
    expect(article.locator(".zc-found h2").first).to_have_text("责任主体")
    expect(article.locator(".zc-found li").first).to_contain_text("街道办事处")


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("第5条第3项", "**/article-05.html#a5.i3"),
        ("A05-01-1", "**/article-05.html*#A05-01-1"),
        ("A-a5", "**/article-05.html#files"),
        ("巡护员", "**/search.html*"),  # a duty-bearer and a term
    ],
)
def test_enter_leads_straight_to_what_is_named(article, query, there):
    box(article).fill(query)
    expect(options(article).first).to_be_visible()
    article.keyboard.press("Enter")
    article.wait_for_url(there, wait_until="commit")


def test_a_form_offers_its_files_and_its_check(article, base):
    box(article).fill("第五条自查表")
    first = article.locator("[role=group]").first
    expect(first.locator("[role=option]").first).to_contain_text("第五条自查表表号 A-a5")
    files = first.locator(".zc-results__file")
    expect(files.nth(0)).to_have_text("PDF")
    expect(files.nth(0)).to_have_attribute("aria-label", "第五条自查表 PDF")
    href = files.nth(0).get_attribute("href")
    assert href == f"{base}/sheets/parks/zh/article-05.pdf"
    expect(files.nth(3)).to_have_text("表格版本核对")
    href = files.nth(3).get_attribute("href")
    assert href == f"{base}/zh/current.html?sheet=parks%2FA-a5"


def test_a_hit_in_the_evidence_shows_the_question_first(article):
    box(article).fill("花名册")
    option = options(article).first
    expect(option.locator(".zc-results__ours").first).to_contain_text("？")
    expect(option.locator(".zc-results__second")).to_contain_text("佐证材料")
    expect(option.locator("mark")).to_have_text("花名册")


def test_what_was_left_out_and_what_is_not_there_is_said(article):
    status = article.locator(".zc-results__status")
    box(article).fill("督导 量子计算")
    expect(status).to_contain_text("没有考虑“量子计算”")
    box(article).fill("第99条")
    expect(status).to_contain_text("共13条，最后一条是第十二条")
    expect(options(article).first).to_contain_text("第十二条")


def test_the_page_of_results_keeps_its_kind_in_the_address_and_reads_it(page, base):
    page.goto(f"{base}/zh/search.html?q=台账")
    expect(page.locator(".zc-found li").first).to_contain_text("整改台账")
    page.locator(".zc-found").get_by_label("类别").select_option("form")
    page.wait_for_url("**kind=form*")
    expect(page.locator(".zc-found h2")).to_have_text(["表格"])
    page.goto(f"{base}/en/search.html?q=ledger&kind=form")
    expect(page.locator(".zc-found h2")).to_have_text(["Forms"])


def test_an_empty_page_of_results_offers_ways_on(page, base):
    page.goto(f"{base}/zh/search.html?q=囧囧")
    expect(page.locator(".zc-found__status")).to_have_text("没有找到")
    expect(page.locator(".zc-found__hint")).to_contain_text("A-a5")
    expect(page.locator(".zc-found li a").first).to_be_visible()


def test_a_narrow_screen_shows_all_of_the_list(page, base):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base}/zh/parks/article-05.html")
    box(page).fill("第五条自查表")
    expect(options(page).first).to_be_visible()
    sides = page.locator(".zc-results__panel").evaluate(
        "node => [node.getBoundingClientRect().left, node.getBoundingClientRect().right]"
    )
    assert sides[0] >= 0
    assert sides[1] <= 390
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_words_of_the_text_never_become_markup(page, folder, base):
    query = "<img src=x onerror=alert(1)>答"
    page.goto(f"{base}/zh/parks/article-05.html?q={query}")
    expect(box(page)).to_have_value(query)
    assert page.locator("img").count() == 0
    source = (folder / "assets" / "search-box.js").read_text("utf-8")
    assert "innerHTML" not in source


def test_nothing_is_loaded_before_the_box_is_used(page, base):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(f"{base}/zh/parks/article-05.html")
    assert not [name for name in asked if name.startswith(("search.js", "search-index"))]
    box(page).fill("答复")
    expect(options(page).first).to_be_visible()
    assert {"search.js", "search-index.js"} <= set(asked)
