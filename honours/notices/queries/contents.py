"""What the public sees of a notice, in one form: what is hashed, shown and handed out."""

from collections.abc import Iterable

from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.queries.notices import shown_entries
from honours.notices.readings import digest_of


def public_content(
    notice: Notice, entries: Iterable[NoticeEntry] | None = None
) -> dict[str, object]:
    """The content in Chinese keys, entries in their order."""
    shown = shown_entries(notice) if entries is None else entries
    return {
        "标题": notice.title,
        "种类": notice.get_kind_display(),
        "层级": notice.get_level_display(),
        "公示单位": str(notice.organization),
        "评选条件": notice.conditions,
        "公示范围": notice.scope,
        "受理单位": notice.receiving_office,
        "受理电话": notice.office_telephone,
        "受理地址": notice.office_address,
        "受理邮箱": notice.office_email,
        "公示日期": _day(notice.posted_on),
        "公示截止": _day(notice.ends_on),
        "异议截止": _day(notice.objections_until),
        "名单": [
            {
                "次序": entry.order,
                "姓名": entry.name,
                "单位": entry.unit,
                "拟授称号": entry.honour_title,
                "简要事迹": entry.account,
            }
            for entry in shown
        ],
    }


def content_digest(notice: Notice) -> str:
    """The digest of what the public sees now. The entries are read afresh."""
    return digest_of(public_content(notice))


def _day(day: object) -> str:
    return str(day) if day else ""
