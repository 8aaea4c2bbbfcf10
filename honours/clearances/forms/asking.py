"""Asking for a batch, sending it, asking again, withdrawing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from honours.clearances.forms.fields import FilledInForm, day, reason_field
from honours.clearances.operations.asking import AskedObject, AskPlan
from honours.clearances.vocabulary import COLLECTIVES, ObjectKind
from honours.directory.models import Organization
from honours.kernel.verdicts import Refusal
from honours.privacy.readings.identity_numbers import read_identity_number

LINE = "姓名或集体名称；单位；职务；对象类别；身份证号码；事项编号"
KINDS = {kind.label: kind for kind in ObjectKind if kind is not ObjectKind.EVERY}
MOST_OBJECTS = 200


class AskForm(FilledInForm):
    """Whom to ask about; whom to ask follows from the matrix."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="征求单位")
    asked_on = day("征求日期", help_text="按这一天的矩阵和部门名称征求。")
    due_on = day("答复期限")
    validity_months = forms.IntegerField(
        label="意见有效月数",
        required=False,
        min_value=1,
        max_value=60,
        help_text="文件或者本届方案有规定的填写；没有规定的留空，由答复部门写明有效期。",
    )
    is_sealed_round = forms.BooleanField(
        label="复审阶段（征求意见表须盖章）", required=False, help_text="初审不盖章。"
    )
    objects = forms.CharField(
        label="征求对象",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"每行一个，各栏用分号隔开：{LINE}。后两栏可以不填。对象类别："
        f"{'、'.join(KINDS)}；一个对象属于几类的，用加号连接，如“企业负责人+党政领导干部”。",
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organization", organizations)

    def clean_objects(self) -> list[AskedObject]:
        lines = [line for line in self.cleaned_data["objects"].splitlines() if line.strip()]
        if len(lines) > MOST_OBJECTS:
            raise ValidationError(f"一次最多{MOST_OBJECTS}个对象，请分批征求。")
        faults: list[str] = []
        found = [_object(number, line, faults) for number, line in enumerate(lines, start=1)]
        if faults:
            raise ValidationError(faults)
        return [one for one in found if one is not None]

    def plan(self) -> AskPlan:
        """The form has to be valid."""
        given = self.cleaned_data
        return AskPlan(
            organization=given["organization"],
            place=str(given["organization"].division),
            asked_on=given["asked_on"],
            due_on=given["due_on"],
            validity_months=given["validity_months"],
            is_sealed_round=given["is_sealed_round"],
        )


class SendForm(forms.Form):
    """Until when the links open."""

    expires_on = day("链接失效日期", help_text="这一天过后，链接不能再打开。")


class AgainForm(forms.Form):
    asked_on = day("征求日期")
    due_on = day("答复期限")


class ReasonForm(forms.Form):
    reason = reason_field()


def _object(number: int, line: str, faults: list[str]) -> AskedObject | None:
    parts = [part.strip() for part in line.replace(";", "；").split("；")]
    name, unit, post, kinds, identity, about = (*parts, "", "", "", "", "", "")[:6]
    found = tuple(KINDS[word] for word in kinds.replace("＋", "+").split("+") if word in KINDS)
    if not name or not found:
        faults.append(f"第{number}行没有名称，或者对象类别“{kinds}”不在可选之列。")
        return None
    if identity and found[0] in COLLECTIVES:
        faults.append(f"第{number}行是集体，不填身份证号码。")
        return None
    try:
        read = read_identity_number(identity, on=timezone.localdate()).number if identity else ""
    except Refusal as refusal:
        faults.append(f"第{number}行：{refusal}")
        return None
    return AskedObject(about, name, found, unit, post, read)
