"""Many regulations on one site: their list, bearers they share, what is built again, shares."""

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from city import CITY
from conftest import ROOT, run_zicha
from playwright.sync_api import Browser, Page

from generator.publish.kept.store import store_of
from generator.publish.orders import Order
from generator.publish.site import build

BASE = ROOT / "tests" / "cases" / "base"
SITE = """title: {zh: 自查, en: Self-inspection}
lede: {zh: 逐条核对。, en: Article by article.}
regulations: [county-rules, city-rules, province-rules, old-rules]
shared_bearers:
  - code: counties
    text: {zh: 各县区, en: Counties and districts}
    in: {county-rules: county, city-rules: county}
address: http://intranet.test/zicha
keeper: {unit: {zh: 某某办公室}}
"""
SUM = "ccf38f7a52d7beff4f0dbb26b4aee043da29194d620a0d20aba75d6011ec74fa"
FACTS = {  # id → title, number, issuer, date
    "county-rules": ("甲县自查办法", "甲字〔2016〕1号", "甲县", "2016-08-15"),
    "city-rules": ("乙市自查办法", "乙字〔2018〕2号", "乙市", "2018-01-02"),
    "province-rules": ("丙省自查条例", "丙字〔2018〕3号", "丙省", "2018-05-06"),
    "old-rules": ("旧办法", "?", "?", "?"),
}


