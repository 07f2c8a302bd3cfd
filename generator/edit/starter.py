"""The files of a new project, which builds before anything is written in it."""

import re
from collections.abc import Mapping

SITE = """# 网站的名称和收录的法规。zicha import 会把新法规的编号加到 regulations 里。
title: {zh: 法规自查}
lede: {zh: 把法规的每一条、每一项变成可以核对的问题，对照原文自查，打印填写，逐项整改。}

# 收录的法规，按首页显示的顺序。
regulations: []
"""

IGNORED = """# 由 zicha build 生成，不必保存
/site/
/.zicha/
"""

README = "README.md"
ABOUT = """# 自查项目

这个文件夹用 zicha 做成一个网站和可打印的自查表。在这个文件夹里运行：

```
zicha import 法规文件.docx --id mou-2019   # 收录一部法规；编号用小写字母、数字和连字符
zicha worksheet mou-2019 -o 检查.xlsx     # 起草的检查项，在 Excel 里采用、修改
zicha worksheet mou-2019 --from 检查.xlsx # 读回；先加 --dry-run 看会改什么
zicha check                                # 还要写什么、哪里不对，逐处列出
zicha serve                                # 边改边看
zicha build                                # 生成 site/：打开 site/index.html，或复制到服务器
```

| 在哪里 | 是什么 |
|---|---|
| `content/site.yaml` | 网站名称，收录哪些法规 |
| `content/编号/` | 一部法规：收到的文件，正文 `zh.txt`，名称、文号等 `regulation.yaml` |
| `content/编号/en.txt` | 英文译文，没有也可以 |
| `checklists/编号/` | 检查项，一条一个文件；`vocabulary.yaml` 是检查项所用的代码 |
| `content/pages/` | 网站上的说明页，可以改写 |
| `mkdocs.yml` | 网站的技术设置，一般不用动 |
| `schema/` | 编辑器据此提示和解释每个键和代码；由 zicha 写入和更新，不用动 |
| `site/`、`.zicha/` | 生成的结果和缓存，可以随时删除 |

用 VS Code 等编辑器时装上 YAML 插件，写检查项就有提示。
除 `site/`、`.zicha/` 外都应备份，例如用 git。

---

zicha makes a website and printable self-inspection sheets from this folder. Run in it:

```
zicha import text.docx --id mou-2019   # add a regulation; id: small letters, digits, hyphens
zicha worksheet mou-2019 -o x.xlsx      # its drafted checks, to accept and edit in Excel
zicha worksheet mou-2019 --from x.xlsx  # read back; --dry-run first shows what would change
zicha check                            # what is still to be written, what is wrong and where
zicha serve                            # see it while you edit
zicha build                            # site/: open site/index.html, or copy it to a server
```

| where | what |
|---|---|
| `content/site.yaml` | the name of the site, the regulations on it |
| `content/ID/` | a regulation: the file received, its text `zh.txt`, facts `regulation.yaml` |
| `content/ID/en.txt` | a translation, if there is one |
| `checklists/ID/` | its checks, a file an article; the codes they use in `vocabulary.yaml` |
| `content/pages/` | the pages about the site, to be reworded |
| `mkdocs.yml` | technical settings, best left alone |
| `schema/` | from these editors complete and explain keys and codes; zicha renews them |
| `site/`, `.zicha/` | what was built, and a cache: delete them at will |

An editor such as VS Code with its YAML extension completes checks as you type.
Keep a copy of all but `site/` and `.zicha/`, in git for instance.
"""


# The pages lead to forms of a regulation that a new project has not.
_INTO_A_BOOK = re.compile(rb'<a href="[\w.-]+/[\w.-]+\.html(?:#[^"]*)?">([^<]*)</a>')


def starter(taken: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Path → contents; `taken` are the settings and pages that come with the program."""
    made = {"content/site.yaml": SITE, ".gitignore": IGNORED, README: ABOUT}
    pages = {path: _INTO_A_BOOK.sub(rb"\1", data) for path, data in taken.items()}
    return {**pages, **{path: text.encode() for path, text in made.items()}}
