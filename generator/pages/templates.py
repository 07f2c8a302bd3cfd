"""The only door to Jinja2: fills a template of site_templates/pages with values."""

import json
import pickle
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache, partial
from importlib.util import cache_from_source
from pathlib import Path, PurePath
from typing import ClassVar

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from generator.pages.markup import chinese_marked, curled, english_marked, literal, marked_table
from generator.project.templates import Templates
from generator.records.checklist import OPEN
from generator.records.findings import CannotGoOn, Finding
from generator.records.site import Offer
from generator.records.texts import Language, Location, Text

Html = Markup  # what is finished for a page, and is escaped no more

_FOLDER = "site_templates/pages"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DESCRIBED = 120  # characters
_DAY = re.compile(
    rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日|(?:{'|'.join(_MONTHS)}) \d{{1,2}}, \d{{4}}", re.ASCII
)


def fill(
    templates: Templates, name: str, language: Language, values: Mapping[str, object]
) -> str:
    """The template called `name` as Markdown, every value escaped for HTML.

    Templates see the values, `w(key, **values)` for words of the interface and `paper(key,
    **values)` for those of the sheets, `say(text)` and `plain(text)` for a Text in the
    language of the page, `written(texts)` for those not still to be supplied, `front(words)`
    for the front matter,
    `block(data)` for a block of data in it, and the filter `md` (literal in Markdown).
    A template that is wrong raises CannotGoOn with its place.
    """
    try:
        environment = _environment(tuple(templates.pages.items()), own=templates.own)
        common = _common(templates.strings, language)
        common["paper"] = partial(_paper, templates.sheet_strings, language)
        return environment.get_template(name).render(common | dict(values)).rstrip("\n") + "\n"
    except jinja2.TemplateError as error:
        raise CannotGoOn(_finding(error, name)) from error


def word(
    strings: Mapping[str, Text], key: str, language: Language, /, **values: object
) -> Markup:
    """The interface's word for `key` with `values` in its braces, all escaped.

    With `n=1` the entry `<key>_one` is taken where there is one; an unknown key is an
    UndefinedError of Jinja2.
    """
    one = f"{key}_one"
    text = strings.get(one if values.get("n") == 1 and one in strings else key)
    if text is None:
        raise jinja2.UndefinedError(f"strings.yaml has no entry {key!r}")
    return Markup(escape(plain(text, language))).format(**values)


def plain(text: Text | None, language: Language) -> str:
    """The words in the language, or the Chinese where there are no others; "" for no text."""
    if text is None:
        return ""
    return curled(text.en) if language == "en" and text.en else text.zh


@lru_cache(10_000)  # names of bearers, answers and evidence stand on most pages
def as_html(text: Text | None, language: Language, missing: Markup) -> Markup:
    """The words as HTML; the other language in it is marked, and `missing` follows it."""
    if text is None:
        return Markup(escape(plain(text, language)))
    if language == "zh":
        return _days_whole(english_marked(str(escape(plain(text, language)))))
    if text.en:
        return _days_whole(chinese_marked(str(escape(plain(text, language)))))
    run = Markup('<span lang="zh-Hans">{}</span> <span class="zc-untranslated">{}</span>')
    return run.format(text.zh, missing)


