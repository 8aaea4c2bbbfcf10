"""In what words headings name a column, as seen in real catalogues, forms and notices."""

import re

from honours.campaigns.columns.fields import ROW_KEY_HEADING, FilingField

_PRINTED: dict[FilingField, str] = {
    FilingField.SEQUENCE: "序号 编号 顺序号 项目序号 序 号",
    FilingField.NAME: """
        项目名称 名称 活动名称 评比达标表彰项目 评比达标表彰项目名称
        评比达标表彰活动名称 表彰项目 表彰项目名称 评选表彰项目 表彰名称
        奖励(命名)名称 事项名称 奖项名称 评比表彰项目名称 项目
    """,
    FilingField.KIND: "类别 类型 项目类别 项目类型 活动类别 活动类型 性质 项目性质 评比/达标/表彰",
    FilingField.HOSTS: """
        主办单位 主办部门 主办机关 主办(承办)单位 主办单位(承办单位) 主办(承办)部门
        牵头单位 牵头部门 举办单位 举办部门 组织单位 主办 主管单位 主管部门 实施主体
        实施部门 行使主体 授奖(命名)单位 责任单位 表彰单位 表彰机关
    """,
    FilingField.CO_HOSTS: """
        承办单位 承办部门 协办单位 承办协办单位 承办、协办单位 承办(协办)单位 承办
        协办
    """,
    FilingField.UNDERTAKING: """
        是否自办 自办/承办 自办或承办 自办、承办 自办承办 举办方式 承办类型 办理方式
    """,
    FilingField.BASIS: """
        设立依据 依据 政策依据 法律依据 文件依据 设定依据 依据文件 设立依据及文号
        文号 设立依据(文件名称及文号) 举办依据 项目依据 批准文件 批准文号 实施依据
    """,
    FilingField.ESTABLISHED_ON: """
        设立时间 设立日期 设立年份 批准时间 开始时间 首次开展时间 创办时间
    """,
    FilingField.PERIOD: "周期 活动周期 评选周期 表彰周期 举办周期 评比周期 届次周期 频次 开展周期",
    FilingField.LAST_HELD_ON: """
        上次开展时间 上次开展年度 最近一次开展时间 最近开展时间 上届时间
        上次评选时间 最近一次举办时间 上次举办时间 最近一次表彰时间
    """,
    FilingField.PLANNED_ON: """
        拟开展时间 拟开展日期 拟开展年度 拟举办时间 拟评选时间 拟表彰时间 计划开展时间
        计划开展年度 计划举办时间 下次开展时间 下届时间 下一次开展时间
    """,
    FilingField.SCOPE: "评选范围 范围 评比范围 表彰范围 参评范围 实施范围 活动范围",
    FilingField.AUDIENCES: """
        面向对象 对象 评选对象 表彰对象 参评对象 是否面向企业/基层/群众 活动对象
        奖励对象
    """,
    FilingField.POOL: """
        参评数 参评总数 参评单位数 参评人数 参评单位数/人数
        符合参评条件的集体和个人总数 参评数量
    """,
    FilingField.QUOTA: """
        表彰名额 获奖数 名额 评选名额 表彰数 表彰数量 奖励名额 获奖数量 表彰集体数
        表彰个人数 评选数量 表彰奖励名额 集体名额 个人名额
    """,
    FilingField.PRIZES: "奖项设置 奖项 设奖情况 奖项名称及数量 奖励等次 子项目 表彰形式 奖励办法",
    FilingField.REWARD: """
        奖励标准 奖励金额 奖金 奖金标准 奖金数额 物质奖励 奖励标准(元)
        奖励方式及标准
    """,
    FilingField.FEES: """
        是否收费及标准 是否收费 收费标准 收费情况 是否收费及收费标准 收费标准(元)
        收费
    """,
    FilingField.FEE_TOTAL: "收费总额 收费总额(万元) 收费总额(元) 收费金额 2016年度收费总额(万元)",
    FilingField.FUNDING: """
        经费来源 经费 经费来源及金额 经费预算 资金来源 经费金额 活动经费 经费数额
        经费支出
    """,
    FilingField.COMPULSORY: "是否强制参加 是否强制会员参加 是否强制 是否自愿参加 是否强制性参加",
    FilingField.TIED_BENEFITS: """
        是否与资质、利益挂钩 是否挂钩 是否与利益挂钩 与资质/利益挂钩 是否与资质挂钩
        挂钩情况
    """,
    FilingField.MATCHING_DEMANDS: """
        是否要求下级配套 要求配套 是否要求配套 配套要求 是否要求下级配套奖励
    """,
    FilingField.BURDEN: """
        是否加重基层、企业和群众负担 是否加重负担 基层负担 对基层企业群众负担
        负担情况 是否增加基层负担 是否加重基层负担 是否加重基层和群众负担
    """,
    FilingField.RETENTION_REASON: "保留理由 理由 保留原因 拟保留理由 保留依据和理由",
    FilingField.PROPOSAL: """
        填报意见 自查意见 处理意见 自查清理意见 处理决定 拟处理意见 清理意见 建议
        审核意见 自查自纠意见 初审意见
    """,
    FilingField.FILING_UNIT: "填报单位 上报单位 报送单位 申报单位 单位名称 填报部门 所属单位",
    FilingField.REMARKS: "备注 说明 其他 附注 备考",
    FilingField.CONTACT: "联系人 经办人 填表人 填报人 负责人 联系人姓名",
    FilingField.TELEPHONE: "联系电话 电话 手机 手机号 联系方式 电话号码 联系人电话 办公电话",
    FilingField.ROW_KEY: f"{ROW_KEY_HEADING} 行标识",
}
EXACT = {word: field for field, words in _PRINTED.items() for word in words.split()}
"""Whole headings, in canonical form."""

