"""What the office promises its readers about the regulations that stand in content/."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest

from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.checklist import Check
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Passage, Text
from generator.records.walking import asked_checks, provisions, walk
from generator.text.importing import import_text

ROOT = Path(__file__).parent.parent

# Said of a list's opening words and between failures: states neither failure nor result.
FRAME = re.compile(r"有下列情形之一，经查证属实的，应当予以问责|或者|以及|和|[，、；。：的]")
CIRCUMSTANCES = tuple(f"a{n}" for n in range(5, 11))


@pytest.fixture(scope="module")
def jinan() -> Regulation:
    project, findings = load(ROOT)
    assert findings == ()
    assert project is not None
    return next(r for r in project.regulations if r.id == "jinan-2016-31")


def said_by(provision: Provision) -> str:
    return "\n".join(p.words.zh for p in walk((provision,)) if p.words.zh)


def written(check: Check) -> tuple[Text, ...]:
    return check.ask, check.fix, *check.look


def left_over(words: str, quotes: Iterable[str]) -> str:
    """The words that state something and that no quote covers."""
    covered = [False] * len(words)
    for quote in quotes:
        for found in re.finditer(re.escape(quote), words):
            covered[found.start() : found.end()] = [True] * len(quote)
    runs = groupby(zip(words, covered, strict=True), key=lambda pair: pair[1])
    rests = ("".join(letter for letter, _ in run) for is_quoted, run in runs if not is_quoted)
    return "|".join(rest for rest in (FRAME.sub("", r) for r in rests) if rest)


def numbers(articles: Iterable[Passage]) -> dict[str, int]:
    return {a.address: len(a.children) for a in articles}


# ── the text and its translation ──────────────────────────────────────────────────────────────


def test_the_real_content_has_no_findings(zicha):
    done = zicha("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "No findings\n", "")


def test_the_text_is_the_one_that_was_received(jinan):
    folder = ROOT / "content" / jinan.id
    imported, findings = import_text((folder / "source.txt").read_bytes(), "source.txt")
    assert findings == ()
    assert imported.text == (folder / "zh.txt").read_text(encoding="utf-8")
    said = (imported.title, imported.number_printed, imported.number, imported.issued)
    assert said == (
        "济南市脱贫攻坚工作问责办法（试行）",
        "济厅字【2016】31号文",
        "济厅字〔2016〕31号",
        "2016-08-15",
    )
    assert imported.issuers == ("中共济南市委办公厅", "济南市人民政府办公厅")
    assert imported.source == "市扶贫办"
    assert imported.promulgation.endswith("《济南市脱贫攻坚工作问责办法（试行）》全文如下。")


def test_it_has_sixteen_articles_in_four_chapters(jinan):
    assert [a.address for a in jinan.articles] == [f"a{n}" for n in range(1, 17)]
    chapters = [(d.heading.zh, d.articles[0].address) for d in jinan.divisions]
    assert chapters == [
        ("总则", "a1"),
        ("问责情形", "a5"),
        ("问责方式和程序", "a11"),
        ("附则", "a14"),
    ]


def test_articles_5_to_10_hold_33_items(jinan):
    items = {at: len(provisions(jinan)[at].children) for at in CIRCUMSTANCES}
    assert items == {"a5": 8, "a6": 5, "a7": 5, "a8": 5, "a9": 5, "a10": 5}


def test_the_translation_is_divided_like_the_chinese(jinan):
    chinese, english = jinan.documents["zh"], jinan.documents["en"]
    assert numbers(english.articles) == numbers(chinese.articles)
    assert [h.before for h in english.headings] == [h.before for h in chinese.headings]


def test_every_provision_is_translated_and_held_against_the_chinese(jinan):
    with_words = {at for at, p in provisions(jinan).items() if p.words.zh}
    assert {at for at, p in provisions(jinan).items() if p.words.en} == with_words
    assert set(jinan.translation_reviews) == with_words


def test_the_translation_is_free_of_chinese_and_of_straight_quotes(jinan):
    english = [p.words.en for p in walk(jinan.articles) if p.words.en]
    assert [
        words for words in english if re.search(r"""[\u3000-\u9fff\uff00-\uffef"']""", words)
    ] == []


@pytest.mark.parametrize(
    ("chinese", "english"), [("应当", r"\bshall\b"), ("可以|，可从轻|可同时", r"\bmay\b")]
)
def test_a_duty_is_shall_and_a_permission_is_may(jinan, chinese, english):
    said = [p.words for p in walk(jinan.articles) if re.search(chinese, p.words.zh)]
    assert [words.zh for words in said if not re.search(english, words.en or "")] == []
    assert said != []


def test_nothing_is_translated_as_may_that_is_no_permission(jinan):
    permissive = {
        p.address for p in walk(jinan.articles) if re.search(r"\bmay\b", p.words.en or "")
    }
    assert permissive == {"a11.p4", "a14"}


