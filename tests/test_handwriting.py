"""What people write by hand shows text: it runs nothing and asks nothing of the outside."""

import shutil
from pathlib import Path

import pytest
from city import CITY
from conftest import ROOT, run_zicha, strict_server
from playwright.sync_api import Page

from generator.project import handwriting
from generator.project.pages import read_pages
from generator.publish.orders import Order
from generator.publish.proof.links import not_offline
from generator.publish.proof.offline import (
    loads_in_css,
    loads_in_script,
    parsed_page,
    without_outside,
)
from generator.publish.site import build
from generator.records.findings import CannotGoOn

HEAD = "---\ntitle: 试\n---\n\n前文。\n\n"  # what is under test begins in line 7
RASTER = "data:image/png;base64,iVBORw0KGgo="


def written(root: Path, body: str) -> list[tuple[int, int, str]]:
    """Line, column and rule of what is told of a page with this body."""
    place = root / "content" / "pages" / "zh" / "x.md"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(HEAD + body + "\n", "utf-8")
    return [(f.location.line, f.location.column, f.rule) for f in read_pages(root, "zh")[1]]


# Each is told at line 7; the number is the column.
BROKEN = [
    (1, "<script>alert(1)</script>"),
    (1, "<SCRIPT src='https://example.org/x.js'></SCRIPT>"),
    (3, "文字<script\n>x</script>"),
    (1, "<style>p{background:url(//example.org/x.png)}</style>"),
    (1, '<p onclick="x()">x</p>'),
    (1, "<p ONMOUSEOVER=x()>x</p>"),
    (1, '<p style="background:url(//example.org)">x</p>'),
    (1, '<a href="javascript:x()">x</a>'),
    (1, '<a href="JaVa&#115;cript:x()">x</a>'),
    (1, '<a href="java&Tab;script:x()">x</a>'),
    (1, '<a href="java\tscript:x()">x</a>'),
    (1, '<a href=" vbscript:x">x</a>'),
    (1, '<a href="data:text/html,x">x</a>'),
    (1, '<a href="file:///etc/passwd">x</a>'),
    (1, '<a href="x.html" ping="https://example.org">x</a>'),
    (1, '<a href="x.html" target="_blank">x</a>'),
    (1, '<a name="x">x</a>'),
    (1, '<iframe src="x.html"></iframe>'),
    (1, "<iframe srcdoc='&lt;script&gt;'></iframe>"),
    (1, '<object data="x.pdf"></object>'),
    (1, '<embed src="x.pdf">'),
    (1, '<applet code="x">'),
    (1, '<base href="https://example.org/">'),
    (1, '<form action="https://example.org/"><input name="x"></form>'),
    (1, '<input type="image" src="x.png">'),
    (1, '<button formaction="https://example.org/">x</button>'),
    (1, '<meta http-equiv="refresh" content="0;url=https://example.org/">'),
    (1, '<link rel="preconnect" href="https://example.org/">'),
    (1, '<link rel="dns-prefetch" href="//example.org/">'),
    (1, '<link rel="preload" imagesrcset="x.png 1x">'),
    (1, '<img src="https://example.org/x.png">'),
    (1, '<img src="//example.org/x.png">'),
    (1, '<img src="https:example.org/x.png">'),
    (1, r'<img src="\\example.org\x.png">'),
    (1, '<img src="x.png" srcset="https://example.org/x.png 2x">'),
    (1, '<img src="data:image/svg+xml;base64,PHN2Zz4=">'),
    (1, '<img src="data:text/html;base64,PHN2Zz4=">'),
    (1, '<img src="x.png" lowsrc="//example.org">'),
    (1, '<picture><source srcset="//example.org/x.png"></picture>'),
    (1, '<video poster="//example.org/x.png"></video>'),
    (1, '<audio src="x.mp3"></audio>'),
    (1, '<track src="x.vtt">'),
    (1, '<table background="//example.org/x.png">'),
    (1, '<body background="//example.org/x.png">'),
    (1, '<html manifest="x">'),
    (1, '<svg><use href="x.svg#a"/></svg>'),
    (1, '<svg><image href="//example.org/x.png"/></svg>'),
    (1, "<svg><script>x()</script></svg>"),
    (1, '<svg><a><animate attributeName="href" values="javascript:x()"/></a></svg>'),
    (1, '<math href="javascript:x()">x</math>'),
    (1, '<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>'),
    (1, "<template><script>x()</script></template>"),
    (1, "<textarea></textarea>"),
    (1, "<title></title>"),
    (1, "<xmp></xmp>"),
    (1, "<plaintext>"),
    (1, "<x-own>x</x-own>"),
    (1, "<!--><script>x()</script>-->"),
    (1, "<![CDATA[<script>x()</script>]]>"),
    (1, "<?php x ?>"),
    (1, "<!DOCTYPE html>"),
    (1, '<pre class="mermaid">graph TD</pre>'),
    (1, '<pre class="a&#32;mermaid">graph TD</pre>'),
    (1, '<p id="__config">{"base": "//example.org"}</p>'),
    (1, '<p data-md-component="source">x</p>'),
    (4, "```mermaid\ngraph TD\n```"),
    (4, "```{ .mermaid }\ngraph TD\n```"),
    (5, "[x](javascript:x())"),
    (15, "[![图](a.png)](javascript:x())"),
    (5, "![](https://example.org/x.png)"),
    (5, "![](//example.org/x.png)"),
    (6, "[x]: javascript:x()\n\n[y][x]"),
    (12, "[x](x.html){ onclick=x() }"),
    (2, "x{: style='color:red'}"),
    (2, r"\<script>x</script>"),  # Markdown lets no backslash take the sense from it
    (2, "x{.mermaid}"),
    (2, "x{ #__config }"),
]


