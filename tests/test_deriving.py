"""Drafts of checks: what a text asks, in questions to which 是 is the good answer."""

import json
import re

import pytest
from city import CITY
from hypothesis import given
from hypothesis import strategies as st

from bench.deriving import score
from generator.records.walking import by_address
from generator.text.deriving.points import derive
from generator.text.structure.parser import parse

PARKS = CITY / "content/parks/zh.txt"
LEAD = (
    "第一条　公园管理单位有下列情形之一的，给予警告或者记过处分：\n"
    "（一）{}的；\n（二）乱砍滥伐的。\n"
)


def points(text: str) -> list[tuple[str, str, str, str, str]]:
    derived = derive(parse("某办法\n" + text, "zh.txt")[0])
    return [(p.at, p.kind, p.bearer, p.quote, p.ask) for p in derived.points]


def asked(sentence: str) -> list[str]:
    return [p[4] for p in points(f"第一条　{sentence}\n")]


def asked_in_list(failure: str) -> list[str]:
    return [p[4] for p in points(LEAD.format(failure)) if p[0] == "a1.i1"]


@pytest.mark.parametrize(
    ("sentence", "questions"),
    [
        (
            "公园管理单位应当建立巡查制度，配备专职人员，并于每年年底前向主管部门报告巡查情况。",
            [
                "是否建立巡查制度？",
                "是否配备专职人员？",
                "是否于每年年底前向主管部门报告巡查情况？",
            ],
        ),
        (
            "主管部门收到申请后，应当在十个工作日内作出决定；不予批准的，应当书面说明理由。",
            [
                "收到申请后，是否在十个工作日内作出决定？",
                "不予批准的，是否书面说明理由？",
            ],
        ),
        ("任何单位和个人不得擅自占用绿地。", ["是否没有擅自占用绿地？"]),
        ("禁止在公园内焚烧垃圾。", ["是否没有在公园内焚烧垃圾？"]),
        (
            "经市人民政府批准，主管部门可以调整保护名录。",
            ["调整保护名录的，是否经市人民政府批准？"],
        ),
        ("日常养护，由养护责任单位负责。", ["日常养护，是否由养护责任单位负责？"]),
        ("主管部门可以委托专业机构开展评估。", []),
        ("申请人可以自收到决定之日起六十日内申请行政复议。", []),
        ("国家鼓励社会力量参与公园建设。", []),
        ("本办法所称古树，是指树龄在一百年以上的树木。", []),
        ("为了加强公园管理，根据有关法律，制定本办法。", []),
        ("本办法自2020年1月1日起施行。", []),
        ("因不可抗力停工的，施工单位应当报告。", ["因不可抗力停工的，是否报告？"]),
        ("单位应当为未成年人提供必要的保护。", ["是否为未成年人提供必要的保护？"]),
        (
            "管护单位不得泄露举报人信息，并采取措施保护举报人；严格登记来访情况。",
            [
                "是否没有泄露举报人信息？",
                "是否采取措施保护举报人？",
                "是否严格登记来访情况？",
            ],
        ),
        (
            "管护单位应当组织养护企业和物业单位，根据天气情况，制定修剪方案。",
            ["是否组织养护企业和物业单位，根据天气情况，制定修剪方案？"],
        ),
        ("巡护记录应当载明日期，地点，处理情况。", ["巡护记录是否载明日期，地点，处理情况？"]),
        ("必要时还应当报告主管部门。", ["必要时是否还报告主管部门？"]),
        ("日常巡查由养护单位负责。", ["日常巡查，是否由养护单位负责？"]),
        ("造成损失的，养护单位应当依法承担赔偿责任。", []),
        ("管护单位建立巡查制度，检查不合格的，不得开放。",
         ["是否建立巡查制度？", "检查不合格的，是否没有开放？"]),
        ("从轻处理的，经认真调查、集体讨论，可以减轻处理。",
         ["减轻处理的，是否经认真调查、集体讨论？"]),
        ("本办法所称管护责任，是指管护单位，按照要求完成任务。", ["是否按照要求完成任务？"]),
        ("园内设施应当保持完好，标志清晰。", ["园内设施是否保持完好？", "标志是否清晰？"]),
    ],
)  # fmt: skip
def test_a_sentence_becomes_the_questions_an_editor_would_ask(sentence, questions):
    assert asked(sentence) == questions


