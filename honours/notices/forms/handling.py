"""Small forms on a notice: carriers, changes, removals, waivers."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from honours.directory.models import Organization
from honours.notices.forms.fields import PROOF_HELP, ProofField, day, moment, words
from honours.notices.models.notices import Notice, NoticeEntry
from honours.notices.operations.carriers import CarrierDraft, Proof
from honours.notices.operations.changes import CHANGEABLE, CORRECTABLE
from honours.notices.operations.waivers import Waiver
from honours.notices.vocabulary import CarrierKind, NoticeLevel


class CarrierForm(forms.Form):
    """Where the notice hangs, since when, and what shows it."""

    kind = forms.ChoiceField(label="载体", choices=CarrierKind.choices())
    place = forms.CharField(
        label="网址或地点", max_length=300, help_text="如：某某网站的页面地址，或某某大门公告栏。"
    )
    at = moment("发布时间")
    proof = ProofField(label="公示证明", required=False, help_text=PROOF_HELP)

    def draft(self) -> CarrierDraft:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        return CarrierDraft(
            CarrierKind(cleaned["kind"]),
            cleaned["place"],
            cleaned["at"],
            _proof_in(cleaned["proof"]),
        )


class ProofForm(forms.Form):
    """One more proof that a carrier hangs."""

    proof = ProofField(label="公示证明", help_text=PROOF_HELP)

    def given(self) -> Proof:
        """The file. The form has to be valid."""
        proof = _proof_in(self.cleaned_data["proof"])
        if proof is None:
            raise ValueError("没有文件。")
        return proof


class CarrierDownForm(forms.Form):
    """When a carrier came down, and why."""

    at = moment("撤下时间")
    reason = words("撤下原因", max_length=300)


class ReasonForm(forms.Form):
    """Why somebody is taken off a notice."""

    reason = words("原因", max_length=300, help_text="如：异议成立、本人去世、本人放弃。")


class ChangeForm(forms.Form):
    """New words for a running notice. What stays as it was is not a change."""

    title = forms.CharField(label=CHANGEABLE["title"], max_length=200)
    conditions = words(CHANGEABLE["conditions"], rows=4)
    scope = forms.CharField(label=CHANGEABLE["scope"], max_length=300)
    receiving_office = forms.CharField(label=CHANGEABLE["receiving_office"], max_length=120)
    office_telephone = forms.CharField(label=CHANGEABLE["office_telephone"], max_length=60)
    office_address = forms.CharField(label=CHANGEABLE["office_address"], max_length=200)
    office_email = forms.EmailField(label=CHANGEABLE["office_email"], required=False)
    why = words("更改原因", rows=2, max_length=300, help_text="原因向公众公开。")

    @staticmethod
    def written(notice: Notice) -> dict[str, str]:
        return {name: getattr(notice, name) for name in CHANGEABLE}

    def words(self) -> dict[str, str]:
        """The new words. The form has to be valid."""
        return {name: self.cleaned_data[name] for name in CHANGEABLE}


class CorrectionForm(forms.Form):
    """New words about one entry of a running notice."""

    name = forms.CharField(label=CORRECTABLE["name"], max_length=120)
    unit = forms.CharField(label=CORRECTABLE["unit"], max_length=120)
    honour_title = forms.CharField(
        label=CORRECTABLE["honour_title"], max_length=120, required=False
    )
    account = words(CORRECTABLE["account"], rows=6, max_length=300)
    why = words("更正原因", rows=2, max_length=300, help_text="原因向公众公开。")

    @staticmethod
    def written(entry: NoticeEntry) -> dict[str, str]:
        return {name: getattr(entry, name) for name in CORRECTABLE}

    def words(self) -> dict[str, str]:
        """The new words. The form has to be valid."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}


class ExtensionForm(forms.Form):
    """Until when a running notice is to run, and why."""

    ends_on = day("新的截止日期")
    why = words("延长原因", rows=2, max_length=300, help_text="原因向公众公开。")


class WaiverForm(forms.Form):
    """What need not be put to the public. Nothing secret is written here."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="单位")
    subject_of = forms.CharField(label="事项编号", max_length=100, help_text="由推荐页面带入。")
    level = forms.ChoiceField(label="层级", choices=NoticeLevel.choices())
    reason = words("不公示的理由", rows=2, max_length=300, help_text="不要写出涉密内容。")
    approved_by = forms.CharField(label="批准人（机关、职务）", max_length=120)
    on = day("批准日期")
    citation = forms.CharField(
        label="依据", max_length=300, required=False, help_text="本地有现行规定的可以不填。"
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organizations

    def waiver(self) -> Waiver:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        return Waiver(
            cleaned["subject_of"],
            NoticeLevel(cleaned["level"]),
            cleaned["reason"],
            cleaned["approved_by"],
            cleaned["on"],
            cleaned["citation"],
        )


def _proof_in(sent: Any) -> Proof | None:
    return Proof(sent.name, sent.read()) if sent else None
