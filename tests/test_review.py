"""`zicha review` renews the stamps of what a person has looked at again."""

import re
import subprocess
from pathlib import Path

import pytest

from generator.text.comparing.words import changes
from generator.text.stamps import stamp

TEXT = "content/parks/zh.txt"
ENGLISH = "content/parks/en.txt"


def changed(project: Path, path: str, old: str, new: str) -> None:
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_text_is_found_until_its_checks_were_reviewed(project, zicha):
    here = ("--project", str(project))
    changed(project, TEXT, "未完成年度补植计划任务的；", "未完成本年度补植计划任务的；")
    changed(
        project,
        "checklists/parks/article-05.yaml",
        "未完成年度补植计划任务",
        "未完成本年度补植计划任务",
    )
    changed(
        project,
        "checklists/parks/article-05.yaml",
        "[未完成年度补植计划任务]",
        "[未完成本年度补植计划任务]",
    )
    found = zicha(*here, "check").stdout
    assert "[changed-since-review]" in found
    done = zicha(*here, "review", "a5.i7")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "a5.i7  第五条第（七）项\n  未完成本年度补植计划任务的；\n  - "
    )
    assert done.stdout.endswith("Content stamps renewed: 1\n")
    assert "[changed-since-review]" not in zicha(*here, "check").stdout


def test_a_changed_translation_is_found_until_it_was_reviewed(project, zicha):
    here = ("--project", str(project))
    changed(project, ENGLISH, "(7) The tasks", "(7) The work tasks")
    before = (project / "content/parks/translation-review.yaml").read_text("utf-8")
    assert "[translation-changed]" in zicha(*here, "check").stdout
    done = zicha(*here, "review", "--translation", "a5")
    assert done.stdout.endswith("Content stamps renewed: 1\n")
    assert zicha(*here, "check").stdout == "No findings\n"
    after = (project / "content/parks/translation-review.yaml").read_text("utf-8")
    rows = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [re.match(r"\S+(?=:)", a)[0] for a, b in rows if a != b] == ["a5.i7"]


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=office", "-c", "user.email=office@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_what_changed_is_shown_word_by_word_where_git_has_kept_it(project, zicha):
    here = ("--project", str(project))
    git(project, "init")
    git(project, "add", "content")
    git(project, "commit", "-m", "as reviewed")
    changed(project, TEXT, "未完成年度补植计划任务的；", "未完成本年度补植任务的；")
    changed(project, ENGLISH, "(7) The tasks", "(7) The work")
    git(project, "commit", "-am", "edited")
    done = zicha(*here, "review", "a5.i7", "--dry-run")
    assert done.stderr == ""
    assert done.stdout.startswith(
        "a5.i7  第五条第（七）项\n  未完成{+本+}年度补植[-计划-]任务的；\n  - "
    )
    done = zicha(*here, "review", "--translation", "a5.i7")
    assert done.stdout == (
        "a5.i7  第五条第（七）项\n"
        "  未完成{+本+}年度补植[-计划-]任务的；\n"
        "  The [-tasks-]{+work+} of the annual replanting plan are not completed;\n\n"
        "Content stamps renewed: 1\n"
    )


def test_without_git_the_present_words_stand_alone_and_it_is_said(project, zicha):
    changed(project, TEXT, "未完成年度补植计划任务的；", "未完成本年度补植任务的；")
    done = zicha("--project", str(project), "review", "a5.i7", "--dry-run")
    assert "\n  未完成本年度补植任务的；\n" in done.stdout
    assert done.stderr == (
        "Neither reviewed.txt nor git knows what some of it said before;"
        " there the present words stand alone\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("甲乙丙", "甲丁丙", "甲-乙+丁丙"),
        ("甲乙", "甲乙丙", "甲乙+丙"),
        ("the town's office", "the village's office", "the -town's+village's office"),
        ("", "甲", "+甲"),
    ],
)
def test_a_difference_is_by_character_in_chinese_and_by_word_in_english(old, new, shown):
    sign = {"same": "", "old": "-", "new": "+"}
    assert "".join(sign[kind] + words for kind, words in changes(old, new)) == shown


def test_an_address_that_does_not_exist_is_a_finding(project, zicha):
    done = zicha("--project", str(project), "review", "a99")
    assert done.returncode == 1
    assert "a99: error: there is no such address; write a5 for Article 5" in done.stderr


