"""The files of a new project, which builds before anything is written in it."""

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


def starter(taken: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Path → contents; `taken` are the settings and pages that come with the program."""
    made = {"content/site.yaml": SITE, ".gitignore": IGNORED}
    return {**taken, **{path: text.encode() for path, text in made.items()}}