def test_every_glossary_term_stands_in_the_text(jinan):
    headings = [division.heading.zh for division in jinan.divisions]
    text = "\n".join([jinan.title.zh, *headings, *map(said_by, jinan.articles)])
    assert [e.zh for e in jinan.glossary if e.zh not in text] == []
    assert [zh for zh, n in Counter(e.zh for e in jinan.glossary).items() if n > 1] == []


def test_the_status_line_says_that_nobody_verified_the_legal_force(jinan):
    assert jinan.status.zh == (
        "文本状态：按2016年8月15日印发文本收录。"
        "本站未核实该办法目前是否有效，请以发文机关最新文件为准。"
    )
    assert jinan.status.en is not None
    assert jinan.status.en.endswith(
        "Unofficial reference translation; the Chinese text prevails."
    )


# ── the checks ────────────────────────────────────────────────────────────────────────────────


def test_every_item_of_articles_5_to_10_has_checks(jinan):
    asked = {check.at for check in asked_checks(jinan)}
    items = [p.address for at in CIRCUMSTANCES for p in provisions(jinan)[at].children]
    assert [address for address in items if address not in asked] == []


def test_every_failure_and_result_of_articles_5_to_10_is_quoted_by_a_check(jinan):
    for article in CIRCUMSTANCES:
        for provision in walk((provisions(jinan)[article],)):
            quotes = [
                quote.words
                for check in asked_checks(jinan)
                if check.at == provision.address
                for quote in check.quotes
            ]
            assert (provision.address, left_over(provision.words.zh, quotes)) == (
                provision.address,
                "",
            )


def test_an_article_without_checks_says_why_in_both_languages(jinan):
    silent = {a for a, one in jinan.checklists.items() if not one.provisions}
    assert silent == {"a1", "a15", "a16"}
    reasons = [jinan.checklists[article].no_checks for article in silent]
    assert all(reason and reason.zh and reason.en for reason in reasons)


def test_every_quote_stands_word_for_word_in_its_provision(jinan):
    at = provisions(jinan)
    loose = [
        (check.id, quote.words)
        for check in asked_checks(jinan)
        for quote in check.quotes
        if quote.words not in said_by(at[check.at])
    ]
    assert loose == []


def test_a_result_is_quoted_in_both_languages(jinan):
    at = provisions(jinan)
    results = [
        (p.result, at[p.at].words)
        for one in jinan.checklists.values()
        for p in one.provisions
        if p.result
    ]
    assert [r.zh for r, words in results if r.zh not in words.zh] == []
    assert [r.en for r, words in results if (r.en or "?") not in (words.en or "")] == []


def test_a_check_has_a_number_of_its_own_that_begins_with_its_article(jinan):
    ids = [(check.id, check.at) for check in asked_checks(jinan)]
    assert [i for i, n in Counter(i for i, _ in ids).items() if n > 1] == []
    pattern = re.compile(r"A(\d{2})-\d{2}-\d+")  # A05-01-1
    strange = [i for i, at in ids if not (m := pattern.fullmatch(i)) or number(at) != int(m[1])]
    assert strange == []


def number(address: str) -> int:
    return int(address[1:].partition(".")[0])


def test_every_question_is_a_question_in_both_languages(jinan):
    assert [c.id for c in asked_checks(jinan) if not c.ask.zh.endswith("？")] == []
    assert [c.id for c in asked_checks(jinan) if not (c.ask.en or "").endswith("?")] == []


@pytest.mark.parametrize("trap", ["是否未", "是否没有", "是否不", "是否无", "未能", "并非"])
def test_yes_is_the_good_answer_without_a_double_negative(jinan, trap):
    assert [c.id for c in asked_checks(jinan) if trap in c.ask.zh] == []


@pytest.mark.parametrize(
    "word", ["分值", "得分", "扣分", "一票否决", "红线", "风险等级", "工作日", "日内", "个月内"]
)
def test_no_score_veto_or_deadline_is_invented(jinan, word):
    assert [c.id for c in asked_checks(jinan) for text in written(c) if word in text.zh] == []


@pytest.mark.parametrize(
    "word", ["补齐", "补签", "补记", "补造", "倒签", "完善资料", "完善档案"]
)
def test_rectification_never_invites_papers_made_up_afterwards(jinan, word):
    assert [c.id for c in asked_checks(jinan) if word in c.fix.zh] == []


def test_editorial_words_use_the_marks_of_their_language(jinan):
    texts = [(c.id, text) for c in asked_checks(jinan) for text in written(c)]
    assert [i for i, text in texts if re.search(r"""[,;:()?!"']""", text.zh)] == []
    assert [i for i, text in texts if re.search(r"""["']""", text.en or "")] == []


