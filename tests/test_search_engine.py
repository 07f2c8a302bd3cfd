"""The search engine in a browser, on the index as it is built."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from city import city, search_index
from conftest import ROOT
from queries import Query, queries

from generator.records.site import Project

ENGINE = ROOT / "site_templates" / "assets" / "search.js"

# Rank from 0 of the first good hit of each query, -1 without; of a negative 0 if none is clai
RANKS = """(queries) => queries.map(q => {
  const result = engine.search(q.words, {lang: q.language, limit: 20});
  const claimed = result.hits.length && !/similar|fewer|beyond/.test(result.mode);
  if (q.kind === "negative") return claimed ? -1 : 0;
  return result.hits.findIndex(h => {
    const text = engine.fold(h.title + "\\n" + h.text);
    return q.want.every(w => text.includes(engine.fold(w)))
      && (!q.at || h.address === q.at || q.inside && h.address.split(".")[0] === q.at)
      && (q.kind !== "reference" || h.lang === q.language);
  });
})"""

# Every run of two to six characters of every provision and check, searched one by one.
RUNS = """() => {
  const said = {}, wrong = [], NUMBER = /^[.\\d][.\\d%]$/;
  zichaIndex.books.forEach(b => b.pages.forEach(p => p[1].forEach(r => {
    if (r[0] < 2) said[r[2] || r[1]] = engine.fold(r[4][1]).split("\\n");
  })));
  const seen = new Set();
  let count = 0;
  Object.keys(said).forEach(id => said[id].forEach(line => {
    for (let size = 2; size < 7; size++) for (let i = 0; i + size <= line.length; i++) {
      const run = line.substr(i, size);
      const end = i + size;
      const cuts = NUMBER.test(line.substr(i - 1, 2)) || NUMBER.test(line.substr(end - 1, 2));
      if (seen.has(run) || cuts || /^ | $/.test(run)) continue;
      seen.add(run);
      count++;
      const result = engine.search(run, {lang: "zh", limit: 9999}), held = new Set();
      result.hits.forEach(h => {
        if (h.kind !== "law" && h.kind !== "check") return;
        held.add(h.check || h.address);
        const id = h.check || h.address, cited = result.mode === "reference";
        if (!cited && !engine.fold(h.text).includes(run)) wrong.push([run, "false", id]);
      });
      Object.keys(said).forEach(other => {
        if (held.has(other) || !said[other].some(l => l.includes(run))) return;
        wrong.push([run, "missed", other]);
      });
    }
  }));
  return [count, wrong.slice(0, 20)];
}"""


@pytest.fixture(scope="module")
def project() -> Project:
    return city()


@pytest.fixture(scope="module")
def engine(browser, tmp_path_factory):
    """A page from a folder, with the engine and the index loaded as plain scripts."""
    folder = tmp_path_factory.mktemp("engine")
    (folder / "index.html").write_text("<!doctype html><title>search</title>", "utf-8")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.add_script_tag(content=ENGINE.read_text("utf-8"))
    for text in search_index().values():
        page.add_script_tag(content=text)
    page.evaluate("() => { self.engine = zichaSearch.createSearch(zichaIndex); }")
    yield page
    page.close()


@pytest.fixture
def search(engine) -> Callable[..., dict[str, object]]:
    def run(query: str, **options: object) -> dict[str, object]:
        return engine.evaluate(
            "([q, o]) => engine.search(q, o)", [query, {"lang": "zh"} | options]
        )

    return run


def urls(result: dict[str, object], n: int = 3) -> list[str]:
    return [hit["url"].split("parks/")[-1] for hit in result["hits"][:n]]


def test_the_engine_is_one_small_script_of_old_syntax():
    source = ENGINE.read_bytes()
    assert len(gzip.compress(source)) <= 22_000  # as nginx sends it, on first use of the box
    code = re.sub(rb"/\*.*?\*/", b"", source, flags=re.DOTALL)
    assert not re.search(
        rb"\?\?|\?\.[a-z\[(]|\basync\b|\bawait\b|\(\?<|\*\*|\.\.\.[a-z]+ \}", code
    )


def test_it_is_also_a_commonjs_module(engine):
    source = ENGINE.read_text("utf-8")
    made = f"const module = {{exports: {{}}}}; {source}; return Object.keys(module.exports);"
    wrapped = f"(() => {{ {made} }})()"
    assert engine.evaluate(wrapped) == ["createSearch", "folder"]


def test_hit_rates_on_the_queries_made_from_the_text(engine, project):
    made = queries(project)
    ranks = engine.evaluate(RANKS, [vars(q) for q in made])
    missed: Counter[str] = Counter()
    for query, rank in zip(made, ranks, strict=True):
        missed[query.kind] += not 0 <= rank < 3
    found = [1 / (rank + 1) if rank >= 0 else 0 for rank in ranks]
    assert missed["reference"] == 0
    assert missed["negative"] == 0
    assert missed.total() / len(made) <= 0.02, missed
    assert sum(found) / len(found) >= 0.95
    assert len(made) > 700


def test_every_run_of_every_provision_and_check_is_found_where_it_stands_and_nowhere_else(
    engine,
):
    count, wrong = engine.evaluate(RUNS)
    assert wrong == []
    assert count > 10_000


@pytest.mark.parametrize(
    ("query", "mode", "first"),
    [
        ("第五条", "reference", ["article-05.html#a5"]),
        ("５条", "reference", ["article-05.html#a5"]),
        ("第十条", "reference", ["article-10.html#a10"]),
        ("第十一条", "reference", ["article-11.html#a11"]),
        ("第七条之一", "reference", ["article-07-1.html#a7-1"]),
        ("第六条第一项第2目", "reference", ["article-06.html#a6.i1.s2"]),
        ("第8条第2款", "reference", ["article-08.html#a8.p2"]),
        ("第五条第三项", "reference", ["article-05.html#a5.i3"]),
        ("第5条第1-2项", "reference", ["article-05.html#a5.i1", "article-05.html#a5.i2"]),
        ("A05-01-1", "reference", ["article-05.html#A05-01-1"]),
        ("第五条第一款", "reference", ["article-05.html#a5"]),
        ("第五条至第七条", "reference", [f"article-0{n}.html#a{n}" for n in (5, 6, 7)]),
        ("第五至七条", "reference", [f"article-0{n}.html#a{n}" for n in (5, 6, 7)]),
        ("第五条、第九条", "reference", ["article-05.html#a5", "article-09.html#a9"]),
        ("第五条 督导", "exact", ["article-05.html#a5.i4"]),
        ("第五条 量子计算", "similar", ["article-05.html#a5"]),
        ("责认书签订", "similar", ["article-05.html#a5.i4"]),
        ("答付", "similar", ["article-07.html#a7.p3"]),
        ("dafu", "similar", ["article-07.html#a7.p3"]),
        ("责任书考核", "similar", ["article-05.html#a5.i4"]),
        ("責任書簽訂", "exact", ["article-05.html#a5.i4"]),
        ("第2、3条", "reference", ["article-02.html#a2", "article-03.html#a3"]),
        ("第六条二", "reference", ["article-06.html#a6.i2"]),
        ("《办法》第8条", "reference", ["article-08.html#a8"]),
        ("第五条关于督导", "exact", ["article-05.html#a5.i4"]),
        ("检查项A05-01-1", "reference", ["article-05.html#A05-01-1"]),
        ("a05011", "reference", ["article-05.html#A05-01-1"]),
        ("2018.9.3", "exact", ["index.html"]),
        ("不行+推诿扯皮", "exact", ["article-05.html#a5.i5"]),
        ("zhu ti ze ren", "similar", ["article-05.html#a5.i1"]),
        ("游乐施设", "similar", ["article-06.html#a6"]),  # two swapped
        ("未按期验", "similar", ["article-06.html#a6.i1.s1"]),  # one left out
        ("处理的方式有哪些", "similar", ["article-08.html#a8", "article-08.html#a8.p1"]),
        ("谁解释本办法", "similar", ["article-12.html#a12"]),
        ("第九十九条", "beyond", ["article-12.html#a12"]),
        ("第十三条", "beyond", ["article-12.html#a12"]),
        ("第七条之二", "beyond", ["article-12.html#a12"]),
        ("第五条第九项", "beyond", ["article-05.html#a5"]),
        ("量子计算", "none", []),
        ("督导 量子计算", "fewer", ["article-05.html#a5.i4"]),
        ("，。", "none", []),
        ("", "none", []),
    ],
)
def test_what_comes_first(search, query, mode, first):
    result = search(query)
    assert (result["mode"], urls(result, len(first))) == (mode, first)


@pytest.mark.parametrize(
    ("query", "mode", "first"),
    [
        ("articles 5-6", "reference", ["article-05.html#a5", "article-06.html#a6"]),
        ("Articles 5 to 6", "reference", ["article-05.html#a5", "article-06.html#a6"]),
        ("article five", "reference", ["article-05.html#a5"]),
        (
            "items (1)-(2) of article 5",
            "reference",
            ["article-05.html#a5.i1", "article-05.html#a5.i2"],
        ),
        ("article twelve", "reference", ["article-12.html#a12"]),
        ("Article 7-1", "reference", ["article-07-1.html#a7-1"]),
        ("Article XI", "reference", ["article-11.html#a11"]),
        ("Article No. 4", "reference", ["article-04.html#a4"]),
        ("the third item of article 5", "reference", ["article-05.html#a5.i3"]),
        ("article 6 clause 3", "reference", ["article-06.html#a6.i3"]),
        ("article eight paragraph two", "reference", ["article-08.html#a8.p2"]),
        ("Articles 5, 6 and 8", "reference", [f"article-0{n}.html#a{n}" for n in (5, 6, 8)]),
        (
            "item 1 and item 3 of article 5",
            "reference",
            ["article-05.html#a5.i1", "article-05.html#a5.i3"],
        ),
        ("chapter four", "exact", ["article-11.html#a11"]),
        ("Article 20", "beyond", ["article-12.html#a12"]),
        ("responsibilites", "similar", ["article-03.html#a3"]),
        ("care of praks", "similar", ["article-02.html#a2", "article-03.html#a3"]),
        ("apologise", "similar", ["article-08.html#a8.p2"]),
        ("investigated", "similar", ["article-05.html#a5"]),
        ("selfcriticism", "similar", ["article-08.html#a8.p2"]),
        ("who interprets these measures", "similar", ["article-12.html#a12"]),
        ("annual replanting plan", "exact", ["article-05.html#a5.i7"]),
        ("blockchain", "none", []),
    ],
)
def test_what_comes_first_in_english(search, query, mode, first):
    result = search(query, lang="en")
    assert (result["mode"], urls(result, len(first))) == (mode, first)
    assert all(hit["lang"] == "en" for hit in result["hits"][: len(first)])


def test_a_provision_is_found_once_in_the_language_at_hand_with_what_was_found_in_the_other(
    search,
):
    both = search("第五条", limit=999)["hits"]
    assert {hit["lang"] for hit in both} == {"zh"}
    provisions = [hit["url"] for hit in both if hit["kind"] in {"law", "check"}]
    assert len(provisions) == len(set(provisions))
    hit = search("annual replanting plan", kind="law")["hits"][0]
    assert (hit["lang"], hit["title"]) == ("zh", "第五条第（七）项")
    assert hit["lead"] == "未完成年度补植计划任务的；"
    assert [hit["text"][a:b] for a, b in hit["ranges"]] == ["annual replanting plan"]


def test_words_of_a_page_are_found_together_where_no_line_has_both(search):
    result = search("游乐设施 细账不清")
    assert (result["mode"], urls(result)) == ("exact", ["article-06.html#a6"])
    hit = result["hits"][0]
    assert [hit["text"][a:b] for a, b in hit["ranges"]] == ["游乐设施", "细账不清"]


def test_ranges_point_at_the_words_as_written(search):
    hit = search("记录真实完整")["hits"][0]
    assert [hit["text"][a:b] for a, b in hit["ranges"]] == ["记录真实、完整"]


def test_hits_can_be_narrowed_to_a_kind_and_a_bearer(search):
    checks = search("市民", kind="check", limit=99)["hits"]
    assert {hit["kind"] for hit in checks} == {"check"}
    assert search("市民", bearer="hotline")["total"] > 0
    assert search("每日巡查", bearer="district", kind="check")["total"] == 0


def test_a_hit_says_where_it_stands(search):
    hit = search("A05-01-1")["hits"][0]
    assert {k: hit[k] for k in ("url", "regulation", "address", "check", "lang", "title")} == {
        "url": "zh/parks/article-05.html#A05-01-1",
        "regulation": "parks",
        "address": "a5.i1",
        "check": "A05-01-1",
        "lang": "zh",
        "title": "A05-01-1",
    }


def test_no_query_stops_the_engine(search, project):
    odd = [
        "(",
        "[",
        "a\\",
        "*" * 50,
        "第条",
        "第第五条条",
        "\u0001a5\u0002",
        "<a5>",
        "一" * 200,
        "a " * 60,
        "💥",
        "__proto__",
        "constructor 第五条",
    ]
    for query in odd:
        assert json.dumps(search(query))
    assert isinstance(queries(project)[0], Query)
