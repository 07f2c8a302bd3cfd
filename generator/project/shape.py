"""The only door to JSON Schema: what is wrong with the shape of a tree, and where."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, ValidationError, validators

from generator.project import filenames, fullwidth, yamlwords
from generator.project.reach import PACKAGED
from generator.project.yamltree import MOST_FAULTS, Listing, Node, Scalar, Table
from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.citations import address_cited
from generator.text.limits import whole
from generator.text.nearest import nearest_word, should_be

_Fault = Any  # jsonschema's ValidationError, whose attributes have no useful types
_Path = tuple[str | int, ...]

_LONGEST_WORD = 60  # characters of a key or a choice; what is longer is told by its beginning
SCHEMAS = PACKAGED / "schema"


def check(tree: Node, kind: str) -> tuple[Finding, ...]:
    """Where `tree` differs from `schema/<kind>.schema.json`: each fault at its key or value."""
    errors = list(islice(_validator(kind).iter_errors(_data(tree)), MOST_FAULTS))
    misspelt = {
        (*error.absolute_path, right)
        for error in errors
        if error.validator == "additionalProperties"
        for right in _misspelt(error).values()
    }
    found = (finding for error in errors for finding in _findings(error, tree, misspelt))
    told = list(dict.fromkeys(islice(found, MOST_FAULTS)))
    if len(errors) == MOST_FAULTS or len(told) == MOST_FAULTS:
        last = max(finding.location for finding in told)
        told.append(Finding(last, "more-findings", yamlwords.MORE))
    return tuple(told)


def schema(kind: str) -> Mapping[str, Any]:
    """The published schema of one kind of file: site, regulation, checklist, …"""
    text = (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


# What the site gives out, and anybody may read or write by: new files are listed here.
PUBLISHED = ("data", "answers", "forms")


def published() -> Mapping[str, str]:
    """The schemas of what the site gives out: file name → text."""
    names = (f"{kind}.schema.json" for kind in PUBLISHED)
    return {name: (SCHEMAS / name).read_text(encoding="utf-8") for name in names}


@cache
def _validator(kind: str) -> Any:
    return _Validator(_inlined(schema(kind), schema(kind).get("$defs", {})))


def _inlined(part: Any, definitions: Mapping[str, Any]) -> Any:
    """Definitions in place of references to them: twice as fast as resolving each time."""
    if isinstance(part, list):
        return [_inlined(p, definitions) for p in part]
    if not isinstance(part, dict):
        return part
    plain = {k: _inlined(v, definitions) for k, v in part.items() if k not in ("$ref", "$defs")}
    name = part.get("$ref", "") if isinstance(part.get("$ref", ""), str) else ""
    if not name:
        return plain
    return {**_inlined(definitions[name.removeprefix("#/$defs/")], definitions), **plain}


def _data(node: Node) -> Any:
    match node:
        case Scalar(value):
            return value
        case Listing(items):
            return [_data(item) for item in items]
        case Table(entries):
            return {key: _data(value) for key, value in entries.items()}


def _is_boolean(_: object, value: object) -> bool:
    return value in ("true", "false")


def _is_integer(_: object, value: object) -> bool:
    return isinstance(value, str) and whole(value, -1) >= 0


# What else is asked of names that become folders and files; editors go by the pattern alone.
_NAMES: Mapping[str, Callable[[str], Text | None]] = {
    "id": filenames.reserved_id,
    "code": filenames.unfit_code,
    "file-name": partial(filenames.unfit_name, most=255),
}


def _unfit(value: str, part: Mapping[str, Any]) -> Text | None:
    check_name = _NAMES.get(part.get("format", ""))
    return check_name(value) if check_name else None


def _pattern(
    _: object, pattern: str, value: object, part: Mapping[str, Any]
) -> Iterator[_Fault]:
    """As JSON Schema means it: `$` is the end, not a place before a last line end."""
    if not isinstance(value, str):
        return
    exact = pattern.removesuffix("$") + r"\Z" if pattern.endswith("$") else pattern
    if not re.search(exact, value) or _unfit(value, part):
        yield ValidationError(f"{_short(value)!r} does not match {pattern!r}")


# Values of the tree are strings; true, false and whole numbers are known by their spelling.
_Validator = validators.extend(  # type: ignore[no-untyped-call]  # jsonschema has it untyped
    Draft202012Validator,
    {"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("boolean", _is_boolean).redefine(
        "integer", _is_integer
    ),
)


def _findings(error: _Fault, tree: Node, misspelt: set[_Path]) -> Iterator[Finding]:
    node = _at(tree, error.absolute_path)
    if "propertyNames" in error.schema_path:
        yield Finding(_key_place(node, str(error.instance)), "wrong-value", _spelling(error))
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node)
        case "required":
            yield from _missing_keys(error, node, misspelt)
        case "minLength" | "minItems" | "minProperties":
            yield Finding(node.location, "empty-value", _EMPTY)
        case "type":
            yield _wrong_type(error, node)
        case _:
            yield Finding(node.location, "wrong-value", _wrong_value(error))


def _at(tree: Node, steps: Iterable[str | int]) -> Node:
    node = tree
    for step in steps:
        if isinstance(node, Table) and isinstance(step, str):
            node = node.entries[step]
        elif isinstance(node, Listing) and isinstance(step, int):
            node = node.items[step]
    return node


def _key_place(node: Node, key: str) -> Location:
    return node.keys[key] if isinstance(node, Table) else node.location


def _misspelt(error: _Fault) -> dict[str, str]:
    """Unknown keys that come near to a known one which is not there."""
    absent = [key for key in error.schema["properties"] if key not in error.instance]
    near = ((k, _before_colon(k, absent) or nearest_word(k, absent)) for k in _unknown(error))
    return {key: right for key, right in near if right}


def _unknown(error: _Fault) -> list[str]:
    unknown = (key for key in error.instance if key not in error.schema["properties"])
    return list(islice(unknown, MOST_FAULTS))


def _short(value: str) -> str:
    """The value as a message quotes it."""
    return value if len(value) <= _LONGEST_WORD else f"{value[:_LONGEST_WORD]}…"


def _before_colon(key: str, absent: Iterable[str]) -> str:
    """zh of `zh：甲`."""
    name = key.partition("：")[0].strip()
    return name if "：" in key and name in absent else ""


def _unknown_keys(error: _Fault, node: Node) -> Iterator[Finding]:
    misspelt = _misspelt(error)
    for key in _unknown(error):
        place = _key_place(node, key)
        if _before_colon(key, misspelt.values()):
            yield Finding(place, "misspelt-key", fullwidth.mend_of_sign("："))
        elif key in misspelt:
            yield Finding(place, "misspelt-key", _misspelt_key(key, misspelt[key]))
        elif _is_torn(node, key):
            yield Finding(place, "unknown-key", _torn_text(key))
        else:
            yield Finding(place, "unknown-key", _unknown_key(key, error.schema["properties"]))


def _is_torn(node: Node, key: str) -> bool:
    # {zh: 甲, en: Attention, Responsibility}: the comma made a key of the second half
    return isinstance(node, Table) and node.entries[key] == Scalar(
        "", node.entries[key].location
    )


def _torn_text(key: str) -> Text:
    return Text(
        f"“{_short(key)}”成了没有值的键；若它是前面文字的一部分，请把整段文字放进双引号",
        f"'{_short(key)}' became a key without a value; if it belongs to the text before it, "
        "put that whole text in double quotes",
    )


def _misspelt_key(key: str, right: str) -> Text:
    return Text(
        f"没有“{key}”这个键；是否应为“{right}”？",
        f"there is no key '{key}'; should it be '{right}'?",
    )


def _unknown_key(key: str, known: Iterable[str]) -> Text:
    names = ", ".join(known)
    return Text(
        f"没有“{_short(key)}”这个键；可用的键：{names}",
        f"there is no key '{_short(key)}'; keys are: {names}",
    )


def _missing_keys(error: _Fault, node: Node, misspelt: set[_Path]) -> Iterator[Finding]:
    """All that is missing in one mapping as one finding, misspelt keys left out."""
    path = tuple(error.absolute_path)
    missing = [
        key
        for key in error.validator_value
        if key not in error.instance and (*path, key) not in misspelt
    ]
    if missing:
        names = ", ".join(f"'{key}'" for key in missing)
        verb = "is missing; add it" if len(missing) == 1 else "are missing; add them"
        words = Text(f"缺少 {names}；请补上", f"{names} {verb}")
        yield Finding(node.location, "missing-key", words)


def _wrong_type(error: _Fault, node: Node) -> Finding:
    if node == Scalar("", node.location):
        return Finding(node.location, "empty-value", _EMPTY)
    if sign := _wide_bracket(error):
        return Finding(node.location, "wrong-value", fullwidth.mend_of_sign(sign))
    wanted = _TYPES[error.validator_value]
    words = Text(f"这里应写{wanted.zh}", f"{wanted.en} is expected here")
    return Finding(node.location, "wrong-value", words)


def _wide_bracket(error: _Fault) -> str:
    """The full-width sign at which a list or a mapping begins, or the colon of its key."""
    value, wanted = str(error.instance), error.validator_value
    if not isinstance(error.instance, str) or wanted not in ("array", "object"):
        return ""
    if wanted == "object" and re.match(r"[a-z_]+：", value):
        return "："
    return value[0] if value[0] in ("【［（“" if wanted == "array" else "｛") else ""


def _wide_value(error: _Fault) -> str:
    """The full-width sign but for which the value would be in order."""
    sign = fullwidth.first(str(error.instance))
    right = error.validator_value  # a pattern or the choices
    fits = all(
        re.search(right, part) if isinstance(right, str) else part in right
        for part in fullwidth.words_in(str(error.instance))
    )
    return sign if sign and fits else ""


_EMPTY = Text(
    "这里没有内容；请填写或删除这个键", "nothing stands here; fill it in or delete the key"
)
_TYPES = {
    "string": Text("文字", "text"),
    "object": Text("“键: 值”（如 {zh: …, en: …}）", "'key: value', such as {zh: …, en: …},"),
    "array": Text(
        "列表（[…] 或以“- ”开头的各行）", "a list, […] or lines that begin with '- ',"
    ),
    "boolean": Text(" true 或 false", "true or false"),
    "integer": Text("整数（0、1、2……）", "a whole number, 0, 1, 2 …,"),
}


def _wrong_value(error: _Fault) -> Text:
    if error.validator in ("enum", "pattern") and (sign := _wide_value(error)):
        return fullwidth.mend_of_sign(sign)
    match error.validator:
        case "enum":
            return _no_option(error)
        case "pattern":
            return _spelling(error)
        case "oneOf":
            names = [name for branch in error.validator_value for name in branch["required"]]
            return Text(
                f"{'、'.join(names)} 必须写且只写一个",
                f"exactly one of {', '.join(names)} must be here",
            )
        case "not":
            name = error.validator_value["required"][0]
            return Text(f"这里不能有 {name}；请删除", f"'{name}' cannot stand here; delete it")
        case "uniqueItems":
            return Text(
                "列表里有重复；请删除多余的", "an item stands here twice; delete one of them"
            )
    said = _short(error.message)
    return Text(f"不符合格式：{said}", f"this is out of shape: {said}")


def _no_option(error: _Fault) -> Text:
    value, options = str(error.instance), [str(o) for o in error.validator_value]
    said = error.schema.get("enumDescriptions", ())  # "义务 / duty: what must be done"
    glosses = {gloss.partition(" / ")[0]: o for gloss, o in zip(said, options, strict=False)}
    meant = glosses.get(value) or nearest_word(value, options)
    asks = should_be(meant, Text("", ""))
    chinese = "、".join(f"{o}（{g}）" for g, o in glosses.items()) or ", ".join(options)
    return Text(
        f"不能写“{_short(value)}”；{asks.zh}可写：{chinese}",
        f"'{_short(value)}' cannot stand here; {asks.en}{' ' if asks.en else ''}"
        f"it can be: {', '.join(options)}",
    )


def _spelling(error: _Fault) -> Text:
    if unfit := _unfit(str(error.instance), error.schema):
        return unfit
    example, address = error.schema["examples"][0], address_cited(str(error.instance))
    value = _short(str(error.instance))
    if address and re.search(error.schema["pattern"], address):
        return Text(
            f"这里写地址；“{value}”是否应为 {address}？",
            f"an address stands here; should '{value}' be {address}?",
        )
    return Text(
        f"“{value}”写法不对；应如：{example}",
        f"'{value}' is not spelt as it should be, like: {example}",
    )
