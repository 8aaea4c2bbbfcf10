"""Laying down whom to ask and what bars from honours; recording who is barred."""

from typing import Any

from django import forms

from honours.clearances.forms.fields import BodyField, FilledInForm, day, reason_field, term_field
from honours.clearances.models import Disqualifier
from honours.clearances.operations.disqualifiers import HitDraft
from honours.clearances.operations.matrix import GroundDraft
from honours.clearances.vocabulary import ObjectKind
from honours.directory.models import Organization


class GroundForm(FilledInForm):
    """The document, its place and its day."""

    document = forms.CharField(label="依据文件", max_length=200, help_text="写文件名称和文号。")
    clause = forms.CharField(label="条款", max_length=100)
    place = forms.ChoiceField(label="适用地方")
    since = day("起始日期")
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", places)

    def ground(self) -> GroundDraft:
        """The form has to be valid."""
        given = self.cleaned_data
        return GroundDraft(
            given["document"], given["clause"], given["place"], given["since"], given["note"]
        )


class RowForm(GroundForm):
    kind = term_field("对象", ObjectKind)
    body = BodyField("部门")
    is_required = forms.BooleanField(label="必须征求", required=False, initial=True)
    field_order = ("kind", "body", "is_required")


class DisqualifierForm(GroundForm):
    ground_name = forms.CharField(label="情形", max_length=100)
    certifier = BodyField("认定部门")
    field_order = ("ground_name", "certifier")


class EndForm(forms.Form):
    until = day("停用日期", help_text="最后适用的一天；此前的事项仍按本行判断。")


class HitForm(FilledInForm):
    """Who falls under a bar, since when, and what shows it."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="登记单位")
    disqualifier = forms.ModelChoiceField(Disqualifier.objects.none(), label="情形")
    about = forms.CharField(
        label="事项编号", max_length=100, help_text="推荐对象或者单位在系统中的编号。"
    )
    object_name = forms.CharField(label="对象", max_length=100)
    happened_on = day("发生日期")
    lasts_until = day("影响截止日期", required=False, help_text="文件写明期限的填写。")
    evidence = reason_field("认定文件和事实", length=1000)

    def __init__(self, *args: Any, organizations: Any, grounds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organization", organizations)
        self.offer("disqualifier", grounds)

    def draft(self) -> HitDraft:
        """The form has to be valid."""
        given = self.cleaned_data
        return HitDraft(
            about=given["about"],
            object_name=given["object_name"],
            happened_on=given["happened_on"],
            evidence=given["evidence"],
            place=str(given["organization"].division),
            lasts_until=given["lasts_until"],
        )


class LiftForm(forms.Form):
    on = day("解除日期")
    reason = reason_field("解除依据")


class WaiverForm(forms.Form):
    body = BodyField("部门")
    reason = reason_field()
