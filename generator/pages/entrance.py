"""The pages at the site's root: the way into it, and what stands for a page that is not."""

from collections.abc import Mapping
from html import escape

from generator.records.site import Site
from generator.records.texts import Text

PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0; url=zh/index.html">
<title>{title}</title>
</head>
<body>
<p><a href="zh/index.html">{zh}</a></p>
{english}</body>
</html>
"""


def entrance(site: Site, *, english: bool) -> str:
    """`index.html` of the whole site; it names English only where there is an English book."""
    second = ""
    if english:
        name = escape(site.title.en or "English")
        second = f'<p lang="en"><a href="en/index.html">{name}</a></p>\n'
    title = escape(site.title.zh)
    return PAGE.format(title=title, zh=title, english=second)


LOST = "404.html"


def lost_page(site: Site, strings: Mapping[str, Text], *, english: bool) -> str:
    """What a server shows instead of a page that it has not, under any address.

    As the settings in hosting/ have it, its script is found from any depth; that looks for
    where the site begins and gives the links their ends. Without it the page is plain text.
    """
    languages = ("zh", "en") if english else ("zh",)
    parts = "\n".join(_lost_part(strings, language) for language in languages)
    title = escape(f"{strings['lost'].zh} - {site.title.zh}")
    return _LOST.format(title=title, parts=parts)


def _lost_part(strings: Mapping[str, Text], language: str) -> str:
    def said(key: str) -> str:
        text = strings[key]
        return escape(text.en or text.zh if language == "en" else text.zh)

    places = {
        "home": "index.html",
        "search": "search.html",
        "current": "current.html",
    }
    items = "\n".join(
        f'<li><a data-to="{language}/{place}">{said(key)}</a></li>'
        for key, place in places.items()
    )
    book = f'<li hidden><a data-book="{language}">{said("lost_book")}</a></li>'
    tag = "h1" if language == "zh" else "h2"
    lang = "zh-Hans" if language == "zh" else "en"
    return (
        f'<section lang="{lang}">\n<{tag}>{said("lost")}</{tag}>\n<p>{said("lost_why")}</p>\n'
        f"<ul hidden>\n{book}\n{items}\n</ul>\n"
        f"<p data-without>{said('lost_without')}</p>\n</section>"
    )


_LOST = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<main>
{parts}
</main>
<script src="assets/lost.js"></script>
</body>
</html>
"""
