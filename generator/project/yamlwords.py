"""What YAML's own complaints mean to people who have never heard of a mapping."""

from generator.records.texts import Text

EMPTY = Text("文件没有内容；请补上内容或删除文件", "the file is empty; fill it in or delete it")
ALIAS = Text(
    "“*”开头的是 YAML 别名，本项目不用；请写出全文，或把文字放进双引号",
    "'*' starts a YAML alias, not used here; write the words out, or put them in double quotes",
)
ANCHOR = Text(
    "“&”开头的是 YAML 锚点，本项目不用；请删除，或把文字放进双引号",
    "'&' starts a YAML anchor, not used here; delete it, or put the words in double quotes",
)
SECOND_DOCUMENT = Text(
    "“---”之后又开始了一份文档；一个文件只写一份，请删除这一行或另建文件",
    "a second document begins after '---'; a file holds one: delete the line or use two files",
)
KEY_IS_NO_WORD = Text(
    "冒号前应是一个词，这里却是列表或映射；若是文字，请放进双引号",
    "a single word is expected before the colon, not a list or mapping; quote it if it is text",
)
ESCAPED = Text(
    "双引号内的反斜杠写出了看不见的字符；请删除",
    "a backslash in these double quotes makes a hidden character; delete it",
)


def too_deep(deepest: int) -> Text:
    """Nesting beyond `deepest` levels."""
    return Text(
        f"嵌套超过 {deepest} 层；请检查缩进和括号",
        f"nested more than {deepest} levels deep; see to indentation and brackets",
    )


def double_key(key: str, line: int) -> Text:
    """A key that stands in `line` already."""
    return Text(
        f"“{key}”在第 {line} 行已经写过；请删除其中一个，或补上漏掉的“- ”行",
        f"'{key}' stands in line {line} already; delete one, or add the '- ' that is lost",
    )


def tag(name: str) -> Text:
    """A value with an explicit tag."""
    return Text(
        f"“{name}”是 YAML 标签，本项目不用；请删除，或把文字放进双引号",
        f"'{name}' is a YAML tag, not used here; delete it, or put the words in double quotes",
    )


_TAB = Text(
    "此处有制表符（Tab）；YAML 只能用空格缩进，请改为空格",
    "there is a tab here; YAML is indented with spaces only, put spaces",
)
_QUOTE = Text(
    "文字里有“: ”；请把整段文字放进双引号，或检查缩进",
    "there is a ': ' within the text; put the text in double quotes, or see to indentation",
)
_RESERVED = Text(
    "文字不能以此字符开头；请把整段文字放进双引号",
    "a text cannot begin with this character; put the whole text in double quotes",
)
_NO_COLON = Text(
    "此行缺少“键: 值”的冒号；请补上半角冒号和空格，或检查缩进",
    "this line lacks the colon of 'key: value'; add ':' and a space, or see to indentation",
)
_INDENT = Text(
    "此处与上文的缩进不一致；同一层的键和“-”要左对齐",
    "this is out of line with what stands above; one level's keys and '-' share a column",
)
_FLOW = Text(
    "方括号或花括号内缺少半角逗号或右括号；含逗号、冒号或括号的文字请放进双引号",
    "a ',' or closing bracket is missing; put texts with such signs in double quotes",
)
_UNCLOSED = Text(
    "文件结束时引号或括号还没有关上；请补上",
    "the file ends within quotes or brackets; close them",
)
_ESCAPE = Text(
    "双引号内的反斜杠写法无效；请改用单引号，或写成两个反斜杠",
    "this backslash means nothing in double quotes; use single quotes or double it",
)
_BLOCK = Text(
    "“-”不能出现在这里；请另起一行并对齐",
    "'-' cannot stand here; begin a new line and line it up",
)
_KNOWN = {
    "mapping values are not allowed in this context": _QUOTE,
    "found character that cannot start any token": _RESERVED,
    "could not find expected ':'": _NO_COLON,
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "did not find expected ',' or ']'": _FLOW,
    "did not find expected ',' or '}'": _FLOW,
    "did not find expected node content": _FLOW,
    "found unexpected end of stream": _UNCLOSED,
    "found unknown escape character": _ESCAPE,
    "block sequence entries are not allowed in this context": _BLOCK,
}


def problem(said: str, rest: str) -> Text:
    """For people: what libyaml `said` of the place where `rest` of the line begins."""
    if rest.startswith("\t"):
        return _TAB
    return _KNOWN.get(said) or Text(f"YAML 写法有误：{said}", f"this is not YAML: {said}")
