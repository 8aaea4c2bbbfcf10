"""The words that names of activities are made of, as tables. Adding a row changes no code.

Sources: published catalogues and notices; 示范→领跑 is the evasion named by the centre in 2025
(policy.md R038), 典型案例 and 大赛 are named by audits (R325).
"""

from honours.kernel.terms import Term


class Praise(Term):
    """The family a word of praise belongs to. Words of one family stand in for each other."""

    MERIT = "merit", "先进类"
    MODEL = "model", "示范类"
    STANDARD = "standard", "达标类"


class Recipient(Term):
    """Who gets the title, where the name says no more than this."""

    COLLECTIVE = "collective", "集体"
    PERSON = "person", "个人"
    AWARD = "award", "奖项"


PRAISE_WORDS: dict[str, Praise] = {
    **dict.fromkeys(
        (
            *("先进", "优秀", "模范", "标兵", "十佳", "十大", "百佳", "最佳", "最美", "杰出"),
            *("突出贡献", "突出", "明星", "能手", "楷模", "十强", "百强", "优胜", "人民满意"),
            *("劳动模范", "先锋", "优质", "金牌", "十杰", "功勋"),
        ),
        Praise.MERIT,
    ),
    **dict.fromkeys(
        ("示范", "领跑", "样板", "标杆", "典范", "引领", "排头兵", "典型案例", "典型", "领航"),
        Praise.MODEL,
    ),
    **dict.fromkeys(("达标", "合格", "过关", "创优"), Praise.STANDARD),
}

RECIPIENT_WORDS: dict[str, Recipient] = {
    **dict.fromkeys(
        ("集体", "单位", "组织", "部门", "团队", "班组", "科室", "群体", "机构"),
        Recipient.COLLECTIVE,
    ),
    **dict.fromkeys(
        ("个人", "工作者", "分子", "人员", "人物", "人士", "标兵", "能手", "英雄"),
        Recipient.PERSON,
    ),
    **dict.fromkeys(("奖章", "奖状", "奖杯", "奖项", "称号", "奖"), Recipient.AWARD),
}

RECEIVING_BODIES = frozenset(
    (
        "县市区",
        "县区",
        "县",
        "市",
        "区",
        "乡镇",
        "乡",
        "镇",
        "村",
        "村镇",
        "社区",
        "街道",
        "企业",
        "城",
    )
)
"""Who gets it, where the matter is already said: 农村改革先进县 and 农村改革先进乡镇 are one
matter at two levels. 文明村 and 文明单位 are not: there the body is all the name says."""

WEAK_WORDS: tuple[str, ...] = (
    *("工作", "系统", "战线", "领域", "行业", "事业", "活动", "开展", "评选", "表彰", "奖励"),
    *("表扬", "通报", "创建", "争创", "评比", "竞赛", "大赛", "选树", "命名", "授牌", "认定"),
    *("推选", "考评", "年度", "人民政府", "省长", "市长", "县长", "机关", "条线", "专项", "部门"),
)
"""Words that hardly ever tell two activities apart; dropped from the subject matter."""

SYNONYMS: dict[str, str] = {
    "统一战线": "统战",
    "扶贫开发": "脱贫攻坚",
    "扶贫攻坚": "脱贫攻坚",
    "精准扶贫": "脱贫攻坚",
    "水务": "水利",
    "环境保护": "生态环境",
    "环保": "生态环境",
    "住房和城乡建设": "住建",
    "住房城乡建设": "住建",
    "城乡建设": "住建",
    "人力资源和社会保障": "人社",
    "人力资源社会保障": "人社",
    "人事劳动": "人社",
    "社会治安综合治理": "综治",
    "人口和计划生育": "计生",
    "人口与计划生育": "计生",
    "计划生育": "计生",
    "最低生活保障": "低保",
    "拥军优属拥政爱民": "双拥",
    "人民防空": "人防",
    "造林绿化": "绿化",
    "植树造林": "绿化",
    "国土绿化": "绿化",
    "护林防火": "森林防火",
    "防火护林": "森林防火",
    "安全监管": "安全生产",
    "安监": "安全生产",
    "生产安全": "安全生产",
    "引进外资": "招商引资",
    "纳税大户": "纳税",
    "上缴税收大户": "纳税",
    "新型冠状病毒肺炎": "新冠",
    "新冠肺炎": "新冠",
    "防治非典型肺炎": "抗击非典",
    "公务人员": "公务员",
    "共青团员": "团员",
    "共青团干部": "团干部",
    "共产党员": "党员",
}
"""Ways of writing one subject matter, each with the one used for comparing."""