def test_bearers_are_named_only_where_the_text_names_them(jinan):
    named = {
        p.at for one in jinan.checklists.values() for p in one.provisions if p.basis == "named"
    }
    assert named == {"a2", "a3", "a5.i1", "a8.i1", "a8.i2", "a8.i3", "a8.i4", "a13"}


ENFORCING = {"leading_group", "discipline", "cadre"}


def asked_of(jinan: Regulation, code: str) -> tuple[Check, ...]:
    mine = {code, *jinan.vocabulary.bearers[code].within}
    return tuple(c for c in asked_checks(jinan) if not mine.isdisjoint(c.bearers))


def test_how_accountability_is_enforced_is_asked_of_those_who_enforce_it(jinan):
    about = ("a4", "a11.p2", "a11.p3", "a11.p4", "a14")
    who = {c.id: set(c.bearers) for c in asked_checks(jinan) if c.at in about}
    by_id = {c.id: c for c in asked_checks(jinan)}
    who |= {i: set(by_id[i].bearers) for i in ("A03-01-6", "A12-01-1", "A12-01-2")}
    assert who == dict.fromkeys(who, ENFORCING)
    assert [c.id for c in asked_of(jinan, "township") if c.id in who] == []


def test_what_was_verified_must_be_followed_by_accountability(jinan):
    (one,) = (c for c in asked_checks(jinan) if c.id == "A12-01-1")
    assert "经查证属实的，是否均已按规定予以问责？" in one.ask.zh
    assert (one.kind, one.quotes[0].words) == (
        "duty",
        "发生本办法第五条至第十条所列应当问责情形",
    )


def test_a_person_is_asked_only_what_the_text_provides_for_persons(jinan):
    assert [(c.id, c.quotes[0].words) for c in asked_of(jinan, "person")] == [
        ("A12-01-4", "给予相关责任人约谈、责令作出书面检查")
    ]


def test_who_runs_identification_funds_and_projects_is_asked_about_them(jinan):
    whom = {
        "a6.i1": {"county", "township", "office"},
        "a6.i2": {"county", "township", "office"},
        **{f"a7.i{n}": {"project", "county", "township"} for n in range(1, 6)},
    }
    said = {at: set() for at in whom}
    for check in asked_checks(jinan):
        if check.at in whom:
            said[check.at] |= set(check.bearers)
    assert said == whom


def test_only_what_the_text_names_is_said_to_be_named(jinan):
    inferred = {
        c.id
        for one in jinan.checklists.values()
        for p in one.provisions
        for c in p.checks
        if (p.basis, c.basis) == ("named", "inferred")
    }
    assert inferred == {"A03-01-6", "A13-01-2", "A13-01-4"}


# ── what to hold against what, what to begin with ─────────────────────────────────────────────


def test_every_check_says_what_to_hold_against_what(jinan):
    assert [c.id for c in asked_checks(jinan) if not 1 <= len(c.look) <= 3] == []
    lines = [line for c in asked_checks(jinan) for line in c.look]
    assert [line.zh for line in lines if not line.zh.endswith("。")] == []
    assert [line.en for line in lines if not (line.en or "").endswith((".", "?"))] == []
    assert [zh for zh, n in Counter(line.zh for line in lines).items() if n > 1] == []


def test_the_first_round_is_what_one_day_has_room_for(jinan):
    first = [c for c in asked_checks(jinan) if c.first]
    assert 35 <= len(first) <= 45
    assert [c.id for c in first if c.kind in ("summary", "open")] == []
    assert {c.id for c in first} >= {f"A10-02-{n}" for n in range(1, 5)}


def test_nobody_reports_embezzlement_by_haste(jinan):
    asked = [c for c in asked_checks(jinan) if c.at == "a10.i2"]
    assert [c.id for c in asked if re.search("未发生|的情况？", c.ask.zh)] == []
    assert [c.id for c in asked if not re.search("是否.*，没有", c.ask.zh)] == []


def test_checks_are_numbered_as_the_sheets_ask_them(jinan):
    for one in jinan.checklists.values():
        ids = [tuple(map(int, c.id[1:].split("-"))) for p in one.provisions for c in p.checks]
        assert ids == sorted(ids)


def test_a_township_can_draw_what_it_is_told_to(jinan):
    town = jinan.vocabulary.sampling["town"].text.zh
    assert "乡镇（街道）自查的抽不少于2个村" in town


def test_where_a_sample_is_drawn_it_is_said_what_is_counted(jinan):
    blank = {code for code, term in jinan.vocabulary.sampling.items() if term.drawn is None}
    assert blank == {"all", "na"}


def test_the_county_answers_for_principal_and_the_township_for_direct_responsibility(jinan):
    by_id = {check.id: check for check in asked_checks(jinan)}
    assert (by_id["A05-01-1"].bearers, by_id["A05-01-2"].bearers) == (
        ("county",),
        ("township",),
    )


