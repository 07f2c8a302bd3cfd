"""Lines and marks of web pages that are no part of a text."""

import re

_COMMANDS = (
    "打印本页|打印本文|打印|关闭窗口|关闭本页|关闭|收藏本页|收藏|返回顶部|返回首页|返回列表|返回"
    "|分享|我要纠错|下载|大|中|小|字体|字号"
)
# what no regulation says anywhere: 【字体：大 中 小】 【打印】, 当前位置:首页 > 详细内容
_NEVER_TEXT = re.compile(
    rf"""您?(?:(?:的)?(?:当前|现在)的?)?位置\s?[:：].*
    |您(?:现在|当前)(?:的位置|所在位置|位于|在).*
    |首页\s?[>》|›»].*
    |.*[【\[]\s?(?:字体|字号)\s?[:：].*[】\]].*
    |(?:字体|字号)\s?[:：]\s?[【\[]?\s?[大小].*
    |(?:[【\[（(]\s?(?:{_COMMANDS})\s?[】\]）)]\s?)+
    |(?:打印本页|打印本文|关闭窗口|关闭本页|返回顶部|我要纠错|分享到\s?[:：]?|扫一扫.*)\s?
    |(?:浏览次数|点击数|点击量|阅读次数|访问量|阅读量|浏览量)\s?[:：]\s?\d*.*
    |.*(?:ICP备|公网安备).*
    |Copyright\b.*|©.*""",
    re.VERBOSE | re.IGNORECASE,
)
# what a page says about itself before the text and behind it: 发布时间：2006-12-01  来源：…
_ABOUT = re.compile(
    r"""(?:发布|发文|公布|更新|成文|印发|生成|公开|施行|实施)(?:时间|日期)\s?[:：]?\s?[\d【\[]?.*
    |[（(]?(?:信息|稿件|文章|文件)?(?:来源|编号|名称|类型|类别|分类|标题)\s?[:：].*
    |[（(]?原(?:文)?标题\s?[:：].*
    |(?:文号|索引号|索引|发文字号|发布文号|发布机构|发文机关|发文机构|发布单位|制定机关|颁布机关|主题分类|主题词|关键词
       |有效性|时效性|效力级别|效力状态|效力|统一登记号|公开方式|体裁分类|组配分类|稿源|作者|责任编辑|编辑|审核|录入
       |上一篇|下一篇|上一条|下一条|相关链接|相关阅读|相关新闻|相关文件|附件下载|分享到|标签|语言|语种)\s?[:：].*
    |(?:网站地图|联系我们|法律声明|关于我们|设为首页|加入收藏|网站声明|版权声明|版权所有|免责声明).*
    |(?:主办单位|主办|承办单位|承办|协办|技术支持|网站标识码|维护单位|版权|电话|传真|邮编|联系电话)\s?[:：].*
    |(?:联系)?地址\s?[:：]?\s?\S+\s+(?:邮编|邮政编码|电话).*
    |https?://\S+|www\.\S+""",
    re.VERBOSE | re.IGNORECASE,
)
# A cell of a page's own table that names what stands in the next one: 索 引 号：, 标　　题：
_LABEL = re.compile(
    "(?:索引号|主题分类|主题词|发文机关|发文机构|发布机构|发布单位|成文日期|发文日期|发布日期|生成日期|印发日期"
    "|公布日期|施行日期|实施日期|失效日期|标题|名称|文件名称|信息名称|发文字号|文号|有效性|效力状态|公文种类|体裁分类|组配分类"
    "|信息分类|关键词|内容概述|公开方式|统一登记号|来源)[:：]"
)
# behind these only a page's footer follows
_FOOTER = re.compile(
    r"[【\[]?\s?(?:打印本页|关闭窗口|打印本文|返回顶部|上一篇|下一篇|上一条|下一条|相关链接|相关阅读"
    r"|相关新闻|网站地图|主办单位\s?[:：]|版权所有|责任编辑\s?[:：]|Copyright\b|分享到|扫一扫)",
    re.IGNORECASE,
)
_LONGEST = 200  # characters; what is longer is prose
# <!-- INFO END -->, <p>, </strong>, &nbsp;
_MARKUP = re.compile(r"<!--[^>]{0,200}-->|</?[a-zA-Z][^<>]{0,200}>|&(?:nbsp|emsp|ensp|#160);")
# ## 第一章 总则, **第一条**
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*")


def is_never_text(line: str) -> bool:
    """Whether a line is a page's navigation, wherever it stands."""
    return len(line) <= _LONGEST and _NEVER_TEXT.fullmatch(line) is not None


def is_about_page(line: str) -> bool:
    """Whether a line outside the articles is what a page says about itself."""
    if len(line) > _LONGEST:
        return False
    name, colon, said = line.partition("：")  # 索 引 号：…
    return any(
        _ABOUT.fullmatch(text) for text in (line, f"{''.join(name.split())}{colon}{said}")
    )


def is_table_label(line: str) -> bool:
    """Whether a line is nothing but the name of what the next one says: 发文机关："""
    return len(line) <= _LONGEST and _LABEL.fullmatch("".join(line.split())) is not None


def begins_footer(line: str) -> bool:
    """Whether nothing but a page's footer can follow, if the text is over by then."""
    return len(line) <= _LONGEST and _FOOTER.match(line) is not None


def without_markup(line: str) -> str:
    """The line without tags of HTML and marks of Markdown."""
    if "<" in line or "&" in line:
        line = _MARKUP.sub(" ", line)
    return _MARKDOWN.sub("", line) if line.startswith("#") or "**" in line else line