@pytest.mark.parametrize(("column", "body"), BROKEN)
def test_what_would_load_or_run_is_told_at_its_place(tmp_path: Path, column: int, body: str):
    found = written(tmp_path, body)
    assert {rule for *_, rule in found} == {"not-in-a-page"}
    assert found[0][:2] == (7, column)


KEPT = [
    "普通的 **文字**，和 <b>粗</b> <em>斜</em> 字。",
    "[链接](x.html)、[外面](https://example.org/)、<https://example.org/>、<a@example.org>",
    '<a href="mailto:a@example.org" title="写信">x</a> <a href="tel:+86-10">x</a>',
    f'![图](图.png) <img src="pictures/a.png" alt="" width=20> <img src="{RASTER}" alt="">',
    f"[![图]({RASTER})](x.html)",
    "<details open><summary>更多</summary>\n\n文字\n\n</details>",
    (
        '<table><tr><th scope="col" colspan=2>甲</th></tr>'
        '<tr><td align="right">1 &lt; 2</td></tr></table>'
    ),
    '<p class="zc-note" lang="en" aria-label="x" id="here">x</p><br/><BR>',
    (
        "<ruby>汉<rt>hàn</rt></ruby> H<sub>2</sub>O <kbd>Ctrl</kbd> "
        "<q>引</q> <time datetime='2016'>那年</time>"
    ),
    "<!-- 待补 -->",
    "`<script>` 和 ``<iframe src=`x`>``",
    "```html\n<script>alert(1)</script>\n```",
    "~~~\n<script>alert(1)</script>\n{: onclick=x }\n~~~",
    "1 < 2，3 > 2",
    "# 标题 { #anchor .zc-x title='题' }",
    "| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |",
    "集合 {1, 2} 与 {甲}",
]


@pytest.mark.parametrize("body", KEPT)
def test_what_shows_text_is_not_told(tmp_path: Path, body: str):
    assert written(tmp_path, body) == []


@pytest.mark.parametrize(
    "html",
    [body for _, body in BROKEN if body.startswith("<")]
    + [
        "<p",
        "<p title='<'>",
        "<p/x>",
        '<p title="a>b">x</p',
        "< script>",
        "</script>",
        "</ p>",
    ],
)
def test_the_finished_page_of_somebody_is_held_to_the_same_list(html: str):
    assert next(handwriting.faults(f"<p>x</p>{html}"))[0] == 8


# ── the proof of finished pages ───────────────────────────────────────────────────────────────