class _Sandbox(SandboxedEnvironment):
    """For templates of a project: they see records and words, and nothing of the machine."""

    _safe: ClassVar[dict[tuple[type, str], bool]] = {}  # what a type has is asked once

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """No path either: it could be written to."""
        asked = (type(obj), attr)
        if asked not in self._safe:
            safe = super().is_safe_attribute(obj, attr, value)
            self._safe[asked] = safe and not isinstance(obj, PurePath)
        return self._safe[asked]


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Python compiles them, where it keeps the modules it has compiled.

    By their text, so that one that has changed is compiled again; apart by `kind`, for a
    sandbox has them compiled otherwise.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), f"{kind}-%s.jinja")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """By its name: there is one file of each, wherever the template lies."""
        del filename
        return super().get_cache_key(name)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """What a disk has spoilt is as if it were not there."""
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Where Python keeps no modules templates are not kept either."""
        with suppress(OSError):
            if not sys.dont_write_bytecode:
                super().dump_bytecode(bucket)


def keep_compiled(environment: jinja2.Environment, kind: str) -> None:
    """Have an environment keep its templates for the next process."""
    environment.bytecode_cache = _Compiled(kind)


@cache
def _environment(pages: tuple[tuple[str, str], ...], *, own: bool) -> jinja2.Environment:
    """Compiled once for all the books of a process."""
    kind = _Sandbox if own else jinja2.Environment
    environment = kind(
        loader=jinja2.DictLoader(dict(pages)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    keep_compiled(environment, kind.__name__)
    environment.filters["table"] = lambda words: Markup(marked_table(str(words)))
    environment.filters["md"] = lambda words: Markup(literal(str(words)))
    return environment


def _common(strings: Mapping[str, Text], language: Language) -> dict[str, object]:
    missing = word(strings, "untranslated", language)
    return {
        "language": language,
        "w": lambda key, /, **values: word(strings, key, language, **values),
        "say": lambda text: as_html(text, language, missing),
        "plain": lambda text: plain(text, language),
        "front": _front_matter,
        "crumbs": _crumbs,
        "shortened": _shortened,
        "block": lambda data: Markup(json.dumps(data)),
        "date": lambda iso: _date(strings, language, iso),
        "curled": curled,
        "ending": _ending,
        "written": lambda some: tuple(t for t in some if t != strings.get("unwritten")),
        "short_number": lambda provision: _short_number(provision.cite, language),
    }


def _paper(
    strings: Mapping[str, Text], language: Language, key: str, **values: object
) -> Markup:
    """As the printed sheets say it, a blank to write on for each `{_}`."""
    return word(strings, key, language, _=Markup("<i></i>"), **values)


def _date(strings: Mapping[str, Text], language: Language, iso: str) -> Markup:
    """`2016-08-15` as 2016年8月15日 or August 15, 2016; what is no date stays as it is."""
    if iso == OPEN:
        return word(strings, "unwritten", language)
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return escape(iso)
    name = _MONTHS[day.month - 1]
    values = {"year": day.year, "month": day.month, "name": name, "day": day.day}
    return _days_whole(word(strings, "date", language, **values))


def day(strings: Mapping[str, Text], language: Language, iso: str) -> str:
    """The same as plain text."""
    return _date(strings, language, iso).striptags()


def _days_whole(html: str) -> Markup:
    """2016年8月15日 and August 15, 2016 stay on one line."""
    return Markup(_DAY.sub(r'<span class="zc-day">\g<0></span>', str(html)))


def _ending(offer: Offer) -> str:
    """What kind of file it is, as people call it: XLSX, XML, Atom."""
    ending = offer.path.rpartition(".")[2]
    return "Atom" if offer.kind == "feed" else ending.upper()


def _short_number(cite: Text, language: Language) -> str:
    """第三十一条之一 → 三十一之一; Article 31-1 → 31-1."""
    if language == "en" and cite.en:
        return cite.en.rpartition(" ")[2]
    return cite.zh.removeprefix("第").replace("条", "", 1).replace("部分", "", 1)


def _front_matter(words: object) -> Markup:
    """A value of the front matter; the theme prints titles as they are, so they are HTML."""
    return Markup(json.dumps(str(escape(words)), ensure_ascii=False))


def _crumbs(*places: tuple[object, str]) -> Markup:
    """The way to a page for the front matter: words and where they lead, outermost first."""
    return Markup(
        json.dumps([[str(escape(w)), href] for w, href in places], ensure_ascii=False)
    )


def _shortened(words: object) -> str:
    """The first words of a text, as a search engine shows them, as plain text."""
    plainly = words.striptags() if isinstance(words, Markup) else str(words)
    text = " ".join(plainly.split())
    return text if len(text) <= _DESCRIBED else f"{text[:_DESCRIBED]}…"


def _finding(error: jinja2.TemplateError, name: str) -> Finding:
    at = name
    line = 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        at, line = error.name or name, error.lineno
    why = str(error.message)
    message = Text(
        f"模板无法使用：{why}；请对照同名的原始模板改正这一行",
        f"the template cannot be used: {why}; compare it with the template as delivered",
    )
    return Finding(Location(f"{_FOLDER}/{at}", line), "template-broken", message)
