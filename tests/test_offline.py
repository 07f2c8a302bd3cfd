"""A finished site asks nothing of the outside and has no dead link."""

import pytest

from generator.publish.proof.links import dead_links, links_of, not_offline
from generator.publish.proof.offline import externalised, loads_in_css, parsed_page
from generator.records.findings import as_text
from generator.records.texts import Location


def test_inline_scripts_and_styles_move_into_files_once_per_text():
    html = "<script>a()</script><script>a()</script><style>p{}</style>"
    made, files = externalised(html, "../")
    assert sorted(files.values()) == ["a()", "p{}"]
    script, style = (next(n for n in files if n.endswith(e)) for e in (".js", ".css"))
    tag = f'<script src="../assets/inline/{script}"></script>'
    assert made == f'{tag}{tag}<link rel="stylesheet" href="../assets/inline/{style}">'


def test_data_for_scripts_stays_in_the_page():
    html = '<script id="__config" type="application/json">{"base": "."}</script>'
    assert externalised(html, "../") == (html, {})


def test_assets_of_the_theme_are_those_of_the_site():
    made, _ = externalised(
        '<link href="assets/a.css"><script src="./assets/b.js"></script>', "../../"
    )
    assert made == '<link href="../../assets/a.css"><script src="../../assets/b.js"></script>'


def test_assets_without_a_hash_in_their_name_get_one_in_their_address():
    html = '<link href="assets/a.css"><script src="assets/b.57a0d79d.min.js"></script>'
    made, _ = externalised(html, "../", "4a2378ba")
    assert made == (
        '<link href="../assets/a.css?v=4a2378ba">'
        '<script src="../assets/b.57a0d79d.min.js"></script>'
    )


def test_light_or_dark_is_remembered_for_the_whole_site():
    _, files = externalised('<script>__md_scope=new URL(".",location)</script>', "../../")
    assert list(files.values()) == ['__md_scope=new URL("../../",location)']


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<script src="https://unpkg.com/x.js"></script>', "https://unpkg.com/x.js"),
        ('<link rel="stylesheet" href="//fonts.example/css">', "//fonts.example/css"),
        ('<img srcset="a.png 1x, https://example.org/b.png 2x">', "https://example.org/b.png"),
        ('<form action="http://example.org/">', "http://example.org/"),
    ],
)
def test_what_a_browser_would_load_from_outside_is_seen(html: str, address: str):
    assert parsed_page(html).outside == ((1, address),)


RELATIONS = ["canonical", "alternate", "feed alternate", "alternate translation"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_an_address_that_only_names_a_page_is_no_load(relation: str):
    html = f'<link rel="{relation}" href="http://intranet.test/zh/">'
    assert parsed_page(html).outside == ()


def test_an_alternate_stylesheet_is_a_load():
    html = '<link rel="alternate stylesheet" href="http://example.org/a.css">'
    assert parsed_page(html).outside == ((1, "http://example.org/a.css"),)


def test_a_link_that_only_leads_outside_is_no_load():
    assert parsed_page('<a href="https://example.org/">law</a>').outside == ()


def test_a_stylesheet_that_loads_from_outside_is_seen():
    css = 'a{}\n@import "https://example.org/x.css";\np{background:url(//example.org/y.png)}'
    assert loads_in_css(css) == ((2, "https://example.org/x.css"), (3, "//example.org/y.png"))
    assert loads_in_css("p{background:url(data:image/png;base64,AA//BB)}") == ()


def test_code_written_into_a_page_is_told():
    pages = {"zh/a.html": parsed_page('<p>\n<b style="x" onclick="y()">')}
    assert [(f.location, f.rule, f.message.en) for f in not_offline(pages)] == [
        (
            Location("zh/a.html", 2),
            "inline-code",
            f"'{what}' stands in the page and a strict policy stops it; move it",
        )
        for what in ("style", "onclick")
    ]


LINKS = [
    ("b.html", None),
    ("b.html#a5.i1", None),
    ("#here", None),
    ("../sheets/x.pdf", None),
    ("https://example.org/", None),
    ("c.html", "no such file"),
    ("b.html#a6", "no such anchor in that page"),
    ("#there", "no such anchor in that page"),
    ("/zh/b.html", "it starts at the root"),
]


@pytest.mark.parametrize(("address", "why"), LINKS)
def test_a_dead_link_is_told_with_its_place(address: str, why: str | None):
    pages = {
        "zh/a.html": parsed_page(f'<i id="here"></i>\n<a href="{address}">x</a>'),
        "zh/b.html": parsed_page('<li id="a5.i1">'),
    }
    files = {*pages, "sheets/x.pdf"}
    dead = dead_links(links_of(pages), files, lambda place: pages[place].ids)
    found = [as_text(f, "en") for f in dead]
    told = (
        f"zh/a.html:2:1: error: the link '{address}' leads nowhere ({why});"
        " mend the page [dead-link]"
    )
    assert found == ([told] if why else [])
