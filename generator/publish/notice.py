"""What the preview says of the last save: a bar above the page, or a page where none is."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from generator.records.findings import Finding, message_in
from generator.records.texts import Language, Text

MOST = 50  # errors listed; the terminal and `zicha check` have them all

FOLDER = Path(__file__).parent / "preview"
STYLE = (FOLDER / "bar.css").read_text("utf-8")
SCRIPT = (FOLDER / "follow.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class State:
    """What the browser is to know: `epoch` changes when its page is to be loaded again."""

    epoch: int
    findings: tuple[Finding, ...] = ()  # of the last save, where it could not be shown
    shown: bool = False  # there are pages


WORDS = {
    "kept": Text(
        "保存的内容有错误，下面仍是上一次生成的页面",
        "There is an error in what was saved; this is the page as last built",
    ),
    "none": Text("有错误，还不能生成页面", "There is an error, so there are no pages yet"),
    "first": Text("正在生成页面……", "Building the pages …"),
    "lost": Text("没有这个页面", "There is no such page"),
    "wait": Text(
        "改好并保存以后，这里会自动更新。", "Mend and save: this page then renews itself."
    ),
    "soon": Text("生成以后会自动打开。", "They open here when they are ready."),
    "start": Text("回到首页", "To the first page"),
    "more": Text("另有 {n} 个错误", "{n} more errors"),
    "more_one": Text("另有 1 个错误", "1 more error"),
    "rest": Text("还有 {n} 个，zicha check 全部列出", "and {n} more, which zicha check lists"),
    "warnings": Text("{n} 个提醒", "{n} warnings"),
    "warnings_one": Text("1 个提醒", "1 warning"),
    "title": Text("预览", "Preview"),
}


def with_notice(html: str, state: State, ui: Language) -> str:
    """A page of the site that follows each save, with the bar where the last one failed."""
    added = _followed(state)
    if state.findings:
        added += f"<style>{STYLE}</style>{_bar(state.findings, ui)}"
    start = html.find(">", html.find("<body")) + 1 if "<body" in html else len(html)
    return f"{html[:start]}{added}{html[start:]}"


def notice_page(state: State, ui: Language, *, lost: bool = False) -> str:
    """Where there is nothing to show: what is wrong, or what is being waited for."""
    head, below = ("first", _p("soon", ui))
    if lost:
        head, below = "lost", f'<p><a href="/">{_word("start", ui)}</a></p>'
    elif state.findings:
        head, below = "none", f"{_errors(state.findings, ui)}{_p('wait', ui)}"
    language = "zh-CN" if ui == "zh" else "en"
    body = (
        f'<!doctype html><html class="zicha-none" lang="{language}"><head>'
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_word('title', ui)} – {_word(head, ui)}</title><style>{STYLE}</style></head>"
        f'<body><main class="zicha-page"><h1>{_word(head, ui)}</h1>{below}</main></body></html>'
    )
    return with_notice(body, State(state.epoch) if not lost else state, ui)


def _followed(state: State) -> str:
    return f'<script data-epoch="{state.epoch}">{SCRIPT}</script>'


def _bar(findings: tuple[Finding, ...], ui: Language) -> str:
    language = "zh-CN" if ui == "zh" else "en"
    return (
        f'<aside class="zicha-bar" role="alert" lang="{language}"><div>'
        f"<p><strong>{_word('kept', ui)}</strong></p>{_errors(findings, ui)}</div></aside>"
    )


def _errors(findings: tuple[Finding, ...], ui: Language) -> str:
    """The first error; the others, which open with a click; how many warnings there are."""
    errors = [f for f in findings if f.severity == "error"]
    first, others = errors[:1], errors[1:MOST]
    lines = "".join(f"<p>{_finding(f, ui)}</p>" for f in first)
    if others:
        items = "".join(f"<li>{_finding(f, ui)}</li>" for f in others)
        rest = len(errors) - MOST
        items += f"<li>{_word('rest', ui, rest)}</li>" if rest > 0 else ""
        summary = _word("more", ui, len(errors) - 1)
        lines += f"<details><summary>{summary}</summary><ol start='2'>{items}</ol></details>"
    warnings = len(findings) - len(errors)
    return lines + (
        f"<p><small>{_word('warnings', ui, warnings)}</small></p>" if warnings else ""
    )


def _finding(finding: Finding, ui: Language) -> str:
    at = finding.location
    place = f"{at.path}:{at.line}:{at.column}" if at.line else at.path
    return f"<code>{escape(place)}</code> <span>{escape(message_in(finding, ui))}</span>"


def _p(key: str, ui: Language) -> str:
    return f"<p>{_word(key, ui)}</p>"


def _word(key: str, ui: Language, n: int = 0) -> str:
    text = WORDS[f"{key}_one" if n == 1 and f"{key}_one" in WORDS else key]
    return escape((text.zh if ui == "zh" else text.en or text.zh).format(n=n))
