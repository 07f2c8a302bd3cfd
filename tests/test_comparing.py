"""Two versions of a text: which provision became which, and which words changed."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from amending import amended
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from generator.records.changes import Comparison
from generator.records.texts import Document
from generator.records.walking import walk
from generator.text.comparing.alike import plain
from generator.text.comparing.documents import compare
from generator.text.comparing.table import table
from generator.text.comparing.words import changes, pieces
from generator.text.reading import read
from generator.text.structure.parser import parse

VERSIONS = Path(__file__).parent / "data/versions"
LAWS = sorted(file.name.split(".")[0] for file in VERSIONS.glob("*.diff.json"))
SIGNS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def shown(old: str, new: str) -> str:
    return "".join(SIGNS[side].format(words) for side, words in changes(old, new))


def both(law: str) -> tuple[Document, Document]:
    old, new = sorted(VERSIONS.glob(f"{law}_*.txt"))
    return tuple(read(file.read_bytes(), file.name)[0] for file in (old, new))


def compared(old: str, new: str) -> Comparison:
    return compare(parse(old, "zh.txt")[0], parse(new, "zh.txt")[0])


def rows(changes) -> set[tuple[str | None, str | None, str]]:
    return {(c.old, c.new, c.kind) for c in changes}


@pytest.mark.parametrize("law", LAWS)
def test_articles_of_real_amendments_are_found_as_a_person_found_them(law):
    old, new = both(law)
    gold = json.loads((VERSIONS / f"{law}.diff.json").read_text("utf-8"))["diff"]
    labels = (
        {a.address: a.label for a in old.articles},
        {a.address: a.label for a in new.articles},
    )
    found = [
        (labels[0].get(c.old), labels[1].get(c.new), c.kind) for c in compare(old, new).articles
    ]
    assert {f for f in found if f[2] == "edited"} == {
        (o, n, "edited") for o, n, _ in gold["changed"]
    }
    assert {f for f in found if f[2] == "renumbered"} == {
        (o, n, "renumbered") for o, n in gold["unchanged_renumbered"]
    }
    assert {f[1] for f in found if f[2] == "added"} == set(gold["added"])
    assert {f[0] for f in found if f[2] == "deleted"} == set(gold["deleted"])
    assert sum(f[2] == "unchanged" for f in found) == gold["unchanged_same_no"]
    assert {f[2] for f in found} <= {"edited", "renumbered", "added", "deleted", "unchanged"}


@pytest.mark.parametrize("law", ["人口与计划生育法", "建筑法"])
def test_pieces_of_real_amendments_are_found_as_a_person_found_them(law):
    gold = json.loads((VERSIONS / f"{law}.diff.json").read_text("utf-8"))
    found = rows(compare(*both(law)).provisions)
    right = {tuple(row) for row in gold["provisions"]}
    as_right = {tuple(row) for row in gold["provisions_also"]}
    assert found <= right | as_right
    assert {row[0] for row in right - found} <= {row[0] for row in as_right}


def lines_of(law: str) -> list[list[str]]:
    """The articles of the older text, each as its 款 and 项."""
    return [
        [p.label * (p is not article) + p.words for p in walk((article,)) if p.words]
        for article in both(law)[0].articles
    ]


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("seed", range(6))
def test_amendments_made_by_chance_are_found_whole(law, seed):
    made = amended(lines_of(law), seed)
    assert rows(compared(made.old, made.new).articles) == made.gold


@pytest.mark.parametrize("law", ["建筑法", "旅馆业治安管理办法", "港口法"])
def test_one_edit_throughout_is_an_edit_of_each_article_and_moves_none(law):
    old = "某法\n" + "\n".join(
        f"第{n}条　" + "\n".join(lines) for n, lines in enumerate(lines_of(law), 1)
    )
    new = old.replace("主管部门", "管理机关").replace("公安机关", "治安部门")
    found = compared(old, new).articles
    assert {c.kind for c in found} == {"unchanged", "edited"}
    assert all(c.old == c.new for c in found)


SPLIT = """试验办法

