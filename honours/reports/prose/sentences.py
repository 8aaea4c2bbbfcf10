"""The sentences of the 情况报告, in the order of the seed. Figures fill them; nothing is computed.

A sentence whose figures have nothing to say is left out, or says what stands in ``instead``.
What the rooms of later issues will know (督查, 节约经费) is not said here at all.
"""

from dataclasses import dataclass

from honours.kernel.terms import Term
from honours.reports.vocabulary import Part


class Only(Term):
    """When a sentence may stand."""

    ALWAYS = "always", "总是"
    TARGET_MET = "target_met", "达到目标"
    TARGET_MISSED = "target_missed", "未达到目标"
    TARGET_UNJUDGED = "target_unjudged", "无从判断"
    UNDISPUTED = "undisputed", "公示过而没有异议"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One computed sentence. ``listed`` are phrases joined by “、” before ``text``; those without
    a figure fall out, and with the last of them the sentence."""

    text: str
    listed: tuple[str, ...] = ()
    instead: str = ""
    only: Only = Only.ALWAYS


@dataclass(frozen=True, slots=True)
class Place:
    """A heading with what stands under it: the own words of ``part``, then the sentences.

    Without ``label`` the words make a paragraph of their own.
    """

    level: int
    label: str
    part: Part | None = None
    sentences: tuple[Sentence, ...] = ()


OPENING = Place(
    0,
    "",
    Part.OPENING,
    (
        Sentence("{年份}年以来，我局根据{依据文件}精神，牵头清理规范{地区}评比达标表彰活动。"),
        Sentence("本报告的数据截至{截止日期}，均由登记的记录算出，见数据附表。"),
    ),
)

MOBILISATION = (
    Place(1, "深入动员，提高对清理规范评比达标表彰工作的认识"),
    Place(
        2,
        "广泛深入动员。",
        Part.MOBILISED,
        (
            Sentence(
                "先后印发{印发文件}，明确清理规范工作的重要意义、工作范围、原则要求和组织领导。"
            ),
        ),
    ),
    Place(
        2,
        "部署具体工作。",
        Part.DEPLOYED,
        (
            Sentence("明确{负总责}负总责。"),
            Sentence("{具体负责}具体负责。"),
            Sentence(
                "确定{专门办事机构}为专门办事机构，承办归口申报、集中审核以及清理规范活动的组织实施。"
            ),
            Sentence("{应报单位}列入填报范围。"),
        ),
    ),
    Place(2, "加大宣传力度。", Part.PUBLICISED),
)

TREATMENT = (
    Place(1, "集中治理，全面启动清理规范评比达标表彰工作"),
    Place(
        2,
        "目标任务明确。",
        Part.GOALS,
        (Sentence("减幅目标为{减幅目标}以上。", instead="启动之日没有现行文件规定减幅目标。"),),
    ),
    Place(2, "坚持清理原则。", Part.PRINCIPLES),
    Place(2, "明确方法步骤。", Part.STEPS),
    Place(3, "调查摸底。", None, (Sentence("{应报单位}同步进行排查。"),)),
    Place(
        3,
        "填表登记。",
        None,
        (
            Sentence(
                "无论什么项目均填表上报，截至{截止日期}，{已报送单位}已经报送。",
                instead="截至{截止日期}，还没有单位报送。",
            ),
            Sentence("其中{零报告单位}作零报告。"),
            Sentence(
                "{地区}共填报评比达标表彰事项{填报事项}。",
                instead="尚无填报的评比达标表彰事项。",
            ),
            Sentence("承办、协办的{承办协办事项}由主办单位填报，不重复计数。"),
            Sentence("另查出漏报的{漏报查出事项}，一并清理，纳入清理的共{纳入清理事项}。"),
            Sentence("{逾期报送单位}逾期报送。"),
            Sentence("{未报送单位}至今未报送。"),
        ),
    ),
    Place(
        3,
        "甄别审核。",
        None,
        (
            Sentence(
                "经甄别审核和联席会议审定，{列举}。",
                (
                    "撤销{撤销事项}",
                    "合并{合并事项}",
                    "保留{保留事项}",
                    "限期整改{限期整改事项}",
                    "移交其他制度管理{移交事项}",
                ),
                instead="尚无经联席会议审定撤销、合并或者保留的事项。",
            ),
            Sentence(
                "以撤销、合并的事项除以纳入清理的事项，减幅为{减幅}，达到{减幅目标}以上的目标。",
                only=Only.TARGET_MET,
            ),
            Sentence(
                "以撤销、合并的事项除以纳入清理的事项，减幅为{减幅}，未达到{减幅目标}以上的目标。",
                only=Only.TARGET_MISSED,
            ),
            Sentence(
                "以撤销、合并的事项除以纳入清理的事项，减幅为{减幅}。", only=Only.TARGET_UNJUDGED
            ),
            Sentence("尚未审定的有{尚未审定事项}。"),
        ),
    ),
    Place(
        3,
        "明确重点。",
        None,
        (
            Sentence(
                "对不符合法律、法规规定，面向企事业重复设置的{暂停事项}一律暂停办理。",
                instead="没有暂停办理的事项。",
            ),
            Sentence("暂停的{暂停事项}不计入减幅；连同暂停的一并计算，比例为{连同暂停的比例}。"),
        ),
    ),
    Place(
        3,
        "反馈信息。",
        None,
        (
            Sentence(
                "将清理结果与业务主管部门见面，{列举}。",
                ("认可{单位认可事项}", "申辩{单位申辩事项}"),
            ),
            Sentence("联席会议作出决议{联席会议决议}。"),
        ),
    ),
)

INSTITUTIONS = (
    Place(1, "注重实效，建立完善长效机制"),
    Place(
        2,
        "建立规范评比达标表彰机制。",
        Part.NORMS,
        (
            Sentence(
                "{年份}年，经统一归口管理，表彰{列举}。", ("{表彰集体}集体", "{表彰个人}先进个人")
            ),
            Sentence("表彰的个人中，基层一线{一线个人}，占{一线占比}。"),
            Sentence("县处级干部{县处级个人}，占{县处级占比}。"),
            Sentence("人选公示{人选公示}，均无不良反映。", only=Only.UNDISPUTED),
            Sentence("人选公示{人选公示}，收到异议{公示异议}。"),
            Sentence("其中成立的{异议成立}，已按规定处理。"),
            Sentence("撤销荣誉{撤销荣誉}。"),
        ),
    ),
    Place(
        2,
        "建立评比表彰督查机制。",
        Part.INSPECTION,
        (Sentence("通过双向检查和专项检查，{列举}。", ("办结{办结线索}", "正在核查{待核线索}")),),
    ),
    Place(
        2,
        "建立问责机制。",
        Part.ACCOUNTABILITY,
        (
            Sentence(
                "针对报送的人选大多是部门领导的情况，退回{改报一线的名单}名单，取消后改报了基层一线同志。"
            ),
            Sentence(
                "对{列举}在上报拟表彰奖励过程中超比例报送的事项提出了批评，收回了拟表彰事项。",
                (
                    "{超比例报送的县（区）}县（区）人事部门",
                    "{超比例报送的市级部门}市级政府部门",
                ),
            ),
        ),
    ),
)

PROBLEMS = (
    Place(1, "存在的问题和不足"),
    Place(
        0,
        "",
        Part.PROBLEMS,
        (
            Sentence(
                "从记录看，减幅为{减幅}，未达到{减幅目标}以上的目标，清理力度需要进一步加大。",
                only=Only.TARGET_MISSED,
            ),
            Sentence("{未报送单位}至今未报送，其未报事项一经查出即列入撤销。"),
            Sentence("{逾期报送单位}逾期报送，个别单位重视不够。"),
            Sentence("漏报{漏报查出事项}，填报不够全面。"),
            Sentence("对{单位申辩事项}的处理，填报单位提出申辩，认识还不够统一。"),
            Sentence("尚有{尚未审定事项}没有审定。"),
            Sentence("尚有{待核线索}没有核清。"),
            Sentence("{改报一线的名单}名单报送部门领导偏多，对基层倾斜不够。"),
        ),
    ),
    Place(0, "", Part.AHEAD),
)

ORDER = (OPENING, *MOBILISATION, *TREATMENT, *INSTITUTIONS, *PROBLEMS)

RESTATED = (
    "我局前报送的{原报告}，因有关记录变动，部分数据已经变化，现更正如下，其余内容不变。",
    "本报告的数据截至{截止日期}，均由登记的记录算出，见数据附表。",
)
