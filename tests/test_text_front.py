"""What stands before the first article and behind the last: titles, letters, signatures."""

import pytest

from generator.text.reading import read

ARTICLES = "第一条 为了甲，制定本办法。\n第二条 本办法自2018年6月1日起施行。\n"
NOTICE = """济南市人民政府办公厅关于印发济南市城市管理办法的通知
济政办发〔2018〕12号

各县区人民政府，市政府各部门：
　　《济南市城市管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。
　　附件：济南市城市管理办法

济南市人民政府办公厅
2018年5月3日
（此件公开发布）

附件

"""
ORDER = """中华人民共和国国务院令
第 591 号
《危险化学品安全管理条例》已经2011年2月16日国务院第144次常务会议修订通过，现予公布，自2011年12月1日起施行。
总 理  温家宝
二○一一年三月二日
"""


@pytest.mark.parametrize(
    ("front", "title", "preamble"),
    [
        ("某市办法\n", "某市办法", ()),
        ("某市办法\n（试行）\n", "某市办法（试行）", ()),
        ("某市城市管理\n若干规定\n", "某市城市管理若干规定", ()),
        ("《某市办法》\n", "某市办法", ()),
        ("某市保护检举人的规\n定\n", "某市保护检举人的规定", ()),
        ("某市高级人民法院关于\n办理刑事案件适用法律若\n干问题的解释\n",
         "某市高级人民法院关于办理刑事案件适用法律若干问题的解释", ()),
        ("某市权责清单\n甲、乙\n", "某市权责清单", ("甲、乙",)),
        ("某市办法\n根据甲，特制定本办法。\n", "某市办法", ("根据甲，特制定本办法。",)),
        (f"{NOTICE}济南市城市管理办法\n", "济南市城市管理办法", ()),
        (f"{NOTICE}济南市城市管理办法\n（试行）\n", "济南市城市管理办法（试行）", ()),
        (f"{NOTICE}济南市城市管理\n实施办法\n", "济南市城市管理实施办法", ()),
        (f"{NOTICE}济南市城市管理办法\n2018年5月1日通过\n济南市 城市管理办法\n",
         "济南市城市管理办法", ()),
        (f"{NOTICE}济南市城市管理办法\n为了甲，制定本办法。\n", "济南市城市管理办法",
         ("为了甲，制定本办法。",)),
        (f"{ORDER}危险化学品安全管理条例\n（2002年1月26日国务院令第344号公布）\n",
         "危险化学品安全管理条例", ()),
        ("某市政府令第12号\n《甲办法》已经通过，现予公布。\n市长 乙\n甲办法\n", "甲办法", ()),
        (("关于修改《甲条例》的决定\n一、第三条修改为：“乙。”\n《甲条例》根据本决定作相应修改，"
         "重新公布。\n甲条例\n"), "甲条例", ()),
        ("国务院关于印发甲办法的通知\n各省：\n现将甲办法印发给你们，请遵照执行。\n",
         "国务院关于印发甲办法的通知", ("各省：", "现将甲办法印发给你们，请遵照执行。")),
        ("全国人大常委会关于严禁卖淫嫖娼的决定\n为了甲，特作如下决定：\n",
         "全国人大常委会关于严禁卖淫嫖娼的决定", ("为了甲，特作如下决定：",)),
    ],
)  # fmt: skip
def test_the_title_is_that_of_the_regulation(front, title, preamble):
    document, findings = read((front + ARTICLES).encode(), "x.txt")
    assert (document.title, document.preamble, findings) == (title, preamble, ())


def test_the_letter_before_a_regulation_is_kept_apart():
    document, _ = read(f"{NOTICE}济南市城市管理办法\n{ARTICLES}".encode(), "x.txt")
    assert document.cover == (
        "济南市人民政府办公厅关于印发济南市城市管理办法的通知",
        "济政办发〔2018〕12号",
        "各县区人民政府，市政府各部门：",
        "《济南市城市管理办法》已经市政府同意，现印发给你们，请认真贯彻执行。",
        "附件：济南市城市管理办法",
        "济南市人民政府办公厅",
        "2018年5月3日",
        "（此件公开发布）",
        "附件",
    )


@pytest.mark.parametrize(
    "closing",
    [
        "济南市人民政府办公厅\n2018年5月3日\n",
        "某市人民代表大会常务委员会\n二〇一八年五月三日\n",
        "抄送：市委各部门，市法院，市检察院。\n济南市人民政府办公厅 2018年5月3日印发\n",
        "（此件公开发布）\n",
        "抄报：省政府。\n共印50份\n",
        "附件：1.甲表\n2.乙表\n某某局\n2018年5月3日\n",
    ],
)
def test_signatures_are_no_part_of_the_last_article(closing):
    document, _ = read(f"办法\n{ARTICLES}{closing}".encode(), "x.txt")
    assert document.articles[-1].words == "本办法自2018年6月1日起施行。"
    assert "".join(document.appendix) == "".join(closing.splitlines())


@pytest.mark.parametrize("line", ["有效期至2023年5月31日。", "济南市人民政府", "一、甲"])
def test_words_that_may_be_the_last_article_stay_there(line):
    document, _ = read(f"办法\n{ARTICLES}{line}".encode(), "x.txt")
    assert document.appendix == ()