def test_no_word_of_the_vocabulary_is_unused(jinan):
    every = tuple(asked_checks(jinan))
    vocabulary = jinan.vocabulary
    assert set(vocabulary.evidence) == {code for c in every for code in c.evidence}
    assert set(vocabulary.verify) == {code for c in every for code in c.verify}
    assert set(vocabulary.sampling) == {c.sampling for c in every}
    assert set(vocabulary.bearers) == {code for c in every for code in c.bearers}


def test_short_names_fit_a_narrow_column(jinan):
    terms = (*jinan.vocabulary.bearers.values(), *jinan.vocabulary.sampling.values())
    assert [t.code for t in terms if len(t.short.en or "") > 24 or len(t.short.zh) > 8] == []


# ── the table of forms ────────────────────────────────────────────────────────────────────────


def test_the_matrix_holds_each_form_in_the_cells_of_its_tiers(jinan):
    matrix = jinan.matrix
    assert matrix is not None
    for group in matrix.groups:
        for form in group.forms:
            cells = [row[group.column].zh for row in matrix.cells]
            tiers = tuple(n for n, cell in enumerate(cells) if form.words.zh in cell)
            assert (form.words.zh, tiers) == (form.words.zh, form.tiers)


# ── the pages ─────────────────────────────────────────────────────────────────────────────────


def test_both_languages_have_the_same_pages_with_the_same_sections():
    pages = ROOT / "content" / "pages"
    shape = {
        language: {
            path.name: [
                line.split(" ")[0]
                for line in path.read_text("utf-8").splitlines()
                if line.startswith("#")
            ]
            for path in sorted((pages / language).glob("*.md"))
        }
        for language in ("zh", "en")
    }
    assert shape["en"] == shape["zh"]
    assert sorted(shape["zh"]) == ["about.md", "accessibility.md", "guide.md"]


# ── one name for one thing ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def wordings() -> dict[str, Text]:
    """Every word of the interface and of the sheets, by its key."""
    words = read_templates(ROOT)
    return {**words.strings, **{f"sheets/{k}": t for k, t in words.sheet_strings.items()}}


def hand_written(language: str) -> str:
    folder = ROOT / "content" / "pages" / language
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))


def test_the_stamp_is_called_content_stamp_everywhere(wordings):
    ours = [t for key, t in wordings.items() if not key.startswith("also_")]
    zh = "\n".join(t.zh for t in ours) + hand_written("zh")
    en = "\n".join(t.en or "" for t in ours) + hand_written("en")
    assert re.findall(r"(?<!内容)核对码|印记", zh) == []
    assert re.findall(r"(?i)(?<!content )(?<!{)\bstamps?\b", en) == []


def test_what_is_counted_of_the_checks_is_called_check(wordings):
    items = {"fact_items", "fact_items_one", "fact_items_all", "fact_items_all_one"}
    items |= {"fact_items_asked", "coverage_items", "coverage_items_all"}
    items |= {"coverage_items_all_one", "by_provision", "search_beyond_i"}
    items |= {"assess_what_for"}  # a project, not a check
    counted = re.compile(r"[}个]项|^项|各项数|项数(?<!检查项数)|多少项|每一?项")
    said = {key: t.zh for key, t in wordings.items() if counted.search(t.zh)}
    assert set(said) - items == {"coverage_lede"}


def test_the_short_words_of_the_boxes_are_explained_once_on_every_set_of_notes(wordings):
    for key in ("note-reason", "summary-rate", "guide-reason"):
        words = wordings[f"sheets/{key}"]
        assert re.search("“?部分”?（?即“?部分符合", words.zh), key
        assert re.search(r"N/A( on the sheets)? is Not applicable", words.en or ""), key
    assert "“部分”即“部分符合”" in hand_written("zh")
    assert "“N/A” is “Not applicable”" in hand_written("en")


PROPER = {"English", "PDF", "XLSX", "DOCX", "A4"}


def test_english_titles_and_headings_of_ours_have_a_capital_at_the_beginning_only(
    jinan, wordings
):
    keys = ("current", "guide", "matrix", "coverage", "letters", "form_title")
    titles = [wordings[k].en for k in keys if k in wordings]
    titles += re.findall(r"(?m)^(?:title:|#+) (.+)$", hand_written("en"))
    titles += [one.heading.en for one in jinan.checklists.values() if one.heading]
    titles += [jinan.matrix.title.en, *(t.title.en for t in jinan.tracers)]
    shouted = {
        title
        for title in titles
        for word in re.findall(r"(?<!^)(?<!: )(?<!^“)\b[A-Z]\w*", title)
        if word not in PROPER
    }
    assert shouted == set()
