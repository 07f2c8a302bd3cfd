"""Editors complete and explain a project's files: its schema/ is there and up to date."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, run_zicha
from jsonschema import Draft202012Validator

from generator.edit import schemas
from generator.project import shape
from generator.project.inventory import inventory

BASE = ROOT / "tests" / "cases" / "base"
OWN = "schema/checklists/measures.schema.json"
VOCABULARY = "checklists/measures/vocabulary.yaml"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project with schemas as a new one has them."""
    root = tmp_path / "small"
    shutil.copytree(BASE, root)
    schemas.renew(root, begin=True)
    return root


def schema(root: Path, path: str = OWN) -> dict:
    return json.loads((root / path).read_text("utf-8"))


def offered(part: dict) -> dict[str, str]:
    """What an editor offers at a value, with what it says of it."""
    return {c["const"]: c["description"] for c in part["anyOf"] if "const" in c}


def files(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()
    }


def add_code(root: Path) -> None:
    path = root / VOCABULARY
    text = path.read_text("utf-8")
    path.write_text(text.replace("verify:\n", "verify:\n  visit: {zh: 走访, en: Visits}\n"))


def test_the_codes_of_the_vocabulary_are_offered_with_their_words(small: Path) -> None:
    defs = schema(small)["$defs"]
    assert {kind: offered(defs[kind]) for kind in ("bearers", "evidence", "verify")} == {
        "bearers": {"county": "县区党委、政府 / County", "all": "全部单位 / All"},
        "evidence": {
            "letter": "责任书 / Letter of responsibility",
            "minutes": "会议记录 / Minutes",
        },
        "verify": {"docs": "查阅资料 / Documents"},
    }
    assert offered(defs["sampling"]) == {"every": "全部 / All of them"}


def test_the_addresses_of_the_text_are_offered_with_its_words(small: Path) -> None:
    (first, *_) = offered(schema(small)["$defs"]["address"]).items()
    assert first[0] == "a1"
    items = offered(schema(small)["$defs"]["address"])
    assert items["a2.i2"] == (
        "第二条第（二）项 / Article 2, item (2): 未签订责任书，或者责任书签订后不考核的。"
    )
    assert list(offered(schema(small)["$defs"]["article"])) == ["a1", "a2", "a3"]


def test_codes_are_offered_where_checks_use_them(small: Path) -> None:
    block = schema(small)["properties"]["provisions"]["items"]["properties"]
    check = block["checks"]["items"]["properties"]
    used = {
        "codes": block["bearers"]["properties"]["codes"]["items"],
        **{k: check[k]["items"] for k in ("bearers", "evidence", "verify")},
        "sampling": {"$ref": check["sampling"]["$ref"]},
    }
    assert {key: part["$ref"].rpartition("/")[2] for key, part in used.items()} == {
        "codes": "bearers",
        "bearers": "bearers",
        "evidence": "evidence",
        "verify": "verify",
        "sampling": "sampling",
    }


def test_a_vocabulary_is_offered_its_own_bearers_and_the_addresses(small: Path) -> None:
    own = schema(small, "schema/vocabulary/measures.schema.json")
    assert list(offered(own["$defs"]["within"])) == ["county", "all"]
    assert list(offered(own["$defs"]["address"]))[:2] == ["a1", "a2"]
    bearer = own["properties"]["bearers"]
    within = bearer["additionalProperties"]["properties"]["within"]["items"]["$ref"]
    assert (within, bearer["propertyNames"]["$ref"]) == ("#/$defs/within", "#/$defs/code")


def test_tracers_are_offered_the_checks_with_what_they_ask_once_there_are_any(
    small: Path,
) -> None:
    assert not (small / "schema/tracers").exists()
    (small / "checklists/measures/tracers.yaml").write_text("[]\n")
    schemas.renew(small)
    own = schema(small, "schema/tracers/measures.schema.json")
    (first, *_) = offered(own["$defs"]["check"]).items()
    assert first == ("A02-01-1", "第二条第（一）项：是否落实主体责任？")
    stage = own["items"]["properties"]["stages"]["items"]["properties"]
    assert stage["checks"]["items"] == {"$ref": "#/$defs/check"}


