"""Lines of web pages and printouts that are no part of a text."""

import re

# a line that is one of these, wherever it stands
_NOISE = re.compile(
    r"""(?:您?(?:当前|现在)?的?(?:当前)?位置\s?[:：].*          # 当前位置:首页 > 详细内容
    |首页\s?[>》|].*
    |.*【字体\s?[:：].*】.*                                    # 【字体：大 中 小】 【打印】 【关闭】
    |字体\s?[:：]\s?[大小中\[【].*
    |[【\[（(]?\s?(?:打印|关闭|收藏|返回|分享|打印本页|关闭窗口|打印本文|返回顶部|返回首页|我要纠错|下载)(?:[】\]）)\s|【\[（(]+(?:打印|关闭|收藏|返回|分享|打印本页|关闭窗口|返回顶部|我要纠错|下载)?)*
    |(?:分享到|分享至|扫一扫|浏览次数|点击数|阅读次数|点击量|访问量|责任编辑|编辑|作者|字号|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|附件下载|信息来源|来源|稿源)\s?[:：].*
    |(?:发布|发文|公布|更新|成文|印发)(?:时间|日期)\s?[:：]\s?\d.*       # 发布时间：2006-12-01  来源：…
    |(?:文件编号|文号|索引号|发文字号|发布机构|发文机关|发文机构|主题分类|主题词|有效性|时效性|信息分类|生成日期|统一登记号|公开方式|公开日期|体裁分类|组配分类|效力状态|名称)\s?[:：].*
    |(?:网站地图|联系我们|法律声明|关于我们|设为首页|加入收藏|网站声明|版权声明).*
    |(?:主办单位|主办|承办|承办单位|版权所有|技术支持|网站标识码|京公网安备|网站备案号)\s?[:：]?.*
    |(?:地址|联系地址)\s?[:：]?\s?\S+\s+(?:邮编|邮政编码|电话).*
    |.*(?:ICP备|公网安备).*
    |Copyright\b.*|©.*|https?://\S+)""",
    re.VERBOSE | re.IGNORECASE,
)
# lines behind which only a page's footer follows
_FOOTER = re.compile(
    r"[【\[]?\s?(?:打印本页|关闭窗口|打印本文|返回顶部|上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关新闻|网站地图|主办单位\s?[:：]|版权所有|责任编辑|Copyright\b|分享到)",
    re.IGNORECASE,
)
_LONGEST = 200  # characters; what is longer is prose


def is_noise(line: str) -> bool:
    """Whether a line is navigation, a note of the page about itself, or a footer."""
    return len(line) <= _LONGEST and _NOISE.fullmatch(line) is not None


def begins_footer(line: str) -> bool:
    """Whether nothing but noise can follow, if the text is over by then."""
    return len(line) <= _LONGEST and _FOOTER.match(line) is not None


# <!-- INFO END -->, <p>, </strong>, &nbsp;
_MARKUP = re.compile(r"<!--[^>]{0,200}-->|</?[a-zA-Z][^<>]{0,200}>|&nbsp;|&emsp;|&ensp;")
# ## 第一章 总则, **第一条**
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*|__(?=第)")


def without_markup(line: str) -> str:
    """The line without tags of HTML and marks of Markdown."""
    if "<" in line or "&" in line:
        line = _MARKUP.sub(" ", line)
    return _MARKDOWN.sub("", line) if line.startswith("#") or "**" in line else line