LOADING = [
    '<img src="{}">', '<img srcset="a.png 1x, {} 2x">', '<source srcset="{}">',
    '<link rel="preload" imagesrcset="{} 1x">', '<link rel="dns-prefetch" href="{}">',
    '<link rel="preconnect" href="{}">', '<link rel="manifest" href="{}">',
    '<script src="{}"></script>',
    '<iframe src="{}"></iframe>', '<embed src="{}">', '<object data="{}"></object>',
    '<video poster="{}"></video>', '<audio src="{}"></audio>', '<track src="{}">',
    '<input src="{}">',
    '<form action="{}"></form>', '<button formaction="{}">x</button>',
    '<input formaction="{}">',
    '<table background="{}"></table>', '<td background="{}">', '<a href="x" ping="y {}">x</a>',
    '<a href="x" attributionsrc="{}">x</a>', '<svg><use href="{}"></use></svg>',
    '<svg><image xlink:href="{}"></image></svg>', '<svg><feImage href="{}"></feImage></svg>',
    '<svg><script href="{}"></script></svg>', '<base href="{}">',
    '<meta http-equiv="Refresh" content="0; URL={}">', '<body background="{}">',
]  # fmt: skip
OUTSIDE = [
    "https://example.org/x", "HTTP://example.org/x", "//example.org/x", "\\\\example.org/x",
    "/\\example.org/x", "https:example.org/x", " //example.org/x", "ht&#10;tps://example.org/x",
    "wss://example.org/x", "ftp://example.org/x", "file://server/x", "blob:x",
]  # fmt: skip


@pytest.mark.parametrize("html", LOADING)
@pytest.mark.parametrize("address", OUTSIDE)
def test_every_way_to_load_from_outside_is_seen(html: str, address: str):
    if "srcset" in html or "ping" in html or "attributionsrc" in html:
        address = address.strip().replace("&#10;", "")
    assert len(parsed_page(html.format(address)).outside) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>", "<script type='module'>x()</script>", "<style>p{}</style>",
        "<script type='importmap'>{}</script>", "<script type='speculationrules'>{}</script>",
        "<p style='x'>", "<p onfoo='x'>", "<iframe srcdoc='x'>", "<base target='x'>",
        "<a href='javascript:x'>", "<a href=' java&#9;script:x'>",
        "<a href='data:text/html,x'>",
        "<area href='vbscript:x'>", "<math><mtext href='javascript:x'>x</mtext></math>",
        "<img src='data:image/svg+xml,x'>", "<object></object>", "<embed>",
        "<svg><animate attributeName='href' values='javascript:x'></animate></svg>",
        "<svg><set attributeName='href' to='javascript:x'></set></svg>",
        "<form action='javascript:x'></form>", "<frameset></frameset>",
    ],
)  # fmt: skip
def test_everything_that_runs_within_a_page_is_seen(html: str):
    assert {f.rule for f in not_offline({"zh/x.html": parsed_page(f"<p>x</p>{html}")})} >= {
        "inline-code"
    }


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://example.org/'>x</a>", "<a href='mailto:a@b'>x</a>",
        "<a href='#x'>x</a>",
        f"<img src='{RASTER}'>", "<img src='a.png' srcset='a.png 1x, b.png 2x'>",
        "<link rel='stylesheet' href='../assets/a.css?v=1'>", "<script src='a.js'></script>",
        "<script type='application/json'>{}</script>", "<svg><use href='#a'></use></svg>",
        "<meta http-equiv='refresh' content='0; url=zh/index.html'>", "<form class='x'></form>",
    ],
)  # fmt: skip
def test_what_stays_within_the_site_is_not_told(html: str):
    assert list(not_offline({"zh/x.html": parsed_page(f"<p>x</p>{html}")})) == []


