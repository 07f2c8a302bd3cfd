"""Data flows one way: a room knows only those to its left, a library only one module."""

import ast
import re
import sys
from pathlib import Path

import pytest

import generator

HOME = Path(generator.__file__).parent
# From left to right; a room is a folder, or one module where that is all there is to it.
ROOMS = (
    "records", "text", "project", "rules", "answers", "sheets", "scanning", "exports", "pages",
    "search",
    "edit", "workers", "check", "publish", "messages", "terminal", "commands", "cli",
    "__main__",
)  # fmt: skip
ABOVE = {"__init__", "__version__"}  # the version, known to all
PURE = (
    "records",
    "text",
    "rules",
    "answers",
    "sheets",
    "scanning",
    "exports",
    "pages",
    "search",
)
DOORS = {  # library → the places that may import it
    "cattrs": ("publish/kept/records.py",),
    "click": ("cli.py", "commands/", "terminal.py"),
    "cv2": ("scanning/picture.py",),
    "docx": ("text/files/wordfile.py",),
    "fontTools": ("sheets/pdf/glyphs.py",),
    "jinja2": ("pages/templates.py",),
    "jsonschema": ("project/shape.py",),
    "lxml": ("publish/proof/offline.py",),
    "markupsafe": ("pages/templates.py",),
    "markdown": ("publish/mkdocs.py",),
    "mkdocs": ("publish/mkdocs.py",),
    "pypdfium2": ("scanning/leaves.py",),
    "python_calamine": ("text/files/bookfile.py",),
    "numpy": ("scanning/",),
    "pypdf": (
        "sheets/pdf/fields.py",
        "text/files/fieldsfile.py",
        "text/files/pdffile.py",
    ),
    "rich": ("terminal.py",),
    "segno": ("sheets/identity.py",),
    "typst": ("sheets/pdf/press.py",),
    "xlsxwriter": (
        "edit/worksheet/book.py",
        "edit/worksheet/tablebook.py",
        "sheets/xlsx/tallybook.py",
        "sheets/xlsx/workbook.py",
    ),
    "yaml": ("project/yamlspans.py", "project/yamltree.py"),
    "zxingcpp": ("scanning/codes.py",),
}
SYSTEM = {  # what the system itself gives, likewise
    "ctypes": ("publish/exchange.py",),
    "fcntl": ("edit/files.py", "publish/locks.py"),
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
    room = name(module).partition("/")[0].removesuffix(".py")
    if room in ABOVE:
        return
    allowed = ABOVE | set(ROOMS[: ROOMS.index(room) + 1])
    ours = {room_of(dotted) for dotted in imported(module) if dotted.startswith("generator.")}
    assert ours <= allowed


def test_records_know_no_library() -> None:
    names = {n for m in (HOME / "records").glob("*.py") for n in imported(m)}
    standard = ("collections", "dataclasses", "typing", "json", "generator")
    assert [n for n in sorted(names) if n.split(".")[0] not in standard] == []


@pytest.mark.parametrize("library", [*DOORS, *SYSTEM])
def test_a_library_has_one_door(library: str) -> None:
    users = {name(m) for m in MODULES if library in {n.split(".")[0] for n in imported(m)}}
    assert {u for u in users if not u.startswith((DOORS | SYSTEM)[library])} == set()
    assert users


def test_every_library_has_a_door() -> None:
    libraries = {n.split(".")[0] for m in MODULES for n in imported(m)} - {"generator"}
    fonts = {"justmytype_intl_cjk", "pylopdf_fonts_zh_cn"}
    assert libraries - set(sys.stdlib_module_names) - fonts == DOORS.keys()


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_disk_is_read_in_project_and_written_in_edit_and_publish(module: Path) -> None:
    if name(module).partition("/")[0] not in PURE:
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


# What may look at the regulations of the checkout: what the office promises of them, what is
# asked of the product itself, and whether another builder could make its pages.
OF_THE_OFFICE = {
    "test_content.py", "test_product.py", "test_engine.py", "test_schemas.py", "conftest.py",
}  # fmt: skip
OWN_TEXTS = (
    r'ROOT / "(content|checklists)|load\(ROOT\)|real_site|(content|checklists|zh|en)/jinan'
)


def test_tests_of_the_program_stand_on_invented_regulations() -> None:
    """So that an office may edit its checklists without a test of the program failing."""
    tests = sorted((HOME.parent / "tests").glob("*.py"))
    asking = {t.name for t in tests if re.search(OWN_TEXTS, t.read_text("utf-8"))}
    assert asking - {"test_architecture.py"} == OF_THE_OFFICE


def test_the_signs_of_numbers_stand_in_one_place() -> None:
    # in a pattern, each class on its own would differ from the others by a sign or two
    written = {
        name(m) for m in MODULES if re.search("一二三|甲乙丙|编\\|分编", m.read_text("utf-8"))
    }
    assert written == {"text/numerals.py"}
