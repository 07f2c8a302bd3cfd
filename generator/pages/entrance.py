"""The page at the site's root: it leads to the reader's language without a script."""

from html import escape

from generator.records.site import Site

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