@pytest.mark.parametrize(
    ("failure", "questions"),
    [
        ("未落实养护责任", ["是否落实养护责任？"]),
        ("未经批准，擅自砍伐树木", ["砍伐树木的，是否经批准？"]),
        ("未征求居民意见，同意改变公园用途", ["改变公园用途的，是否征求居民意见？"]),
        ("对应当补植的树木不予补植", ["对应当补植的树木，是否予以补植？"]),
        ("资金拨付不及时", ["资金是否及时拨付？"]),
        ("制度不健全，责任落实不到位", ["制度是否健全？", "责任是否落实到位？"]),
        ("帮扶工作不扎实、不深入", ["帮扶工作是否扎实、深入？"]),
        ("虚报养护面积，造成国家损失", ["是否没有虚报养护面积？", "是否避免了造成国家损失？"]),
        ("不履行职责或者越权审批", ["是否履行职责？", "是否没有越权审批？"]),
        ("不按规定的期限报送备案或者报告情况", ["是否按规定的期限报送备案或者报告情况？"]),
        ("向不符合条件的企业发放许可", ["是否没有向不符合条件的企业发放许可？"]),
        ("无正当理由，拒不接受检查", ["是否没有无正当理由拒不接受检查的情况？"]),
        ("拒绝、阻碍巡护员依法执行职务", ["是否没有拒绝、阻碍巡护员依法执行职务？"]),
        ("情节严重，处五百元罚款", []),
        ("发现隐患，不及时处理", ["发现隐患是否及时处理？"]),
        ("在公园内采取欺骗手段，收取费用", ["是否没有在公园内采取欺骗手段，收取费用？"]),
        ("长期达不到绿化标准", ["是否长期达到绿化标准？"]),
        ("其他行为", ["经自查，是否确认没有其他行为（如有，答“否”并逐项填写）？"]),
    ],
)  # fmt: skip
def test_a_failure_is_asked_so_that_yes_is_good(failure, questions):
    found = asked_in_list(failure)
    if failure.startswith("未征求"):
        assert len(found) == 1
        assert "是否征求居民意见" in found[0]
        return
    assert found == questions


def test_the_subject_of_a_list_is_the_bearer_of_its_items():
    assert [(p[0], p[1], p[2]) for p in points(LEAD.format("未落实养护责任"))] == [
        ("a1.i1", "circumstance", "公园管理单位"),
        ("a1.i2", "circumstance", "公园管理单位"),
    ]


def test_items_of_a_list_of_duties_are_cut_as_sentences_are():
    text = (
        "第一条　管护单位履行下列职责：\n"
        "（一）根据需要，检查设施，并落实养护责任；\n"
        "（二）维护秩序，对受伤的游客应当立即救助；\n（三）其他事项。\n"
    )
    assert [(p[0], p[2], p[4]) for p in points(text)] == [
        ("a1.i1", "管护单位", "根据需要，是否检查设施？"),
        ("a1.i1", "管护单位", "是否落实养护责任？"),
        ("a1.i2", "管护单位", "是否维护秩序？"),
        ("a1.i2", "管护单位", "对受伤的游客是否立即救助？"),
    ]


def test_where_a_list_holds_is_said_in_its_questions():
    text = "第一条　在公园内禁止下列行为：\n（一）攀折花木；\n（二）采挖野菜。\n"
    assert [p[4] for p in points(text)] == [
        "在公园内，是否没有攀折花木？",
        "在公园内，是否没有采挖野菜？",
    ]


