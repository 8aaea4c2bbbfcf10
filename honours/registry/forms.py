"""Input to cleaned values: particulars, regime, edition, lineage, standing."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from honours.directory.models import Organization
from honours.registry.models import Activity
from honours.registry.queries.particulars import FIELDS
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.periods import read_period
from honours.registry.vocabulary import Audience, LineageKind, PeriodKind, Regime

READ_FROM_TEXT = frozenset({"hosts", "co_hosts", "period_kind", "period_months"})
"""Particulars that people write as text and the system reads."""
NOT_TYPED = frozenset({"regime", "raw", "notes", "audiences"})
YES_OR_NO = (("", "未写明"), ("True", "是"), ("False", "否"))


class DayInput(forms.DateInput):
    """The browser's own calendar; the value is always written 2010-06-01."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _field_for(field: Any, **kwargs: Any) -> forms.Field | None:
    """The input for one particular: days by calendar, yes-or-no with a third answer."""
    match field.get_internal_type():
        case "DateField":
            kwargs["widget"] = DayInput()
        case "BooleanField":
            return forms.TypedChoiceField(
                label=field.verbose_name,
                choices=YES_OR_NO,
                required=False,
                coerce=lambda value: value == "True",
                empty_value=None,
            )
        case "TextField":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
    made: forms.Field | None = field.formfield(**kwargs)
    return made


class ParticularsForm(forms.ModelForm[Activity]):
    """What is said of an activity. Hosts and period are written as text and read."""

    hosts_text = forms.CharField(
        label="主办单位", max_length=400, help_text="几个单位用顿号分开：市教育局、市卫生局"
    )
    co_hosts_text = forms.CharField(label="承办、协办单位", max_length=400, required=False)
    period_text = forms.CharField(
        label="周期", max_length=60, required=False, help_text="例如：5年、每年、5年2次、一次性"
    )
    audiences = forms.MultipleChoiceField(
        label="面向对象",
        choices=Audience.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Activity
        fields = [field.name for field in FIELDS if field.name not in READ_FROM_TEXT | NOT_TYPED]
        formfield_callback = _field_for

    field_order = ["organization", "name", "kind", "level", "hosts_text", "co_hosts_text"]

    def particulars(self) -> dict[str, Any]:
        """The particulars typed, readings beside the texts they were read from."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in self.Meta.fields}
        hosts, co_hosts = read_hosts(cleaned["hosts_text"]), read_hosts(cleaned["co_hosts_text"])
        period = read_period(cleaned["period_text"])
        texts = {
            "hosts": cleaned["hosts_text"],
            "co_hosts": cleaned["co_hosts_text"],
            "period": cleaned["period_text"],
        }
        return found | {
            "audiences": cleaned["audiences"],
            "hosts": list(hosts.names),
            "co_hosts": list(co_hosts.names),
            "period_kind": period.kind.value,
            "period_months": period.months_each,
            "raw": {name: text for name, text in texts.items() if text},
            "notes": [each for each in (hosts.note, co_hosts.note, period.note) if each],
        }


class RegistrationForm(ParticularsForm):
    """A new activity outside a clean-up."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="登记单位")

    def __init__(self, *args: Any, units: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = units  # type: ignore[attr-defined]


class CorrectionForm(ParticularsForm):
    """What the register says of an activity, to be set right with a reason."""

    reason = forms.CharField(
        label="更正理由", widget=forms.Textarea(attrs={"rows": 2}), max_length=500
    )

    field_order = ["reason", *ParticularsForm.field_order]

    def corrected(self) -> dict[str, Any]:
        """The particulars that were changed. Raw text stays as it was sent."""
        found = self.particulars()
        sources = {
            "hosts": "hosts_text",
            "co_hosts": "co_hosts_text",
            "period_kind": "period_text",
            "period_months": "period_text",
        }
        return {
            name: value
            for name, value in found.items()
            if name not in ("raw", "notes") and sources.get(name, name) in self.changed_data
        }


class RegimeForm(forms.Form):
    """Which body of rules governs the activity."""

    regime = forms.ChoiceField(label="适用制度", choices=Regime.choices())
    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 2}))


class EditionForm(forms.Form):
    """One time that the activity was held."""

    label = forms.CharField(label="届次", max_length=60, required=False, help_text="例如：第三届")
    held_on = forms.DateField(label="举办日期", widget=DayInput())
    collectives = forms.IntegerField(label="表彰集体数", min_value=0, required=False)
    individuals = forms.IntegerField(label="表彰个人数", min_value=0, required=False)


class LineageForm(forms.Form):
    """The activity that this one comes from, named by its number."""

    earlier = forms.CharField(
        label="原项目的登记编号", max_length=30, help_text="例如：2010-000012"
    )
    kind = forms.ChoiceField(label="关系", choices=LineageKind.choices())
    on = forms.DateField(label="日期", widget=DayInput())
    note = forms.CharField(label="说明", max_length=200, required=False)

    def __init__(self, *args: Any, among: QuerySet[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._among = among

    def clean_earlier(self) -> Activity:
        return _numbered(self.cleaned_data["earlier"], self._among)


class StandingForm(forms.Form):
    """A change of standing by hand: why, on which clause, from which day."""

    reason = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 2}))
    citation = forms.CharField(
        label="依据", max_length=300, help_text="文号和条款，例如：巴清联办〔2010〕5号第三条"
    )
    decided_by = forms.CharField(label="决定机关或会议", max_length=200, required=False)
    effective_on = forms.DateField(label="生效日期", widget=DayInput(), initial=timezone.localdate)
    merged_into = forms.CharField(label="并入项目的登记编号", max_length=30)
    regime = forms.ChoiceField(
        label="移交到哪一制度",
        choices=[choice for choice in Regime.choices() if choice[0] != Regime.COMMENDATION],
    )

    def __init__(self, *args: Any, verb: str, among: QuerySet[Activity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._among = among
        for name, needed_for in (("merged_into", "merge"), ("regime", "transfer")):
            if verb != needed_for:
                del self.fields[name]

    def clean_merged_into(self) -> Activity:
        return _numbered(self.cleaned_data["merged_into"], self._among)

    def chosen_regime(self) -> Regime | None:
        code = self.cleaned_data.get("regime")
        return Regime(code) if code else None


def texts_of(activity: Activity) -> dict[str, Any]:
    """The particulars as the form shows them at first."""
    shown = {name: getattr(activity, name) for name in ParticularsForm.Meta.fields}
    return shown | {
        "audiences": activity.audiences,
        "hosts_text": "、".join(activity.hosts),
        "co_hosts_text": "、".join(activity.co_hosts),
        "period_text": activity.raw.get("period") or _period_text(activity),
    }


def _period_text(activity: Activity) -> str:
    if activity.period_kind != PeriodKind.REGULAR or activity.period_months is None:
        kind = PeriodKind(activity.period_kind)
        return "" if kind is PeriodKind.UNKNOWN else kind.label
    return f"{activity.period_months.normalize():f}个月"


def _numbered(number: str, among: QuerySet[Activity]) -> Activity:
    found = among.filter(number=number.strip()).first()
    if found is None:
        raise forms.ValidationError("台账中没有这个编号的项目，或者不在您的管辖范围。请核对编号。")
    return found
