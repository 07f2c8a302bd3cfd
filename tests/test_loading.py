"""A project folder becomes one record; what is wrong in it becomes findings."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.project.loading import load
from generator.records.checklist import Check, Checklist, ProvisionChecks, Quote, Term
from generator.records.findings import as_text
from generator.records.regulation import Provision, Regulation
from generator.records.site import Keeper, Project
from generator.records.texts import Location, Text
from generator.rules import broken
from generator.text.stamps import stamp

BASE = Path(__file__).parent / "cases" / "base"
CONTENT = "content/measures"
CHECKLIST = "checklists/measures/article-02.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    return tmp_path


def loaded(folder: Path) -> Project:
    project, findings = load(folder)
    assert findings == ()
    assert project is not None
    return project


def regulation(folder: Path) -> Regulation:
    return loaded(folder).regulations[0]


def told(folder: Path, only: str = "") -> list[str]:
    """Every finding of the loader and of the rules, in English."""
    project, findings = load(folder, only)
    more = broken(project) if project else ()
    return [as_text(finding, "en") for finding in (*findings, *more)]


def write(folder: Path, path: str, text: str | bytes) -> None:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())


def change(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    write(folder, path, text.replace(old, new))


def test_a_check_is_read_with_everything_that_was_written(folder: Path) -> None:
    checklist = regulation(folder).checklists["a2"]
    check = Check(
        id="A02-01-1",
        at="a2.i1",
        kind="duty",
        quotes=(Quote("县区党委、政府未落实主体责任", Location(CHECKLIST, 11, 18)),),
        ask=Text("是否落实主体责任？", "Has it met its responsibility?"),
        bearers=("county",),
        basis="named",
        evidence=("minutes",),
        verify=("docs",),
        sampling="every",
        fix=Text("列出事项，逐项落实。", "List what is open and do it."),
        guidance=False,
        location=Location(CHECKLIST, 9, 9),
    )
    assert checklist.provisions[0] == ProvisionChecks(
        at="a2.i1",
        reviewed=stamp("县区党委、政府未落实主体责任，影响工作成效的；"),
        basis="named",
        bearers=("county",),
        result=Text("影响工作成效", "affecting the results"),
        checks=(check,),
        location=Location(CHECKLIST, 4, 5),
    )
    assert checklist.provisions[0].checks[0].places["ask/en"] == Location(CHECKLIST, 12, 34)


def test_what_a_check_says_beyond_the_needed_is_read(folder: Path) -> None:
    change(
        folder,
        CHECKLIST,
        "        fix: {zh: 列出事项，逐项落实。, en: List what is open and do it.}\n",
        "        basis: inferred\n"
        "        look:\n"
        "          - {zh: 应签、实签份数对照。, en: Compare the letters.}\n"
        "          - {zh: 逐份看签字。}\n"
        "        fix: {zh: 列出事项，逐项落实。, en: List what is open and do it.}\n"
        "        with: [A02-02-1]\n"
        "        first: true\n",
    )
    check, other = (b.checks[0] for b in regulation(folder).checklists["a2"].provisions)
    assert (check.basis, other.basis) == ("inferred", "inferred")
    assert check.look == (
        Text("应签、实签份数对照。", "Compare the letters."),
        Text("逐份看签字。"),
    )
    assert (check.companions, check.first) == (("A02-02-1",), True)
    assert (other.look, other.companions, other.first) == ((), (), False)


def test_what_a_sample_is_counted_in_is_read(folder: Path) -> None:
    path = "checklists/measures/vocabulary.yaml"
    text = (folder / path).read_text(encoding="utf-8")
    every = next(line for line in text.splitlines() if line.strip().startswith("every:"))
    change(folder, path, every, every[:-1] + ", drawn: {zh: 户, en: homes}}")
    assert regulation(folder).vocabulary.sampling["every"].drawn == Text("户", "homes")


def test_an_article_without_checks_says_why(folder: Path) -> None:
    assert regulation(folder).checklists["a3"] == Checklist(
        article="a3",
        heading=Text("施行日期", "Effective date"),
        no_checks=Text("只说明日期", "States the date only"),
        provisions=(),
        location=Location("checklists/measures/article-03.yaml", 1, 1),
    )


def test_a_term_without_a_short_form_is_its_own(folder: Path) -> None:
    assert regulation(folder).vocabulary.bearers["county"] == Term(
        code="county",
        text=Text("县区党委、政府", "County"),
        short=Text("县区党委、政府", "County"),
        location=Location("checklists/measures/vocabulary.yaml", 2, 11),
        named_in="a2.i1",
        within=("all",),
    )


def test_english_joins_the_chinese_by_address(folder: Path) -> None:
    english = "Measures\n\nArticle 2 In any of these:\n(2) no letter is signed.\n"
    write(folder, f"{CONTENT}/en.txt", english)
    project, _ = load(folder)
    assert project
    second = project.regulations[0].articles[1]
    assert project.regulations[0].translated
    assert second.words == Text("有下列情形之一的，应当问责：", "In any of these:")
    assert [item.words.en for item in second.children] == [None, "no letter is signed."]
    words = "未签订责任书，或者责任书签订后不考核的。"
    assert second.children[1] == Provision(
        address="a2.i2",
        kind="item",
        label=Text("（二）", "(2)"),
        words=Text(words, "no letter is signed."),
        cite=Text("第二条第（二）项", "Article 2, item (2)"),
        stamp=stamp(words),
        location=Location(f"{CONTENT}/zh.txt", 7, 1),
    )


def test_without_an_english_text_nothing_is_translated(folder: Path) -> None:
    found = regulation(folder)
    assert not found.translated
    assert {article.words.en for article in found.articles} == {None}


def test_chapters_hold_sections_and_these_their_articles(folder: Path) -> None:
    general, special = ("第一章 总则", "第一条 一。"), ("第二章 分则", "第一节 甲")
    zh = (*general, *special, "第二条 二。", "第二节 乙", "第三条 三。")
    en = ("Chapter I General", "Article 1 One.", "Chapter II Special", "Section 1 A")
    write(folder, f"{CONTENT}/zh.txt", "\n\n".join(("办法", *zh)))
    write(folder, f"{CONTENT}/en.txt", "\n\n".join(("Measures", *en, "Article 2 Two.")))
    project, _ = load(folder)
    assert project
    first, second = project.regulations[0].divisions
    assert (first.label, first.heading) == (
        Text("第一章", "Chapter I"),
        Text("总则", "General"),
    )
    assert [a.address for a in first.articles] == ["a1"]
    assert (second.articles, [d.heading for d in second.divisions]) == (
        (),
        [Text("甲", "A"), Text("乙", None)],
    )
    assert [[a.address for a in d.articles] for d in second.divisions] == [["a2"], ["a3"]]


def test_pages_written_by_hand_come_with_their_title(folder: Path) -> None:
    write(folder, "content/pages/zh/about.md", '---\ntitle: "关于: 本站"\n---\n\n# 关于\n')
    page = loaded(folder).pages[0]
    assert (page.language, page.name, page.title) == ("zh", "about", "关于: 本站")
    assert page.body == "\n# 关于\n"


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(folder: Path) -> None:
    plain = loaded(folder)
    for path in [p for p in folder.rglob("*") if p.suffix in (".yaml", ".txt")]:
        if path.name != "source.txt":
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert loaded(folder) == plain


def test_only_one_regulation_is_read_where_one_is_asked_for(folder: Path) -> None:
    shutil.copytree(folder / CONTENT, folder / "content/other")
    change(folder, "content/site.yaml", "[measures]", "[other, measures]")
    project, _ = load(folder, "measures")
    assert project
    assert [r.id for r in project.regulations] == ["measures"]


def remove(path: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        place = folder / path
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    return spoil


def put(path: str, text: str | bytes) -> Callable[[Path], None]:
    return lambda folder: write(folder, path, text)


def swap(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: change(folder, path, old, new)


MISSING = "1:1: error: this file is missing; add it [missing-file]"
NOT_TEXT = (
    "1:1: error: this is not a UTF-8 text file; save it as UTF-8 in a text editor [not-utf-8]"
)


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (remove("content"), f"content/site.yaml:{MISSING}"),
        (remove("content/site.yaml"), f"content/site.yaml:{MISSING}"),
        (
            put("content/site.yaml", ""),
            (
                "content/site.yaml:1:1: error: the file is empty; fill it in or delete it "
                "[empty-file]"
            ),
        ),
    ],
)
def test_without_a_site_there_is_no_project(
    folder: Path, spoil: Callable[[Path], None], finding: str
) -> None:
    spoil(folder)
    project, findings = load(folder)
    assert project is None
    assert [as_text(f, "en") for f in findings] == [finding]


def test_an_unknown_regulation_cannot_be_asked_for(folder: Path) -> None:
    assert told(folder, only="other") == [
        (
            "--only other: error: there is no such regulation; content/site.yaml lists: "
            "measures [unknown-regulation]"
        )
    ]


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (
            remove(CONTENT),
            (
                "content/site.yaml:3:15: error: there is no folder content/measures; "
                "correct the id or make the folder [unknown-regulation]"
            ),
        ),
        (remove(f"{CONTENT}/zh.txt"), f"{CONTENT}/zh.txt:{MISSING}"),
        (remove(f"{CONTENT}/regulation.yaml"), f"{CONTENT}/regulation.yaml:{MISSING}"),
        (
            remove(f"{CONTENT}/source.txt"),
            (
                f"{CONTENT}/regulation.yaml:10:11: error: the original {CONTENT}/source.txt is "
                "missing; put it back, or correct 'file' [source-changed]"
            ),
        ),
        (
            remove("checklists"),
            (
                f"{CONTENT}/regulation.yaml:1:1: error: no checks in checklists/measures/; "
                "add a file an article [uncovered-provision]"
            ),
        ),
        (
            remove("checklists/measures/vocabulary.yaml"),
            f"checklists/measures/vocabulary.yaml:{MISSING}",
        ),
        (put(CHECKLIST, b"PK\x03\x04\0\0\xff"), f"{CHECKLIST}:{NOT_TEXT}"),
        (put(CHECKLIST, "条".encode("utf-16")), f"{CHECKLIST}:{NOT_TEXT}"),
        (
            put(CHECKLIST, b"article: a2\nheading: " + "责任".encode("gbk")),
            (
                f"{CHECKLIST}:2:10: error: the bytes from here on are not UTF-8 "
                "(GBK most likely); save the file as UTF-8 [not-utf-8]"
            ),
        ),
        (
            put(CHECKLIST, ""),
            f"{CHECKLIST}:1:1: error: the file is empty; fill it in or delete it [empty-file]",
        ),
        (
            swap(CHECKLIST, "        kind: duty\n        quotes: [县", "        quotes: [县"),
            f"{CHECKLIST}:9:9: error: 'kind' is missing; add it [missing-key]",
        ),
        (
            swap(
                CHECKLIST,
                "sampling: every\n        fix: {zh: 列",
                "samplings: every\n        fix: {zh: 列",
            ),
            (
                f"{CHECKLIST}:15:9: error: there is no key 'samplings'; "
                "should it be 'sampling'? [misspelt-key]"
            ),
        ),
        (
            swap(CHECKLIST, "article: a2\n", ""),
            f"{CHECKLIST}:1:1: error: 'article' is missing; add it [missing-key]",
        ),
        (
            put(f"{CONTENT}/glossary.yaml", "- zh: 责任\n  en: duty\n- zh: 书"),
            f"{CONTENT}/glossary.yaml:3:3: error: 'en' is missing; add it [missing-key]",
        ),
        (
            put("content/pages/zh/about.md", "# 关于\n"),
            (
                "content/pages/zh/about.md:1:1: error: the page has no title; begin it with a "
                "line '---', 'title: …' and a line '---' [missing-title]"
            ),
        ),
        (
            put("content/pages/zh/about.md", "---\ntitel: 关于\n---\n"),
            (
                "content/pages/zh/about.md:2:1: error: there is no key 'titel'; "
                "should it be 'title'? [misspelt-key]"
            ),
        ),
        (
            put("checklists/measures/article-02.yml", "article: a2"),
            (
                "checklists/measures/article-02.yml:1:1: warning: this file is not read; give "
                "it the right name, like article-05.yaml, or take it away [file-not-read]"
            ),
        ),
        (
            put(f"{CONTENT}/glosary.yaml", "[]"),
            (
                f"{CONTENT}/glosary.yaml:1:1: warning: this file is not read; give it "
                "the right name, like article-05.yaml, or take it away [file-not-read]"
            ),
        ),
        (
            swap("content/site.yaml", "[measures]", "[]"),
            (
                "content/site.yaml:3:14: warning: content/measures holds a regulation that is "
                "not listed here, so it is not on the site; add it [unlisted-regulation]"
            ),
        ),
        (
            swap("content/site.yaml", "[measures]", "[measures, ../secret]"),
            (
                "content/site.yaml:3:25: error: '../secret' is not spelt as it should be, "
                "like: jinan-2016-31 [wrong-value]"
            ),
        ),
    ],
)
def test_what_is_missing_or_spoilt_is_told(
    folder: Path, spoil: Callable[[Path], None], finding: str
) -> None:
    spoil(folder)
    assert told(folder) == [finding]


def test_a_checklist_with_faults_leaves_the_others_and_makes_no_noise(folder: Path) -> None:
    change(folder, CHECKLIST, "kind: duty", "kind: dutty")
    project, findings = load(folder)
    assert project
    assert sorted(project.regulations[0].checklists) == ["a1", "a3"]
    assert project.regulations[0].unread == (CHECKLIST,)
    assert {finding.rule for finding in findings} == {"wrong-value"}
    assert broken(project) == ()


FILES = sorted(p.relative_to(BASE).as_posix() for p in BASE.rglob("*") if p.is_file())
JUNK = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@given(path=st.sampled_from(FILES), cut=st.integers(0, 2000), junk=JUNK)
@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_spoilt_file_makes_a_traceback(
    folder: Path, path: str, cut: int, junk: bytes
) -> None:
    whole = (BASE / path).read_bytes()
    write(folder, path, whole[:cut] + junk + whole[cut + len(junk) :])
    told(folder)
    write(folder, path, whole)


def keep(folder: Path, lines: str) -> None:
    site = folder / "content/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}\n{lines}\n", "utf-8")


def test_who_keeps_the_site_is_read_as_far_as_it_is_given(folder: Path) -> None:
    assert loaded(folder).site.keeper is None
    keep(folder, "keeper:\n  unit: {zh: 某局}\n  phone: 0531-1234 转 5\n  checked: 2026-11-23")
    keep(folder, "address: http://intranet.test/zicha/")
    site = loaded(folder).site
    assert site.keeper == Keeper(Text("某局"), phone="0531-1234 转 5", checked="2026-11-23")
    assert site.address == "http://intranet.test/zicha/"


@pytest.mark.parametrize(
    "line",
    [
        "keeper: {checked: 昨天}",
        "keeper: {email: nobody}",
        "keeper: {phone: javascript}",
        "keeper: {fax: 1}",
        "keeper: {}",
        "keeper: {unit: {zh: 某\u200b局}}",
        "address: javascript:alert(1)",
        "address: intranet",
    ],
)
def test_a_keeper_who_cannot_be_shown_is_told_in_his_line(folder: Path, line: str) -> None:
    keep(folder, line)
    last = len((folder / "content/site.yaml").read_text("utf-8").splitlines())
    found = [place for place in told(folder) if place.startswith("content/site.yaml:")]
    assert found
    assert all(place.startswith(f"content/site.yaml:{last}:") for place in found)
