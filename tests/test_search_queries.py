"""What people type, and what they must find: a line a query."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from city import parks, search_index
from conftest import ROOT
from playwright.sync_api import Browser, Page

from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.site import Sheet
from generator.search.index import search_files
from generator.sheets.clauses import about, questions
from generator.sheets.jobs import jobs

ENGINE = ROOT / "site_templates" / "assets" / "search.js"
# The name of a hit: the number of a form, the id of a check, an address, or its page, with the
# term where it is one of the glossary.
ASK = """([query, wish]) => {
  const made = engine.search(query, Object.assign({limit: 30}, wish));
  const names = made.hits.map(hit => {
    const page = hit.url.split("#")[0].split("?")[0].split("/").pop().replace(".html", "");
    if (hit.sheet) return hit.sheet.id;
    if (hit.kind === "term") return "term:" + hit.title;
    return hit.check || hit.address || page;
  });
  return [made.mode, names, made.left, made.note, made.direct, made.hits[0] || null];
}"""
Asked = Callable[..., tuple[str, list[str], list[str], dict[str, object] | None, bool, dict]]

# language | query | how it is found | the first hits | further on | nowhere (* nothing else)
CITY_QUERIES = """
zh | 台账              | exact     | B                 | A06-02-1         |
zh | 整改台账          | exact     | B                 |                  |
zh | 台帐              | exact     | B                 |                  |
zh | 问题清单          | exact     | B                 |                  |
zh | 汇总表            | exact     | C G               |                  |
zh | 单位汇总表        | exact     | G                 |                  |
zh | 自查报告          | exact     | F                 |                  |
zh | 报告模板          | exact     | F                 |                  |
zh | 自查表册          | exact     | Z                 |                  |
zh | 全套表格          | exact     | Z                 |                  |
zh | 抽样登记表        | exact     | E                 |                  |
zh | 佐证材料目录      | exact     | D D-blank         |                  |
zh | 空白佐证材料目录  | exact     | D-blank           |                  |
zh | 追踪表            | exact     |                   | T-facility T-tree |
zh | 设施追踪          | exact     | T-facility        |                  | T-tree
zh | 走查清单          | exact     |                   | S-a5 S-a7-1      | A-a5
zh | 现场检查清单      | exact     |                   | S-a5             | A-a5
zh | 大字版            | exact     |                   | L-a5             | S-a5
zh | 自查表            | exact     |                   | A-street A-a5    |
zh | 检查表下载        | exact     |                   | A-street A-a5    |
zh | 街道自查表        | exact     | A-street          | bearer-street    | A-district
zh | 街道 自查表       | exact     | A-street          | bearer-street    | A-district
zh | 街道办的自查表    | exact     | A-street          |                  |
zh | 街道办事处自查表  | exact     | A-street          |                  |
zh | 区里的自查表      | exact     | A-district        |                  |
zh | 自查表 巡护员     | exact     | A-warden          |                  | A-street
zh | 街道办 台账       | exact     | B                 | bearer-street    |
zh | 第五条自查表      | exact     | A-a5              |                  | A-a6 A-street
zh | 第5条 自查表      | exact     | A-a5              |                  | A-a6
zh | 第七条之一自查表  | exact     | A-a7-1            |                  | A-a7
zh | 第六条走查清单    | exact     | S-a6              |                  | S-a5
zh | 第五条的自查表PDF | exact     | A-a5              |                  |
zh | 公园管护自查表    | exact     |                   | A-unit           |
zh | A-a5              | reference | A-a5 current      |                  | *
zh | a-a5              | reference | A-a5 current      |                  | *
zh | Ａ－ａ５          | reference | A-a5 current      |                  | *
zh | A-a05             | reference | A-a5 current      |                  | *
zh | A a5              | exact     |                   |                  |
zh | 表号A-a5          | reference | A-a5 current      |                  | *
zh | 表号：Ａ－ａ５    | reference | A-a5 current      |                  | *
zh | A-a7-1            | reference | A-a7-1 current    |                  | *
zh | S-a6              | reference | S-a6 current      |                  | *
zh | A-street          | reference | A-street current  |                  | *
zh | A-park_office     | reference | A-park_office current |              | *
zh | T-tree            | reference | T-tree current    |                  | *
zh | B                 | reference | B current         |                  | *
zh | D-blank           | reference | D-blank current   |                  | *
zh | A-a5-a7-1         | reference | current           |                  | *
zh | {stamp}           | reference | A-a5 S-a5 L-a5 current |             | *
zh | {STAMP}           | reference | A-a5 S-a5 L-a5 current |             | *
zh | {stamp:6}         | reference | A-a5 S-a5 L-a5 current |             | *
zh | 内容核对码 {stamp} | reference | A-a5 S-a5 L-a5 current |            | *
zh | parks/A-a5@2026-11-23#{stamp}/both-dt | reference | A-a5 current |           | *
zh | parks/A-a5@2026-11-23#{stamp} | reference | A-a5 current |           | *
zh | 表号 A-a5　版本 2026-11-23　内容核对码 {stamp} | reference | A-a5 current | | *
zh | deadbeef0123      | reference | current           |                  | *
en | Sheet A-a5   Version 2026-11-23 Content stamp {stamp} | reference | A-a5 current | | *
en | ledger            | exact     | B                 |                  |
en | walk-through      | exact     |                   | S-a5             | A-a5
en | walk-around list  | exact     |                   | S-a5             | A-a5
en | sheet             | exact     |                   | A-street A-a5    |
en | sub-district sheet | exact    | A-street          | bearer-street    | A-district
en | street sheet      | exact     | A-street          |                  | A-district
en | sheet for wardens | exact     | A-warden          |                  | A-street
en | article 5 sheet   | exact     | A-a5              |                  | A-a6
en | sample log        | exact     | E                 |                  |
en | report            | exact     | F                 |                  |
en | large print       | exact     |                   | L-a5             | S-a5
zh | 街道办            | exact     | bearer-street A-street |             |
zh | 办事处            | exact     | bearer-street A-street |             |
zh | 街道办事处        | exact     | bearer-street A-street | a5.i1       |
zh | 区级              | exact     | bearer-district   |                  |
zh | 园林局            | exact     | bearer-park-office |                 |
zh | 纪委              | exact     | bearer-discipline |                  |
zh | 巡护员            | exact     | bearer-warden     | term:巡护员 a7-1 |
zh | 护园员            | exact     | bearer-warden     |                  |
zh | 管护单位          | exact     | bearer-unit       |                  |
en | sub-district      | exact     | bearer-street     |                  |
en | wardens           | exact     | bearer-warden     |                  |
en | ranger            | exact     | bearer-warden     |                  |
en | districts         | exact     | bearer-district   |                  |
zh | 表格              | exact     | current           |                  |
zh | 表格核对          | exact     | current           |                  |
zh | 核对码            | exact     | current           |                  |
zh | 使用说明          | exact     | guide             |                  |
zh | 补植              | exact     |                   | term:补植 a5.i7  |
zh | 走过场            | exact     |                   | term:走过场 a5.i3 |
zh | 分工文件、会议纪要与落实记录对照 | exact | A05-01-1          |          | *
zh | 分到班子成员      | exact     | A05-01-1          |                  | *
en | reaches each leading member | exact | A05-01-1    |                  | *
zh | 处理方式对照      | exact     | matrix            |                  |
zh | 通报批评          | exact     |                   | a8.p2 a9 matrix  |
en | replanting        | exact     |                   | term:replanting a5.i7 |
zh | 五个工作日        | exact     | a7.p3             | A07-03-1         | *
zh | 5个工作日         | exact     | a7.p3             | A07-03-1         | *
zh | 5 个工作日        | exact     | a7.p3             | A07-03-1         | *
zh | ５个工作日        | exact     | a7.p3             | A07-03-1         | *
zh | five working days | exact     | a7.p3             | A07-03-1         | *
en | 5 working days    | exact     | a7.p3             | A07-03-1         | *
zh | 十五个工作日      | none      |                   |                  | *
zh | 25个工作日        | none      |                   |                  | *
zh | 1%                | none      |                   |                  | *
zh | 百分之五          | none      |                   |                  | *
zh | ２０％            | none      |                   |                  | *
zh | 2018年            | exact     |                   | index a12        |
zh | 二〇一八年        | exact     |                   | index a12        |
zh | 8年               | none      |                   |                  | *
zh | 2018-9-3          | exact     | index             |                  |
zh | 2018年9月3日      | exact     | index             |                  |
zh | 5-3               | reference | a5.i3             |                  | A07-03-1
zh | §5                | reference | a5                |                  | A07-03-1 index
zh | §5.3              | reference | a5.i3             |                  | A07-03-1
zh | 5(3)              | reference | a5.i3             |                  | A07-03-1
zh | 7-1               | reference | a7-1              |                  | a7.p1
zh | 5-7               | reference | a5                | a6 a7 a5.i7      |
zh | 第99条            | beyond    | a12               |                  | *
zh | 第一百条          | beyond    | a12               |                  | *
zh | 第零条            | beyond    | a12               |                  | *
zh | 第20条第3项       | beyond    | a12               |                  | *
zh | 第五条第九项      | beyond    | a5                |                  | *
zh | 第四条第二项      | beyond    | a4                |                  | *
zh | 第八条第九款      | beyond    | a8                |                  | *
zh | 第六条第一项第9目 | beyond    | a6.i1             |                  | *
zh | 第九章            | beyond    | a1                | a5 a8 a11        | *
zh | 第99条 台账       | exact     | B                 |                  |
en | article 99        | beyond    | a12               |                  | *
en | chapter nine      | beyond    | a1                | a5 a8 a11        | *
zh | 挪用公款          | none      |                   |                  | *
zh | 督导 量子计算     | fewer     | a5.i4             |                  |
zh | zzz 督导          | fewer     | a5.i4             |                  |
zh | 细账 诫勉         | fewer     |                   |                  |
en | supervision quantum | fewer   |                   |                  |
zh | 火星的台账        | fewer     | B                 |                  |
zh | 谁负责解释        | similar   | a12               |                  |
zh | 投诉几天内答复    | similar   | a7.p3             |                  |
zh | 街道办要查哪些内容 | similar  | bearer-street     |                  |
zh | 街道办填哪张表    | similar   | A-street          |                  |
zh | 怎么下载自查报告  | similar   | F                 |                  |
en | which form for wardens | similar | A-warden       |                  |
en | how to fill in the ledger | similar | B           |                  |
zh | zzz               | none      |                   |                  | *
zh | asdf              | none      |                   |                  | *
zh | qwerty            | none      |                   |                  | *
zh | xq                | none      |                   |                  | *
zh | 囧囧              | none      |                   |                  | *
zh | 龘犇骉            | none      |                   |                  | *
zh | 猫吃鱼            | none      |                   |                  | *
zh | 。                | none      |                   |                  | *
zh | %                 | none      |                   |                  | *
zh | ……                | none      |                   |                  | *
zh | ？                | none      |                   |                  | *
zh | zrs               | similar   | a5.i4             | term:责任书      |
zh | jdb               | similar   |                   |                  |
zh | zeren             | similar   |                   | a3 a5.i1         |
zh | 责认书            | similar   | a5.i4             |                  |
zh | 敷衍塞则          | similar   | a5.i5             |                  |
en | complant          | similar   |                   |                  |
"""
REAL_QUERIES = """
zh | 乡镇自查表        | exact     | A-township bearer-township |         | A-county
zh | 乡镇街道 自查表   | exact     | A-township        |                  | A-county
zh | 县里的自查表      | exact     | A-county          |                  | A-township
zh | 第一书记自查表    | exact     | A-secretary       |                  | A-dispatcher
en | township sheet    | exact     | A-township        |                  | A-county
en | county sheet      | exact     | A-county          |                  | A-township
zh | 乡镇              | exact     | bearer-township A-township | a5.i1   |
zh | 镇政府            | exact     | bearer-township   |                  |
zh | 街道办            | exact     | bearer-township   |                  |
zh | 村委会            | exact     | bearer-township   |                  |
zh | 第一书记          | exact     | bearer-secretary  | a8.i3            |
zh | 市直部门          | exact     | bearer-department |                  |
zh | 县政府            | exact     | bearer-county     |                  |
zh | 纪委              | exact     | bearer-discipline | a15              |
en | township          | exact     | bearer-township   |                  |
en | county            | exact     | bearer-county     |                  |
zh | 台账              | exact     | B                 |                  |
zh | 走查清单          | exact     |                   | S-a5             |
zh | 第五条自查表      | exact     | A-a5              |                  | A-a6
zh | A-a5              | reference | A-a5 current      |                  | *
zh | 第99条            | beyond    | a16               |                  | *
zh | 第五条第九项      | beyond    | a5                |                  | *
zh | 领导小组 职责     | fewer     | a13               |                  |
zh | 挪用公款          | similar   | A10-02-3          |                  |
en | funds misuse      | fewer     | a7                |                  |
en | misuse            | none      |                   |                  | *
zh | A5-1-1            | reference | A05-01-1          |                  | *
zh | A05-01-01         | reference | A05-01-1          |                  | *
zh | A05-01-99         | similar   |                   | A05-01-1 A05-01-2 | a16
zh | 扶贫办自查表      | exact     | A-office          |                  | A-county
zh | 扶贫办            | exact     | bearer-office     | a15              |
zh | 联系户干部        | exact     | bearer-linked     |                  |
en | first secretaries | exact     | bearer-secretary  | a8.i3            |
zh | 公款私存          | exact     |                   | A10-02-3         |
zh | 2016年            | exact     | index             |                  |
zh | 123               | similar   | a9.i3             |                  |
zh | 12345             | exact     | a9.i3             |                  |
zh | 1%                | none      |                   |                  | *
zh | sj                | similar   |                   | a8.i3            |
zh | zzz               | none      |                   |                  | *
zh | asdf              | none      |                   |                  | *
zh | 囧囧              | none      |                   |                  | *
zh | 天地人            | none      |                   |                  | *
zh | 谁负责解释        | similar   | a15               |                  |
zh | 乡镇填哪张表      | similar   | A-township        |                  |
zh | 乡镇要查哪些内容  | similar   | bearer-township   |                  |
"""


def lines(table: str) -> list[tuple[str, ...]]:
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in table.split("\n") if row]
    return [(*row, *[""] * (6 - len(row))) for row in rows]


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Callable[[dict[str, str]], Page]]:
    pages: list[Page] = []

    def open_(index: dict[str, str]) -> Page:
        page = browser.new_page()
        pages.append(page)
        page.add_script_tag(content=ENGINE.read_text("utf-8"))
        for text in index.values():
            page.add_script_tag(content=text)
        page.evaluate("() => { self.engine = zichaSearch.createSearch(zichaIndex); }")
        return page

    yield open_
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def park(opened: Callable[[dict[str, str]], Page]) -> Page:
    return opened(search_index())


@pytest.fixture(scope="module")
def jinan(opened: Callable[[dict[str, str]], Page]) -> Page:
    return opened(index_of(ROOT))


def index_of(root: Path) -> dict[str, str]:
    project, _ = load(root)
    assert project is not None
    templates = read_templates(root)
    made = [j for r in project.regulations for j in jobs(r, templates.sheet_strings)]
    sheets = [Sheet(j.path, j.form, j.subject, j.language, 0, 0, j.format) for j in made]
    return search_files(project, templates, sheets)


def hold(page: Page, row: tuple[str, ...]) -> None:
    language, query, mode, first, further, nowhere = row
    made, names, *_ = page.evaluate(ASK, [query, {"lang": language}])
    assert (made, names[: len(first.split())]) == (mode, first.split())
    assert set(further.split()) <= set(names)
    if nowhere == "*":
        assert set(names) == {*first.split(), *further.split()}
    else:
        assert not set(nowhere.split()) & set(names)


@pytest.mark.parametrize("row", lines(CITY_QUERIES), ids=lambda row: f"{row[0]} {row[1]}")
def test_what_people_type_finds_what_they_mean(park, row):
    mark = about(questions(parks()), ("a5",)).stamp
    query = row[1].replace("{stamp:6}", mark[:6]).replace("{stamp}", mark)
    hold(park, (row[0], query.replace("{STAMP}", mark.upper()), *row[2:]))


@pytest.mark.parametrize("row", lines(REAL_QUERIES), ids=lambda row: f"{row[0]} {row[1]}")
def test_what_is_typed_about_the_first_regulation_finds_what_is_meant(jinan, row):
    hold(jinan, row)


def test_the_tables_ask_enough():
    assert len({row[:2] for row in lines(CITY_QUERIES + REAL_QUERIES)}) >= 120