第一条　单位应当建立台账，逐笔登记收支，账实相符。单位应当每年自查一次，并将结果报告主管部门。
第二条　本办法自公布之日起施行。
"""


def test_an_article_cut_in_two_and_two_put_together():
    parted = SPLIT.replace("。单位应当每年", "。\n第二条　单位应当每年").replace(
        "第二条　本办法", "第三条　本办法"
    )
    assert rows(compared(SPLIT, parted).articles) == {
        ("a1", "a1", "edited"), ("a1", "a2", "split"), ("a2", "a3", "renumbered"),
    }  # fmt: skip
    assert rows(compared(parted, SPLIT).articles) == {
        ("a1", "a1", "edited"), ("a2", "a1", "merged"), ("a3", "a2", "renumbered"),
    }  # fmt: skip


def test_what_is_only_printed_in_another_manner_never_changed():
    old = "试验办法\n第一条　一、自二○一六年起，应当：报告“结果”。\n第二条　为５元的，登记。\n"
    new = "试验办法\n第一条　一自二〇一六年起,应当：报告「结果」。\n第二条　为 5 元的，登记。\n"
    assert {c.kind for c in compared(old, new).articles} == {"unchanged"}


def test_traditional_characters_count_as_simplified_where_the_whole_text_switched():
    old = "試驗辦法\n\n第一條　單位應當報告結果。\n第二條　檔案應當保存。\n"
    new = "试验办法\n\n第一条　单位应当报告结果。\n第二条　档案应当保存。\n"
    assert {c.kind for c in compared(old, new).articles} == {"unchanged"}
    one_word = new.replace("结果", "結果")
    assert [c.kind for c in compared(new, one_word).articles] == ["edited", "unchanged"]


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("经本级人民政府批准", "经县级以上人民政府批准", "经[-本级-]{+县级以上+}人民政府批准"),
        ("十五日内报告", "三十日内报告", "[-十五-]{+三十+}日内报告"),
        ("罚款1000元", "罚款1,500元", "罚款[-1000-]{+1,500+}元"),
        ("比例为3.5%", "比例为3.8%", "比例为[-3.5%-]{+3.8%+}"),
        ("暂行（试行）办法", "暂行办法", "暂行[-（试行）-]办法"),
        ("依照（本）办法", "依照本办法", "依照[-（本）-]{+本+}办法"),
        ("按时、如实报告", "如实报告", "[-按时、-]如实报告"),
        ("应当：报告", "应当︰报告", "应当︰报告"),
        ("", "新增的话", "{+新增的话+}"),
        ("report in 15 days", "report within 30 days", "report [-in 15-]{+within 30+} days"),
    ],
)
def test_changed_words_are_shown_as_a_reader_would_mark_them(old, new, seen):
    assert shown(old, new) == seen


def test_no_island_of_two_characters_is_left_between_two_changes_but_a_mark():
    islands = []
    for law in LAWS:
        for row in table(*(docs := both(law)), compare(*docs)):
            for line in row.lines if row.kind == "edited" else ():
                inner = [line.pieces[n] for n in range(1, len(line.pieces) - 1)]
                islands += [p.new for p in inner if not p.changed and len(p.new) <= 2]
    assert set(islands) <= set("，、；。")


LETTERS = st.text(alphabet="一二十三条款，。（）本级县人民政府以上 ab1.", max_size=40)
ARTICLES = st.lists(
    st.text(alphabet="甲乙丙丁戊己庚辛，。", min_size=1, max_size=60), max_size=8
)


@given(LETTERS, LETTERS)
def test_nothing_of_either_text_is_lost(old, new):
    found = pieces(old, new)
    assert "".join(p.old for p in found) == old
    assert "".join(p.new for p in found) == new
    assert all(plain(p.old) == plain(p.new) for p in found if not p.changed)


@given(ARTICLES, ARTICLES)
def test_every_article_of_both_texts_stands_in_a_row_and_is_the_main_one_of_one(old, new):
    before, after = (
        parse("某办法\n" + "\n".join(f"第{n}条　{w}" for n, w in enumerate(t, 1)), "zh.txt")[0]
        for t in (old, new)
    )
    found = compare(before, after).articles
    assert {c.old for c in found if c.old} == {a.address for a in before.articles}
    assert {c.new for c in found if c.new} == {a.address for a in after.articles}
    main = [c for c in found if c.kind not in ("split", "merged")]
    assert len({c.new for c in main if c.new}) == len([c for c in main if c.new])
    assert len({c.old for c in main if c.old}) == len([c for c in main if c.old])


def test_a_run_of_new_numbers_is_one_row():
    found = table(*(docs := both("港口法")), compare(*docs))
    runs = [(row.old, row.new) for row in found if row.kind == "renumbered"]
    assert runs == [
        (("a45", "a47"), ("a46", "a48")),
        (("a49", "a55"), ("a50", "a56")),
        (("a57", "a61"), ("a58", "a62")),
    ]


def test_the_command_prints_what_changed_and_gives_it_as_data(zicha):
    files = [str(file) for file in sorted(VERSIONS.glob("建筑法_*.txt"))]
    told = zicha("--ui", "zh", "diff", *files).stdout
    assert told.startswith("第八条  修改\n")
    assert "自收到申请之日起[-十五-]{+七+}日内" in told
    assert told.endswith(
        "未改 84 条，只改序号 0 条，修改 1 条，移动 0 条，"
        "拆分 0 条，并入 0 条，新增 0 条，删去 0 条\n"
    )
    data = json.loads(zicha("diff", *files, "--format", "json").stdout)
    assert [row for row in data["articles"] if row["change"] != "unchanged"] == [
        {"old": "a8", "new": "a8", "change": "edited", "by": "alike", "likeness": 0.841}
    ]
    assert {tuple(row) for row in data["provisions"]} == {
        ("old", "new", "change", "by", "likeness")
    }


def test_what_is_no_text_of_articles_is_refused_with_a_reason(zicha, tmp_path):
    (tmp_path / "letter.txt").write_text("请各单位抓紧落实。\n", "utf-8")
    gone = zicha("diff", str(tmp_path / "letter.txt"), str(tmp_path / "none.txt"))
    assert gone.returncode == 1
    assert re.search(r"letter\.txt|none\.txt", gone.stderr)
    assert "Traceback" not in gone.stderr


def test_the_table_of_old_and_new_is_a_page_that_loads_and_runs_nothing(zicha):
    files = [str(file) for file in sorted(VERSIONS.glob("建筑法_*.txt"))]
    made = zicha("--ui", "zh", "diff", *files, "--format", "html").stdout
    assert made.startswith('<!doctype html>\n<html lang="zh-Hans">')
    assert "<h1>新旧条文对照表</h1>" in made
    assert "自收到申请之日起<del>十五</del>日内" in made
    assert "自收到申请之日起<ins>七</ins>日内" in made
    assert "<td>修改</td></tr>" in made
    assert not re.search(r"<script|<link|<img|style=|url\(|https?:", made)


def versions_on_disk(folder: Path) -> list[str]:
    files = []
    for name, words in (("旧.txt", "十五"), ("新.txt", "七")):
        file = folder / name
        text = (
            f"某办法\n\n第一条　本办法自收到申请之日起{words}日内适用。\n第二条　本办法施行。\n"
        )
        file.write_text(text, "utf-8")
        files.append(str(file))
    return files


def test_the_table_is_a_tagged_pdf_with_its_heads_and_its_counts(zicha, tmp_path):
    files, out = versions_on_disk(tmp_path), tmp_path / "t.pdf"
    done = zicha("--ui", "zh", "diff", *files, "--format", "pdf", "-o", str(out))
    assert done.stdout == f"已写出 {out}\n", done.stderr
    (page,) = PdfReader(out).pages
    words = "".join(page.extract_text().split())
    told = (
        "某办法",
        "新旧条文对照表",
        "旧.txt→新.txt",
        "旧条文新条文说明",
        "十五日",
        "未改1条",
    )
    assert [said for said in told if said not in words] == []
    assert "第二条" not in words


def test_the_table_in_word_strikes_what_went_and_underlines_what_came(zicha, tmp_path):
    files, out = versions_on_disk(tmp_path), tmp_path / "t.docx"
    zicha("--ui", "en", "diff", *files, "--format", "docx", "-o", str(out))
    text = zipfile.ZipFile(out).read("word/document.xml").decode()
    runs = re.findall(r"<w:r>(.*?)</w:r>", text)
    assert [re.sub("<.*?>", "", r) for r in runs if "<w:strike/>" in r] == ["十五"]
    assert [re.sub("<.*?>", "", r) for r in runs if '<w:u w:val="single"/>' in r] == ["七"]
    assert text.count("<w:tblHeader/>") == 1


def test_a_printed_table_needs_a_file_to_go_into(zicha, tmp_path):
    done = zicha("--ui", "zh", "diff", *versions_on_disk(tmp_path), "--format", "pdf")
    assert done.returncode == 2
    assert "用 -o 写明文件名" in done.stderr