HOST_SYNONYMS: dict[str, str] = {
    "人力资源和社会保障": "人社",
    "人力资源社会保障": "人社",
    "人事劳动和社会保障": "人社",
    "人事劳动": "人社",
    "劳动和社会保障": "人社",
    "劳动保障": "人社",
    "人事": "人社",
    "林业和草原": "林业",
    "林草": "林业",
    "水务": "水利",
    "农业农村": "农业",
    "农牧": "农业",
    "环境保护": "生态环境",
    "环保": "生态环境",
    "住房和城乡建设": "住建",
    "住房城乡建设": "住建",
    "规划和建设": "住建",
    "建设": "住建",
    "国土资源": "自然资源",
    "卫生健康": "卫生",
    "卫生和计划生育": "卫生",
    "卫计": "卫生",
    "安全生产监督管理": "应急管理",
    "安全监管": "应急管理",
    "安监": "应急管理",
    "文化和旅游": "文化",
    "文化广电新闻出版": "文化",
    "文广新": "文化",
    "市场监督管理": "市场监管",
    "工商行政管理": "市场监管",
    "质量技术监督": "市场监管",
    "妇女联合会": "妇联",
    "总工会": "工会",
    "共青团": "团",
    "共产主义青年团": "团",
    "精神文明建设指导委员会": "文明",
    "文明委": "文明",
    "文明办": "文明",
    "人民政府": "政府",
}
"""Bodies renamed by reforms, and their short names."""

PROVINCES: tuple[str, ...] = (
    *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏"),
    *("浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南"),
    *("重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"),
)

NOT_PLACES: tuple[str, ...] = (
    *("城市", "农村", "社区", "园区", "贫困", "灾区", "牧区", "校区", "景区", "库区", "辖区"),
    *("示范", "先行", "文明", "先进", "卫生", "平安", "超市", "上市", "集市", "模范"),
    *("优秀", "生态", "园林", "强县", "强镇", "强乡", "开发区", "小区", "军区"),
    *("宜居", "诚信", "信用", "双拥", "经济", "工业", "农业", "旅游", "教育", "建设", "发展"),
    *("法治", "森林", "创建", "市场", "街道", "小城镇", "城镇", "乡镇", "村镇", "县域", "市区"),
    *("科技", "食品", "产业", "民族", "改革", "安全", "健康", "数字", "智慧", "美丽", "绿色"),
    *("城乡", "住房", "统筹", "清洁", "和谐", "幸福", "节水", "环保", "法制", "依法", "百强"),
)
"""Words that end or begin like names of places and are none."""

BARE_TITLES = frozenset(PRAISE_WORDS) - {"劳动模范"}
"""A name that says no more than one of these tells nothing of what it is about."""

PERSON_ENDINGS = frozenset("家员师手长官者生警匠")
"""企业家 is a person, 企业 is not."""

ASPECTS: tuple[str, ...] = (
    *(
        "信访",
        "宣传",
        "信息",
        "科研",
        "培训",
        "普查",
        "统计",
        "调研",
        "执法",
        "监督",
        "监测",
        "后勤",
    ),
    *(
        "值班",
        "党建",
        "财务",
        "审计",
        "人才",
        "作风",
        "行风",
        "队伍",
        "督查",
        "保密",
        "网络",
        "技能",
    ),
    *(
        "志愿",
        "帮扶",
        "应急",
        "法制",
        "法治",
        "文史",
        "政研",
        "学习",
        "规范化",
        "标准化",
        "信息化",
    ),
)
"""Sides of a department's work. A name with one of them is about a part, one without it about the
whole: 教育系统 and 教育系统信访工作 are two activities."""

CONTRASTS: tuple[tuple[str, ...], ...] = (
    ("城市", "农村", "乡村", "城镇"),
    ("小学", "中学", "中小学", "高校", "幼儿"),
    ("教师", "班主任", "校长", "学生", "辅导员"),
    ("青年", "妇女", "老年", "少年", "儿童", "老干部"),
    ("农业", "林业", "渔业", "牧业", "工业", "畜牧", "水利"),
    ("生产安全", "食品安全", "校园安全", "交通安全", "信息安全", "安全生产"),
    ("法院", "检察", "公安", "司法", "国安"),
    ("党员", "团员", "党务", "团干部"),
    ("粮食", "棉花", "蔬菜", "生猪", "油料"),
    ("法官", "检察官", "民警", "律师"),
    ("医师", "医生", "护士", "药师"),
    ("国税", "地税"),
    ("档案", "统计", "审计", "信访", "外事", "统战", "组织", "宣传", "保密"),
    ("文明", "卫生", "平安", "园林", "双拥", "森林", "诚信"),
    ("单位", "村镇", "家庭", "校园"),
)
"""Words of one row exclude each other: a name with one is not a name with another."""