def facts(id_: str) -> str:
    """A regulation.yaml; `?` is what nobody has written yet."""
    title, number, issuer, date = (json.dumps(each, ensure_ascii=False) for each in FACTS[id_])
    return (
        f"title: {{zh: {title}}}\nnumber: {{printed: {number}, zh: {number}}}\n"
        f"issuers: [{{zh: {issuer}}}]\nissued: {date}\nedition: 2026-11-23\n"
        f"status: {{zh: 按印发文本收录。}}\n"
        f"source: {{publisher: {{zh: {issuer}}}, file: source.txt, sha256: {SUM}}}\n"
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of four regulations, built."""
    root = tmp_path_factory.mktemp("city")
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(CITY / "content" / "pages", root / "content" / "pages")
    for id_ in FACTS:
        for top in ("content", "checklists"):
            shutil.copytree(root / top / "measures", root / top / id_)
        (root / "content" / id_ / "regulation.yaml").write_text(facts(id_), "utf-8")
        text = root / "content" / id_ / "zh.txt"
        text.write_text(text.read_text("utf-8").replace("某市自查办法", FACTS[id_][0]), "utf-8")
    one = root / "checklists/city-rules/article-02.yaml"
    one.write_text(one.read_text("utf-8").replace("kind: duty", "kind: procedure", 1), "utf-8")
    for top in ("content", "checklists"):
        shutil.rmtree(root / top / "measures")
    (root / "content" / "site.yaml").write_text(SITE, "utf-8")
    build(Order(root, root / "site", workers=1))
    return root


def shown(page: Page) -> list[str]:
    return list(page.locator(".zc-regs__t:visible").all_inner_texts())


def test_the_list_is_narrowed_by_words_issuer_and_year(city: Path, page: Page):
    page.goto((city / "site/zh/index.html").as_uri())
    every = [title for title, *_ in FACTS.values()]
    told = page.locator(".zc-filter [role=status]")
    assert (shown(page), told.inner_text()) == (every, "共4件，符合条件4件")
    assert "未核实所收文件目前是否有效" in page.inner_text(".zc-status")
    page.get_by_label("年份").select_option("2018")
    assert shown(page) == ["乙市自查办法", "丙省自查条例"]
    page.get_by_label("发文机关").select_option("乙市")
    assert (shown(page), told.inner_text()) == (["乙市自查办法"], "共4件，符合条件1件")
    page.get_by_label("标题、文号").fill("条例")
    assert (shown(page), told.inner_text()) == ([], "没有符合条件的文件；请减少筛选条件。")
    page.get_by_label("发文机关").select_option("")
    page.get_by_label("标题、文号").fill("２０１８ 丙字")  # full width, two words
    assert shown(page) == ["丙省自查条例"]


def test_what_nobody_has_written_is_no_choice_of_the_filter(city: Path, page: Page):
    page.goto((city / "site/zh/index.html").as_uri())
    choices = page.get_by_label("发文机关").locator("option").all_inner_texts()
    assert choices == ["全部", "甲县", "乙市", "丙省"]
    assert page.get_by_label("年份").locator("option").all_inner_texts() == [
        "全部",
        "2018",
        "2016",
    ]
    told = page.locator(".zc-regs > li", has_text="旧办法").locator(".zc-regs__m")
    assert told.inner_text() == "文号、发文机关、日期待补"


def test_the_list_is_whole_without_scripts(city: Path, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((city / "site/zh/index.html").as_uri())
    assert len(shown(page)) == 4
    assert not page.locator(".zc-filter").is_visible()
    context.close()


def test_all_that_applies_to_a_bearer_of_several_regulations_is_on_one_page(
    city: Path, page: Page
):
    page.goto((city / "site/zh/index.html").as_uri())
    page.get_by_role("link", name=re.compile("各县区")).click()
    page.wait_for_url("**/zh/bearer-counties.html")
    parts = page.locator(".zc-part")
    assert parts.locator("h2").all_inner_texts() == ["甲县自查办法", "乙市自查办法"]
    own = json.loads((city / "site/data/city-rules.json").read_text("utf-8"))["checks"]
    asked = [check["ask"]["zh"] for check in own]
    assert parts.nth(1).locator(".zc-asks__q").all_inner_texts() == asked
    parts.nth(1).locator(".zc-asks__id").first.click()
    page.wait_for_url("**/zh/city-rules/article-02.html#A02-01-1")


def test_the_list_of_a_shared_bearer_is_narrowed_and_empty_regulations_go(
    city: Path, page: Page
):
    page.goto((city / "site/zh/bearer-counties.html").as_uri())
    lines, parts = page.locator("[data-check]:visible"), page.locator(".zc-part:visible")
    every = lines.count()
    page.get_by_label("类型").select_option("procedure")
    assert (lines.count(), parts.locator("h2").all_inner_texts()) == (1, ["乙市自查办法"])
    assert (
        page.locator(".zc-narrow [role=status]").inner_text() == f"显示1个检查项，共{every}个"
    )
    page.get_by_label("类型").select_option("")
    assert (lines.count(), parts.count()) == (every, 2)


def test_each_page_says_where_it_lies_and_who_keeps_the_site(city: Path):
    html = (city / "site/zh/city-rules/index.html").read_text("utf-8")
    at = "http://intranet.test/zicha/zh/city-rules/index.html"
    assert f'<link rel="canonical" href="{at}">' in html
    assert html.count("某某办公室") == 2  # at the foot, and where the regulation is told
    assert 'id="keeper"' in (city / "site/zh/index.html").read_text("utf-8")


def test_a_bearer_shared_with_a_regulation_that_is_not_there_is_told(
    city: Path, tmp_path: Path
):
    root = tmp_path / "p"
    shutil.copytree(city, root, ignore=shutil.ignore_patterns("site", ".zicha"))
    file = root / "content" / "site.yaml"
    file.write_text(SITE.replace("in: {county-rules", "in: {town-rules"), "utf-8")
    done = run_zicha("check", cwd=root)
    assert (
        "content/site.yaml:7:22: error: town-rules is not among the regulations; "
        "correct the id or take it out [unknown-regulation]\n" in done.stdout
    )


def made(root: Path) -> dict[str, int]:
    """Everything in the store and when it was written."""
    store = root / ".zicha" / "cache"
    files = (p for p in store.rglob("*") if p.is_file() and p.parent.name != "texts")
    return {p.relative_to(store).as_posix(): p.stat().st_mtime_ns for p in files}


def test_an_edit_of_one_regulation_makes_nothing_of_the_others_again(
    city: Path, tmp_path: Path
):
    root = tmp_path / "p"
    shutil.copytree(city, root)
    before = made(root)
    file = root / "checklists" / "city-rules" / "article-02.yaml"
    file.write_text(
        re.sub(r"(ask: \{zh: )[^？]+", r"\1是否照办", file.read_text("utf-8"), count=1), "utf-8"
    )
    build(Order(root, root / "site", workers=1))
    new = {name for name, when in made(root).items() if before.get(name) != when}
    pages = [
        json.loads(store_of(root).record("pages", Path(n).name) or "")["file"]["path"]
        for n in new
        if n.startswith("pages/") and n.endswith(".json")
    ]
    assert "zh/city-rules/article-02.html" in pages
    others = {p for p in pages if not p.startswith("zh/city-rules/")}
    assert others == {"zh/bearer-counties.html", "zh/current.html"}  # the question, its stamp
    assert {n for n in new if n.startswith("products/")} == {"products/city-rules.json"}


def test_what_an_older_program_kept_is_made_again(city: Path, tmp_path: Path):
    root = tmp_path / "p"
    shutil.copytree(city, root)
    for place in (root / ".zicha/cache/products").iterdir():
        place.write_text('{"key": 1}', "utf-8")
    (root / "content/site.yaml").write_text(SITE + "# edited\n", "utf-8")
    assert build(Order(root, root / "site", workers=1)).changed


def test_a_strict_build_of_an_unchanged_site_still_refuses_on_warnings(
    city: Path, tmp_path: Path
):
    root = tmp_path / "p"
    shutil.copytree(city, root)
    assert run_zicha("build", cwd=root).stdout.startswith("Nothing changed; ")
    done = run_zicha("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "[still-to-write]" in done.stderr
    assert done.stderr.endswith("The site as it was is untouched\n")


def test_shares_of_a_site_join_into_the_same_site(city: Path, tmp_path: Path):
    root = tmp_path / "p"
    shutil.copytree(city, root, ignore=shutil.ignore_patterns("site", ".zicha"))
    for n in (1, 2):
        done = run_zicha("build", "--shard", f"{n}/2", "--out", f"share-{n}", cwd=root)
        assert done.stdout.startswith(f"Made this share: {root}/share-{n}, 2 regulations, ")
        shutil.rmtree(root / ".zicha")  # each on a machine of its own
    lost = run_zicha("assemble", "share-1", cwd=root)
    assert (lost.returncode, lost.stderr) == (
        1,
        (
            "content/site.yaml:1:1: error: no share holds city-rules, old-rules; "
            "name every share of build --shard in the command [missing-share]\n"
            "The site as it was is untouched\n"
        ),
    )
    assert run_zicha("assemble", "share-1", "share-2", cwd=root).returncode == 0
    sums = "SHA256SUMS"
    assert (root / "site" / sums).read_bytes() == (city / "site" / sums).read_bytes()
    (root / "content/site.yaml").write_text(SITE + "# edited\n", "utf-8")
    old = run_zicha("assemble", "share-1", "share-2", cwd=root)
    assert old.returncode == 1
    assert old.stderr.startswith(
        "share-1/share.json:1:1: error: this share was made from other "
    )


def test_a_folder_that_is_no_share_is_told(city: Path):
    done = run_zicha("assemble", "content", cwd=city)
    assert done.returncode == 1
    assert (
        "content/share.json:1:1: error: this folder is no share made by zicha build"
        in done.stderr
    )


def test_a_build_that_is_broken_off_leaves_the_site_and_no_litter(city: Path, tmp_path: Path):
    root = tmp_path / "p"
    shutil.copytree(city, root)
    shutil.rmtree(root / ".zicha")
    sums = (root / "site" / "SHA256SUMS").read_bytes()
    (root / "content/site.yaml").write_text(SITE.replace("逐条核对", "逐项核对"), "utf-8")
    command = [sys.executable, "-m", "generator", "--ui", "en", "build", "--jobs", "2"]
    with subprocess.Popen(
        command,
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        stderr=subprocess.PIPE,
        text=True,
    ) as building:
        assert building.stderr is not None
        assert building.stderr.readline() == "Working on regulations\n"
        building.send_signal(signal.SIGINT)
        building.wait(30)
        said = building.stderr.read()
    assert building.returncode == 130
    assert "Traceback" not in said
    assert (root / "site" / "SHA256SUMS").read_bytes() == sums
    assert [p.name for p in root.iterdir() if p.name.startswith(".site")] == []


def test_a_reference_to_another_regulation_of_the_site_is_a_link_to_its_article(
    city: Path, tmp_path: Path, page: Page
):
    root = tmp_path / "p"
    shutil.copytree(city, root)
    file = root / "content" / "county-rules" / "zh.txt"
    text = file.read_text("utf-8")
    said = "依照《乙市自查办法》第二条第（一）项、《别的办法》第二条规范自查"
    file.write_text(text.replace("为了规范自查", said), "utf-8")
    build(Order(root, root / "site", workers=1))
    page.goto((root / "site/zh/county-rules/article-01.html").as_uri())
    links = page.locator(".zc-law").first.locator("a.zc-ref")
    assert [a.get_attribute("href") for a in links.all()] == [
        "../city-rules/article-02.html#a2.i1"
    ]
    links.first.click()
    page.wait_for_url("**/zh/city-rules/article-02.html#a2.i1")
