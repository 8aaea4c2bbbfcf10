"""What a unit says of one activity, a field for each column of the 登记表.

The fields are those of the register form in policy §4 and of the application form (附件2).
"""

from honours.kernel.terms import Term


class FilingField(Term):
    """What a unit says of one activity. The wording is that of the official blank form."""

    SEQUENCE = "sequence", "序号"
    NAME = "name", "项目名称"
    KIND = "kind", "类别"
    HOSTS = "hosts", "主办单位"
    CO_HOSTS = "co_hosts", "承办、协办单位"
    UNDERTAKING = "undertaking", "自办或承办"
    BASIS = "basis", "设立依据"
    ESTABLISHED_ON = "established_on", "设立时间"
    PERIOD = "period", "周期"
    LAST_HELD_ON = "last_held_on", "上次开展时间"
    PLANNED_ON = "planned_on", "拟开展时间"
    SCOPE = "scope", "评选范围"
    AUDIENCES = "audiences", "面向对象"
    POOL = "pool", "参评总数"
    QUOTA = "quota", "表彰名额"
    PRIZES = "prizes", "奖项设置"
    REWARD = "reward", "奖励标准"
    FEES = "fees", "是否收费及标准"
    FEE_TOTAL = "fee_total", "收费总额"
    FUNDING = "funding", "经费来源及金额"
    COMPULSORY = "compulsory", "是否强制参加"
    TIED_BENEFITS = "tied_benefits", "是否与资质、利益挂钩"
    MATCHING_DEMANDS = "matching_demands", "是否要求下级配套"
    BURDEN = "burden", "是否加重基层、企业和群众负担"
    RETENTION_REASON = "retention_reason", "保留理由"
    PROPOSAL = "proposal", "填报意见"
    FILING_UNIT = "filing_unit", "填报单位"
    REMARKS = "remarks", "备注"
    CONTACT = "contact", "联系人"
    TELEPHONE = "telephone", "联系电话"
    ROW_KEY = "row_key", "行标识"


PERSONAL = frozenset({FilingField.CONTACT, FilingField.TELEPHONE})
"""Recognised so that they can be left out: an item needs no personal data, so none is kept."""

SPREADABLE = frozenset(
    {
        FilingField.SEQUENCE,
        FilingField.QUOTA,
        FilingField.FUNDING,
        FilingField.BASIS,
        FilingField.CO_HOSTS,
        FilingField.REMARKS,
    }
)
"""Fields that a form may spread over several columns; all of them are kept."""

ROW_KEY_HEADING = "行标识(请勿修改)"