@pytest.mark.parametrize(
    ("css", "address"),
    [
        ("p{background:url(https://example.org/x)}", "https://example.org/x"),
        ("p{background:URL( '//example.org/x' )}", "//example.org/x"),
        ("@import 'https://example.org/x';", "https://example.org/x"),
        ("p{background:image-set('https://example.org/x' 1x)}", "https://example.org/x"),
        ("p{background:u\\72l(https://example.org/x)}", "https://example.org/x"),
        ("p{background:url('\\68ttps://example.org/x')}", "https://example.org/x"),
        ("@import url(data:text/css,x);", "data:text/css,x"),
        ("p{background:url(\\https://example.org/x)}", "https://example.org/x"),
        ("p{background:url(\\\\\\\\example.org/x)}", "\\\\example.org/x"),
        ("p{background:url(ht\ttps://example.org/x)}", "ht\ttps://example.org/x"),
    ],
)
def test_every_way_of_a_stylesheet_to_load_from_outside_is_seen(css: str, address: str):
    assert loads_in_css(f"a{{}}\n{css}") == ((2, address),)


@pytest.mark.parametrize(
    "css",
    [
        "/* https://example.org/ url(//x.y) */ p{}", "p::before{content:'//'}",
        "p{content:': '}",
        "p{background:url(x.png)}", "@font-face{src:url('data:font/woff2;base64,AA//BB')}",
        "p{background:url('data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>')}",
    ],
)  # fmt: skip
def test_a_stylesheet_that_loads_its_own_is_not_told(css: str):
    assert loads_in_css(css) == ()


def test_scripts_of_the_theme_find_nothing_outside(site: Path):
    told = {p.name: loads_in_script(p.read_text("utf-8")) for p in site.rglob("*.js")}
    assert {name: found for name, found in told.items() if found} == {}
    script = 'load("https://unpkg.com/mermaid@11/x.js");fetch(`https://api.github.com/x`)'
    assert [a for _, a in loads_in_script(script)] == [
        "https://unpkg.com/mermaid@11/x.js",
        "https://api.github.com/x",
    ]
    assert without_outside(script) == 'load("data:,");fetch(`data:,/x`)'


# ── in a real site and a real browser ─────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with a hand-written page that has all that may be in one, built."""
    root = tmp_path_factory.mktemp("handwriting") / "p"
    shutil.copytree(ROOT / "tests" / "cases" / "base", root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    pages = root / "content" / "pages" / "zh"
    shutil.copytree(CITY / "content" / "pages" / "zh", pages)
    own = [body for body in KEPT if ".png" not in body and "x.html" not in body]
    (pages / "x.md").write_text(
        HEAD + "\n\n".join(own) + f'\n\n<img src="{RASTER}" alt="图">\n', "utf-8"
    )
    build(Order(root, root / "site", workers=1))
    return root


@pytest.mark.parametrize("way", ["file", "server"])
def test_a_page_of_ones_own_asks_nothing_of_outside(kept: Path, page: Page, way: str):
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    with strict_server(kept / "site") as address:
        base = address if way == "server" else (kept / "site").as_uri()
        page.goto(f"{base}/zh/x.html")
        page.wait_for_load_state("networkidle")
        assert page.locator("ruby").count() == 1
        assert [u for u in asked if not u.startswith((base, "data:image/png"))] == []
        assert said == []


def test_a_page_that_is_refused_leaves_the_site_and_says_where(kept: Path, tmp_path: Path):
    root = tmp_path / "p"
    shutil.copytree(kept, root)
    with (root / "content" / "pages" / "zh" / "about.md").open("a", encoding="utf-8") as file:
        file.write("\n<script>alert(1)</script>\n")
    lines = (root / "content" / "pages" / "zh" / "about.md").read_text("utf-8").count("\n")
    place = f"content/pages/zh/about.md:{lines}:1: error: '<script>alert(1)</script>' may not"
    for command in ("check", "build"):
        done = run_zicha(command, cwd=root)
        assert done.returncode == 1
        assert place in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["hand.md.j2", "article.md.j2"])
def test_a_template_of_a_project_writes_no_script_into_a_page(
    kept: Path, tmp_path: Path, name: str
):
    root = tmp_path / "p"
    shutil.copytree(kept, root)
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    with (root / "site_templates" / "pages" / name).open("a", encoding="utf-8") as file:
        file.write("\n<script>alert(1)</script>\n")
    with pytest.raises(CannotGoOn) as stop:
        build(Order(root, root / "site", workers=1))
    assert {f.rule for f in stop.value.findings} == {"not-in-a-page"}
