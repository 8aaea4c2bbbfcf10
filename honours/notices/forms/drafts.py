"""Writing a notice: what it says, whom it names, how long it is to run."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.directory.models import Organization
from honours.kernel.calendar import DayUnit
from honours.notices.checks.contents import ACCOUNT_MAX
from honours.notices.checks.periods import OwnTerms
from honours.notices.forms.fields import day, words
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.drafts import EntryDraft, NoticeDraft, Office
from honours.notices.vocabulary import NoticeKind, NoticeLevel, PostmarkRule

NOT_SAID = ("", "按本地规定")
COLUMNS = 4
SAME = (
    "title",
    "kind",
    "level",
    "subject_of",
    "conditions",
    "scope",
    "receiving_office",
    "office_telephone",
    "office_address",
    "office_email",
    "length",
    "length_basis",
    "postmark_rule",
    "planned_on",
    "objections_until",
    "names_shown_days_after",
)
"""What stands in the form as it stands in the notice."""
FIRST_DAY = ((*NOT_SAID,), ("yes", "首日计入"), ("no", "次日起算"))


class NoticeForm(forms.Form):
    """Everything a notice says, its entries a line each."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label="公示单位", empty_label="请选择"
    )
    kind = forms.ChoiceField(label="种类", choices=NoticeKind.choices())
    level = forms.ChoiceField(label="层级", choices=NoticeLevel.choices())
    subject_of = forms.CharField(
        label="事项编号",
        max_length=100,
        required=False,
        help_text="由推荐、申报页面带入；单独公示的不用填。",
    )
    title = forms.CharField(label="标题", max_length=200)
    conditions = words("评选条件", rows=4)
    scope = forms.CharField(label="公示范围", max_length=300)
    receiving_office = forms.CharField(label="受理单位", max_length=120)
    office_telephone = forms.CharField(
        label="受理电话", max_length=60, help_text="办公电话，不要写个人手机号码。"
    )
    office_address = forms.CharField(label="受理地址", max_length=200)
    office_email = forms.EmailField(label="受理邮箱", required=False)
    entries = words(
        "公示名单",
        rows=10,
        help_text=(
            "每行一个：姓名（名称）；单位；拟授称号；简要事迹。用分号隔开，可从表格粘贴。"
            f"简要事迹不超过{ACCOUNT_MAX}字；不要写身份证号、电话、住址。"
        ),
    )
    names_are = forms.ChoiceField(
        label="名单所列", choices=(("persons", "个人"), ("others", "集体或项目"))
    )
    consent_version = forms.CharField(
        label="公开同意书版本",
        max_length=40,
        required=False,
        help_text="本人单独同意公开所签的文本版本；与法律依据至少填一项。",
    )
    legal_basis = forms.CharField(label="公开的法律依据", max_length=300, required=False)
    length = forms.IntegerField(
        label="公示期",
        min_value=1,
        max_value=90,
        required=False,
        help_text="不填则按本地现行规定；本地没有规定的必须填写并写明依据。",
    )
    unit = forms.ChoiceField(label="计算方式", choices=DayUnit.explained())
    counts_first_day = forms.ChoiceField(label="首日", choices=FIRST_DAY, required=False)
    length_basis = forms.CharField(label="公示期依据", max_length=300, required=False)
    postmark_rule = forms.ChoiceField(
        label="信函以何为准", choices=[NOT_SAID, *PostmarkRule.choices()], required=False
    )
    planned_on = day("计划公示日期", is_required=False)
    objections_until = day(
        "异议截止日期", is_required=False, help_text="不填即为公示截止日期；可以更晚，不能更早。"
    )
    names_shown_days_after = forms.IntegerField(
        label="期满后继续显示名单天数",
        min_value=0,
        max_value=90,
        initial=0,
        help_text="过了这些天（并且不再受理异议），公众页面不再显示名单。",
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organizations
        self._kept: dict[tuple[str, str], EntryDraft] = {}

    def keep(self, entries: list[NoticeEntry]) -> None:
        """What a line of text does not show of an entry stays with it while it is rewritten."""
        self._kept = {(one.name, one.unit): entry_draft(one) for one in entries}

    def clean_entries(self) -> list[tuple[str, str, str, str]]:
        rows = []
        for number, line in enumerate(self.cleaned_data["entries"].splitlines(), start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in _split(line)]
            if len(parts) < COLUMNS or not parts[0] or not parts[1]:
                raise forms.ValidationError(
                    f"第{number}行应为“姓名；单位；拟授称号；简要事迹”，共{COLUMNS}段，"
                    "没有称号的也要留空段。",
                    code="entry-incomplete",
                )
            rows.append((parts[0], parts[1], parts[2], "；".join(parts[3:])))
        return rows

    def draft(self) -> NoticeDraft:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        return NoticeDraft(
            organization=cleaned["organization"],
            kind=NoticeKind(cleaned["kind"]),
            level=NoticeLevel(cleaned["level"]),
            subject_of=cleaned["subject_of"] or f"notices.topic:{secrets.token_hex(8)}",
            title=cleaned["title"],
            conditions=cleaned["conditions"],
            scope=cleaned["scope"],
            office=Office(
                cleaned["receiving_office"],
                cleaned["office_telephone"],
                cleaned["office_address"],
                cleaned["office_email"],
            ),
            entries=tuple(self._entries()),
            own=self._own_terms(),
            planned_on=cleaned["planned_on"],
            objections_until=cleaned["objections_until"],
            names_shown_days_after=cleaned["names_shown_days_after"],
        )

    def _entries(self) -> Iterator[EntryDraft]:
        cleaned: dict[str, Any] = self.cleaned_data
        for name, unit, title, account in cleaned["entries"]:
            known = self._kept.get((name, unit), EntryDraft(name, unit, account))
            yield replace(
                known,
                account=account,
                honour_title=title,
                is_person=cleaned["names_are"] == "persons",
                consent_version=cleaned["consent_version"] or known.consent_version,
                legal_basis=cleaned["legal_basis"] or known.legal_basis,
            )

    def _own_terms(self) -> OwnTerms:
        cleaned: dict[str, Any] = self.cleaned_data
        mark = cleaned["postmark_rule"]
        return OwnTerms(
            cleaned["length"],
            DayUnit(cleaned["unit"]) if cleaned["length"] else None,
            {"yes": True, "no": False}.get(cleaned["counts_first_day"]),
            PostmarkRule(mark) if mark else None,
            cleaned["length_basis"],
        )


def entry_draft(entry: NoticeEntry) -> EntryDraft:
    return EntryDraft(
        entry.name,
        entry.unit,
        entry.account,
        entry.subject,
        entry.honour_title,
        entry.is_person,
        entry.consent_version,
        entry.legal_basis,
        entry.organization,
        entry.nominator,
    )


def written(notice: Notice, entries: list[NoticeEntry]) -> dict[str, Any]:
    """What stands in the form where a draft is written anew."""
    first = entries[0] if entries else None
    return {name: getattr(notice, name) for name in SAME} | {
        "organization": notice.organization_id,
        "unit": notice.unit or DayUnit.WORKING_DAYS.value,
        "counts_first_day": {True: "yes", False: "no", None: ""}[notice.counts_first_day],
        "entries": "\n".join(
            "；".join((one.name, one.unit, one.honour_title, one.account)) for one in entries
        ),
        "names_are": "others" if first and not first.is_person else "persons",
        "consent_version": first.consent_version if first else "",
        "legal_basis": first.legal_basis if first else "",
    }


def _split(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.replace(";", "；").split("；")