INSIDE: tuple[tuple[re.Pattern[str], FilingField, float], ...] = tuple(
    (re.compile(pattern), field, confidence)
    for pattern, field, confidence in (
        ("行标识", FilingField.ROW_KEY, 1.0),
        ("电话|手机|联系方式", FilingField.TELEPHONE, 0.9),
        ("联系人|经办人|填表人|身份证|姓名", FilingField.CONTACT, 0.9),
        ("^序号|编号$", FilingField.SEQUENCE, 0.9),
        ("强制(?!涉及)|自愿", FilingField.COMPULSORY, 0.85),
        ("挂钩|利益|资质", FilingField.TIED_BENEFITS, 0.85),
        ("配套", FilingField.MATCHING_DEMANDS, 0.85),
        ("负担", FilingField.BURDEN, 0.85),
        ("收费.*(?:总|额|合计)", FilingField.FEE_TOTAL, 0.85),
        ("收费", FilingField.FEES, 0.85),
        ("保留.*(?:理由|原因)", FilingField.RETENTION_REASON, 0.9),
        ("(?:自查|处理|清理|填报|初审|审核).*(?:意见|决定|结果|建议)", FilingField.PROPOSAL, 0.85),
        ("自办.*承办|是否自办", FilingField.UNDERTAKING, 0.85),
        ("上次|上届|最近|上一次", FilingField.LAST_HELD_ON, 0.85),
        ("(?:拟|计划|下次|下届|下一次).*(?:时间|日期|年)", FilingField.PLANNED_ON, 0.85),
        ("(?:设立|批准|创办|首次).*(?:时间|日期|年)", FilingField.ESTABLISHED_ON, 0.85),
        ("依据|文号", FilingField.BASIS, 0.85),
        ("周期|几年一次|频次", FilingField.PERIOD, 0.85),
        ("主办|牵头|举办(?:单位|部门|机关)", FilingField.HOSTS, 0.85),
        ("承办|协办", FilingField.CO_HOSTS, 0.85),
        ("参评.*数|总数", FilingField.POOL, 0.8),
        ("名额|(?:获奖|表彰|评选).*(?:数|量|人数)|(?:集体|个人)数", FilingField.QUOTA, 0.85),
        ("奖金|奖励(?:标准|金额)", FilingField.REWARD, 0.85),
        ("奖项|设奖", FilingField.PRIZES, 0.85),
        ("经费|资金", FilingField.FUNDING, 0.85),
        ("对象", FilingField.AUDIENCES, 0.85),
        ("范围", FilingField.SCOPE, 0.85),
        ("(?:项目|活动|表彰|事项|评比).*名称", FilingField.NAME, 0.9),
        ("填报(?:单位|部门)|报送单位", FilingField.FILING_UNIT, 0.85),
        ("类[别型]", FilingField.KIND, 0.8),
        ("评比.*表彰|表彰.*(?:项目|活动)", FilingField.NAME, 0.7),
        ("(?:组织|实施|责任|主管)(?:单位|部门|机关)", FilingField.HOSTS, 0.6),
        ("备注|说明", FilingField.REMARKS, 0.8),
        ("时间|日期|年度|年份", FilingField.LAST_HELD_ON, 0.5),
        ("^(?:单位|部门|机关)$", FilingField.FILING_UNIT, 0.6),
        ("(?<!获奖)(?<!批准)(?:单位|部门|机关)$", FilingField.HOSTS, 0.5),
        ("奖励|表彰", FilingField.PRIZES, 0.4),
        ("意见|决定", FilingField.PROPOSAL, 0.6),
    )
)
"""Words inside a heading, the telling ones first, and how sure they make it."""
