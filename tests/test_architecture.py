"""Data flows one way: a room knows only those to its left, a library only one module."""

import ast
from pathlib import Path

import pytest

import generator

HOME = Path(generator.__file__).parent
ROOMS = ("text", "project", "rules", "render", "publish")
RECORDS = {"model", "passages", "findings", "__version__"}  # known to all, know nobody
DOORS = {  # library → the one place that may import it
    "yaml": "project/yamltree.py",
    "jsonschema": "project/shape.py",
    "docx": "text/wordfile.py",
    "lxml": "publish/offline.py",
    "cattrs": "publish/records.py",
    "jinja2": "render/templates.py",
    "typst": "render/press.py",
    "xlsxwriter": "render/office/workbook.py",
    "segno": "render/identity.py",
    "mkdocs": "publish/books.py",
}
MODULES = sorted(HOME.rglob("*.py"))


def name(module: Path) -> str:
    return module.relative_to(HOME).as_posix()


def imported(module: Path) -> list[str]:
    """Dotted names of all modules that one imports, those inside functions too."""
    names: list[str] = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def room_of(dotted: str) -> str:
    return dotted.split(".")[1]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_room_imports_only_rooms_to_its_left(module: Path) -> None:
    room = name(module).partition("/")[0]
    if room not in ROOMS:
        return
    allowed = RECORDS | set(ROOMS[: ROOMS.index(room) + 1])
    ours = {room_of(dotted) for dotted in imported(module) if dotted.startswith("generator.")}
    assert ours <= allowed


@pytest.mark.parametrize("records", ["model", "passages", "findings"])
def test_records_know_no_room_and_no_library(records: str) -> None:
    names = imported(HOME / f"{records}.py")
    standard = ("collections", "dataclasses", "typing", "json")
    assert [n for n in names if n.split(".")[0] not in (*standard, "generator")] == []
    assert {room_of(n) for n in names if n.startswith("generator.")} <= RECORDS


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    users = {name(m) for m in MODULES if library in {n.split(".")[0] for n in imported(m)}}
    assert {user for user in users if not user.startswith(DOORS[library])} == set()
    assert users


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_disk_is_read_in_project_and_written_in_publish(module: Path) -> None:
    room = name(module).partition("/")[0]
    if room not in ("text", "rules", "render"):
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = {n.func.attr for n in ast.walk(tree) if _is_method_call(n)}
    assert calls & {"read_text", "read_bytes", "write_text", "write_bytes", "iterdir"} == set()


def _is_method_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_says_in_a_sentence_why_it_exists(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    if tree.body:
        assert (ast.get_docstring(tree) or "").partition("\n")[0].endswith((".", "`."))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_modules_and_functions_stay_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
    long = {f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > 60}
    assert long == set()