def test_words_are_kept_as_reviewed_so_that_the_next_change_is_shown_without_git(
    project, zicha
):
    here = ("--project", str(project))
    changed(project, TEXT, "未完成年度补植计划任务的；", "未完成本年度补植计划任务的；")
    file = "checklists/parks/article-05.yaml"
    changed(project, file, "[未完成年度补植计划任务]", "[补植计划任务]")
    changed(project, file, "[未完成年度补植计划任务]", "[补植计划任务]")
    assert zicha(*here, "review", "a5.i7", "--by", "LW").returncode == 0
    text = (project / file).read_text("utf-8")
    assert re.search(r"reviewed: [0-9a-f]{12} # \d{4}-\d\d-\d\d LW\n", text)
    changed(project, TEXT, "未完成本年度补植", "未完成当年补植")
    shown = zicha(*here, "review", "a5.i7", "--dry-run")
    assert "  未完成[-本年度-]{+当年+}补植计划任务的；\n" in shown.stdout
    assert shown.stdout.endswith(
        "Waiting for review: 1; nothing written. Look, then name them: zicha review a5\n"
    )
    assert (project / file).read_text("utf-8") == text
    zicha(*here, "review", "a5.i7", "--yes", "--by", "王")
    assert re.search(r"reviewed: [0-9a-f]{12} # [0-9-]{10} 王\n", (project / file).read_text())


def test_nothing_is_cleared_while_a_quote_of_it_is_broken(project, zicha):
    changed(project, TEXT, "未完成年度补植计划任务的；", "未完成本年度补植任务的；")
    done = zicha("--project", str(project), "review", "a5.i7")
    assert done.returncode == 1
    assert "[quote-not-in-provision]" in done.stderr
    assert "{+本+}" not in done.stdout  # nobody knows what it said before
    assert "Content stamps renewed" not in done.stdout


def test_without_an_address_it_lists_what_waits(project, zicha):
    here = ("--project", str(project))
    changed(project, ENGLISH, "(7) The tasks", "(7) The work tasks")
    before = (project / "content/parks/translation-review.yaml").read_bytes()
    listed = zicha(*here, "review", "--translation")
    assert listed.stdout.startswith("a5.i7  第五条第（七）项\n")
    assert (project / "content/parks/translation-review.yaml").read_bytes() == before


def test_a_text_that_is_as_received_is_put_on_record_with_the_words_of_every_stamp(
    project, zicha
):
    here = ("--project", str(project))
    facts = project / "content/parks/regulation.yaml"
    before = facts.read_text("utf-8")
    done = zicha(*here, "review", "--text")
    assert done.stdout == (
        "content/parks/zh.txt  word for word as in the file received\n"
        "Content stamps renewed: 1\n"
    )
    mark = stamp((project / TEXT).read_text("utf-8"))
    added = [x for x in facts.read_text("utf-8").splitlines() if x not in before.splitlines()]
    assert added == [f"  text: {mark}"]
    kept = (project / "content/parks/reviewed.txt").read_text("utf-8").splitlines()
    stamps = {line.split(" ", 1)[0] for line in kept[1:]}
    checks = "".join(p.read_text("utf-8") for p in project.glob("checklists/parks/*.yaml"))
    assert set(re.findall("reviewed: ([0-9a-f]{12})", checks)) <= stamps
    assert zicha(*here, "check").stdout == "No findings\n"
    assert zicha(*here, "review", "--text").stdout == "Content stamps renewed: 0\n"


def test_a_word_of_an_article_without_checks_is_held_to_the_source(project, zicha):
    here = ("--project", str(project))
    changed(project, TEXT, "为了督促各级", "为了放任各级")
    found = zicha(*here, "check")
    assert found.returncode == 1
    assert "content/parks/zh.txt:5:7: error: '放任' is '督促' in the original; " in found.stdout
    done = zicha(*here, "review", "--text")
    assert done.stdout == (
        "content/parks/zh.txt:5:7  [-督促-]{+放任+}\nContent stamps renewed: 1\n"
    )
    assert "text-not-as-received" not in zicha(*here, "check").stdout
    changed(project, TEXT, "为了放任各级", "为了督促各级")
    assert "text-not-as-received" not in zicha(*here, "check").stdout