def test_a_matrix_is_offered_the_addresses(small: Path) -> None:
    (small / "content/measures/matrix.yaml").write_text("at: a2\n")
    schemas.renew(small)
    own = schema(small, "schema/matrix/measures.schema.json")
    assert list(offered(own["$defs"]["address"]))[:2] == ["a1", "a2"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("checklists/jinan-2016-31/vocabulary.yaml", "vocabulary"),
        ("checklists/jinan-2016-31/tracers.yaml", "tracers"),
        ("content/jinan-2016-31/matrix.yaml", "matrix"),
    ],
)
def test_editors_find_no_fault_in_the_other_files_of_this_project(path: str, kind: str) -> None:
    own = schema(ROOT, f"schema/{kind}/jinan-2016-31.schema.json")
    Draft202012Validator.check_schema(own)
    tree = yaml.safe_load(
        (ROOT / path)
        .read_text("utf-8")
        .replace("\n  yes:", "\n  'yes':")
        .replace("\n  no:", "\n  'no':")
    )
    assert [e.message for e in Draft202012Validator(own).iter_errors(tree)] == []


def test_editors_find_no_fault_in_the_files_of_this_project() -> None:
    own = json.loads((ROOT / "schema/checklists/jinan-2016-31.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(own)
    judge = Draft202012Validator(own)
    paths = sorted((ROOT / "checklists/jinan-2016-31").glob("article-*.yaml"))
    trees = {p.name: yaml.load(p.read_text("utf-8"), yaml.CBaseLoader) for p in paths}
    for tree in trees.values():  # strings all, but for these words
        for check in (c for b in tree.get("provisions", ()) for c in b.get("checks", ())):
            for key in ("guidance", "first"):
                if key in check:
                    check[key] = check[key] == "true"
    assert {n: [e.message for e in judge.iter_errors(t)] for n, t in trees.items()} == {
        n: [] for n in trees
    }


@pytest.mark.parametrize(("code", "faults"), [("nobody_knows", 0), ("查阅资料", 1)])
def test_an_unknown_code_is_left_to_zicha_but_one_out_of_shape_is_not(
    small: Path, code: str, faults: int
) -> None:
    tree = yaml.load(
        (small / "checklists/measures/article-02.yaml").read_text("utf-8"), yaml.CBaseLoader
    )
    tree["provisions"][0]["checks"][0]["verify"] = [code]
    assert len(list(Draft202012Validator(schema(small)).iter_errors(tree))) == faults


def test_the_schema_of_this_project_is_up_to_date(golden) -> None:
    made = {one.path: one.make() for one in schemas._of_regulations(ROOT)}
    assert list(made) == [
        f"schema/{kind}/jinan-2016-31.schema.json"
        for kind in ("checklists", "vocabulary", "tracers", "matrix")
    ]
    for path, text in made.items():
        golden(ROOT / path, text)


def test_every_file_that_zicha_writes_finds_its_schema(tmp_path: Path) -> None:
    text = tmp_path / "办法.txt"
    text.write_bytes((BASE / "content/measures/zh.txt").read_bytes())
    assert run_zicha("new", "site", cwd=tmp_path).returncode == 0
    site = tmp_path / "site"
    done = run_zicha("import", "../办法.txt", "--id", "mou", cwd=site)
    assert done.returncode == 0, done.stderr
    named = {
        p.relative_to(site).as_posix(): (p.parent / found[1]).resolve()
        for p in site.rglob("*.yaml")
        if (found := MODELINE.match(p.read_text("utf-8")))
    }
    assert {path: str(to.relative_to(site)) for path, to in named.items()} == {
        "checklists/mou/article-01.yaml": "schema/checklists/mou.schema.json",
        "checklists/mou/article-02.yaml": "schema/checklists/mou.schema.json",
        "checklists/mou/article-03.yaml": "schema/checklists/mou.schema.json",
        "checklists/mou/vocabulary.yaml": "schema/vocabulary/mou.schema.json",
        "content/mou/regulation.yaml": "schema/regulation.schema.json",
    }
    assert [path for path, to in named.items() if not to.is_file()] == []
    assert "zicha import" in (site / "README.md").read_text("utf-8")


def test_a_new_project_leaves_the_readme_of_its_forge_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# 我的项目\n", "utf-8")
    assert run_zicha("new", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "README.md").read_text("utf-8") == "# 我的项目\n"
    assert (tmp_path / "content/site.yaml").is_file()


def test_check_offers_a_code_as_soon_as_the_vocabulary_has_it(small: Path) -> None:
    add_code(small)
    run_zicha("check", cwd=small)
    assert offered(schema(small)["$defs"]["verify"])["visit"] == "走访 / Visits"


def test_nothing_is_written_where_all_is_up_to_date(small: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in small.rglob("*")}
    schemas.renew(small)
    assert before == {p: p.stat().st_mtime_ns for p in small.rglob("*")}


def test_a_project_without_schemas_gets_none_by_a_check(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "old")
    before = files(tmp_path / "old")
    run_zicha("check", cwd=tmp_path / "old")
    assert files(tmp_path / "old") == before


def test_schemas_of_an_older_zicha_are_renewed(small: Path) -> None:
    path = small / "schema/changes.schema.json"
    old = {"title": "as it was"}
    path.write_text(schemas._marked(old, "0" * 12), "utf-8")
    schemas.renew(small)
    assert path.read_bytes() == schemas.published()["schema/changes.schema.json"]


@pytest.mark.parametrize("path", [OWN, "schema/changes.schema.json"])
def test_what_a_person_changed_stays(small: Path, path: str) -> None:
    text = (small / path).read_text("utf-8").replace("date", "day").replace("docs", "papers")
    (small / path).write_text(re.sub(r": [0-9a-f]{12} ", f": {'0' * 12} ", text, count=1))
    before = files(small)
    add_code(small)
    schemas.renew(small)
    assert files(small)[path] == before[path]


@pytest.mark.parametrize("layout", [lambda s: json.dumps(s, indent=4), json.dumps])
def test_a_file_laid_out_anew_is_still_renewed(small: Path, layout) -> None:
    (small / OWN).write_bytes(layout(schema(small)).replace("\n", "\r\n").encode())
    add_code(small)
    schemas.renew(small)
    assert "visit" in offered(schema(small)["$defs"]["verify"])


@pytest.mark.parametrize("text", ["", "[]", "{", '{"$comment": "mine"}', "[" * 100_000])
def test_any_file_of_that_name_is_left_alone(small: Path, text: str) -> None:
    (small / OWN).write_text(text)
    schemas.renew(small)
    assert (small / OWN).read_text() == text


def test_a_vocabulary_with_faults_takes_nothing_away(small: Path) -> None:
    before = files(small)[OWN]
    (small / VOCABULARY).write_text("verify: [", "utf-8")
    schemas.renew(small)
    assert files(small)[OWN] == before


def test_a_link_is_not_followed_out_of_the_project(small: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (small / "schema/checklists").rename(outside)
    (small / "schema/checklists").symlink_to(outside)
    before = files(outside)
    add_code(small)
    schemas.renew(small)
    assert files(outside) == before


def test_a_project_that_cannot_be_written_is_checked_as_ever(small: Path) -> None:
    add_code(small)
    (small / OWN).unlink()
    (small / OWN).parent.rmdir()
    (small / OWN).parent.write_text("a file where a folder should be")  # stops root, too
    done = run_zicha("check", cwd=small)
    assert "visit" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_editors_read_is_no_part_of_what_a_site_is_made_of(small: Path) -> None:
    before = inventory(small)
    shutil.rmtree(small / "schema")
    assert inventory(small) == before


def test_choices_are_explained_one_by_one() -> None:
    found = [p for p in _parts(shape.schema("checklist")) if "enum" in p]
    assert [len(p["enum"]) - len(p["enumDescriptions"]) for p in found] == [0, 0, 0]


def _parts(part: object) -> list[dict]:
    if isinstance(part, list):
        return [p for item in part for p in _parts(item)]
    if not isinstance(part, dict):
        return []
    return [part, *(p for item in part.values() for p in _parts(item))]