def test_a_list_of_things_or_penalties_asks_nothing_of_its_items():
    things = "第一条　前款所称其他方法包括下列行为：\n（一）张贴虚假说明。\n"
    penalties = (
        "第一条　管护单位违反本办法的，按照下列规定处罚：\n"
        "（一）未巡查的，处五百元罚款；\n（二）未登记的，处三百元罚款。\n"
    )
    assert points(things) == []
    assert [p[4] for p in points(penalties)] == ["是否巡查？", "是否登记？"]


@pytest.mark.parametrize(
    ("sentence", "bearer"),
    [
        ("经批准的公司、绿化企业的人员应当登记。", "经批准的公司、绿化企业的人员"),
        ("船舶登记机关应当公布名单。", "船舶登记机关"),
        ("区政府负责园林管理的部门应当公布名单。", "区政府负责园林管理的部门"),
        ("自然资源主管部门应当公布名单。", "自然资源主管部门"),
        ("互联网服务提供者应当公布名单。", "互联网服务提供者"),
        ("公园养护水平应当达到标准。", ""),
    ],
)  # fmt: skip
def test_the_bearer_is_the_whole_name_at_the_head(sentence, bearer):
    assert [p[2] for p in points(f"第一条　{sentence}\n")] == [bearer]


@pytest.mark.parametrize("name", ["d02", "d04"])
def test_drafts_are_what_a_careful_editor_takes(name):
    found = score(name)
    assert found.f1 >= 0.85
    assert found.polarity >= 0.98
    assert found.bearer >= 0.85
    assert found.alike >= 0.8


def test_what_leads_to_another_act_is_no_failure():
    text = (
        "第一条　养护责任单位有下列情形之一的，应当向主管部门报告：\n"
        "（一）树木死亡的；\n（二）树木倾斜的。\n"
    )
    assert points(text) == [
        (
            "a1",
            "duty",
            "养护责任单位",
            "养护责任单位有下列情形之一的，应当向主管部门报告",
            "有下列情形之一的，是否向主管部门报告？",
        )
    ]


def test_an_article_that_asks_nothing_says_why():
    derived = derive(parse(PARKS.read_text("utf-8"), "zh.txt")[0])
    assert derived.set_aside["a1"] == "制定目的和依据"
    assert "施行日期" in [*derived.set_aside.values()][-1]


CLAUSE = st.sampled_from(
    (
        "单位", "应当", "不得", "，", "；", "的", "未", "不", "报告情况", "或者", "、", "对",
        "主管部门", "有下列行为之一", "给予处分", "（试行）", "《规定》", "经批准", "可以",
        "由",
        "负责", "：", "案件", "擅自", "造成损失",
    )
)  # fmt: skip


@given(st.lists(CLAUSE, max_size=30).map("".join), st.lists(CLAUSE, max_size=12).map("".join))
def test_every_quote_stands_in_its_provision_and_every_question_asks(words, item):
    document = parse(
        f"某办法\n第一条　{words}：\n（一）{item}。\n第二条　{item}。\n", "zh.txt"
    )[0]
    passages = by_address(document.articles)
    for point in derive(document).points:
        assert point.quote in passages[point.at].words
        assert re.fullmatch(r".*是否.+[？）].*", point.ask, re.DOTALL)


def test_the_command_gives_points_and_articles_as_data(zicha):
    done = zicha("--project", str(CITY), "derive", "parks", "--format", "json")
    data = json.loads(done.stdout)
    assert set(data) == {"points", "articles"}
    assert set(data["points"][0]) == {"at", "quote", "kind", "bearer", "ask"}
    assert data["articles"]["a1"] == {"no_checks": True, "why": "制定目的和依据"}
    assert not data["articles"]["a5"]["no_checks"]


def test_drafts_are_told_in_words_with_their_number(zicha):
    done = zicha("--ui", "zh", "--project", str(CITY), "derive", "parks")
    assert done.stdout.startswith("a")
    assert "起草了" in done.stderr
