"""One item, entered by hand: the fields of the official 登记表, in its order."""

from typing import Any

from django import forms

from honours.campaigns.forms.campaigns import day
from honours.campaigns.models import Filing
from honours.campaigns.operations.filings import Entry
from honours.campaigns.vocabulary import Undertaking
from honours.directory.vocabulary import Level
from honours.registry.readings.documents import read_basis
from honours.registry.readings.hosts import read_hosts
from honours.registry.readings.periods import read_period
from honours.registry.vocabulary import ActivityKind, Audience

YES_NO = (("", "未填"), ("true", "是"), ("false", "否"))


def yes_no(label: str) -> forms.TypedChoiceField:
    """Yes, no, or not said. Nobody is made to guess."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        required=False,
        coerce=lambda text: text == "true",
        empty_value=None,
    )


def lines(label: str, help_text: str = "", *, is_required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=is_required,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
    )


class FilingForm(forms.Form):
    """What a unit says of one item. Raw texts are kept beside what is read from them."""

    undertaking = forms.ChoiceField(label="自办或承办", choices=Undertaking.choices())
    name = forms.CharField(label="项目名称", max_length=200, help_text="写批准文件上的全称。")
    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *ActivityKind.choices()])
    hosts = forms.CharField(label="主办单位", max_length=300, help_text="几个单位用顿号分开。")
    co_hosts = forms.CharField(label="承办、协办单位", max_length=300, required=False)
    basis_text = lines("设立依据", "写文件名称、文号和条款；没有依据的写“无”。", is_required=True)
    established_on = day("设立时间", is_required=False)
    period = forms.CharField(
        label="周期", max_length=40, help_text="如：5年、5年2次、每年、一次性。"
    )
    last_held_on = day("上次开展时间", is_required=False)
    planned_on = day("拟开展时间", is_required=False)
    scope = lines("评选范围")
    audiences = forms.MultipleChoiceField(
        label="面向对象",
        choices=Audience.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pool = forms.IntegerField(label="参评总数", min_value=0, required=False)
    collectives = forms.IntegerField(label="集体名额", min_value=0, required=False)
    individuals = forms.IntegerField(label="个人名额", min_value=0, required=False)
    prizes = lines("奖项设置")
    reward = lines("奖励标准")
    funding = lines("经费来源及金额")
    charges_fee = yes_no("是否收费")
    fee_total = forms.DecimalField(
        label="收费总额（元）", min_value=0, max_digits=14, decimal_places=2, required=False
    )
    is_compulsory = yes_no("是否强制参加")
    is_tied_to_benefits = yes_no("是否与资质、利益挂钩")
    demands_matching = yes_no("是否要求下级配套")
    burdens_grassroots = yes_no("是否加重基层、企业和群众负担")
    retention_reason = lines("保留理由", "拟保留的，写明具体理由和依据。")
    remarks = lines("备注")

    @staticmethod
    def initial_of(filing: Filing) -> dict[str, Any]:
        """What the form shows for a filing that exists."""
        same = {
            name: getattr(filing, name) for name in FilingForm.base_fields if hasattr(filing, name)
        }
        return {
            **same,
            "hosts": "、".join(filing.hosts),
            "co_hosts": "、".join(filing.co_hosts),
            "period": filing.raw.get("period", ""),
            **{
                name: {True: "true", False: "false", None: ""}[getattr(filing, name)]
                for name in _YES_NO_FIELDS
            },
        }

    def entry(self, level: Level) -> Entry:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = dict(self.cleaned_data)
        undertaking = Undertaking(cleaned.pop("undertaking"))
        period_text = cleaned.pop("period")
        period = read_period(period_text)
        raw = {
            "hosts": cleaned["hosts"],
            "basis": cleaned["basis_text"],
            "period": period_text,
        }
        particulars = {
            **cleaned,
            "level": level,
            "hosts": list(read_hosts(cleaned["hosts"]).names),
            "co_hosts": list(read_hosts(cleaned["co_hosts"]).names),
            "basis_kind": read_basis(cleaned["basis_text"]).kind,
            "period_kind": period.kind,
            "period_months": period.months_each,
            "raw": raw,
            "notes": [note for note in (period.note,) if note],
        }
        return Entry(particulars, undertaking)


_YES_NO_FIELDS = (
    "charges_fee",
    "is_compulsory",
    "is_tied_to_benefits",
    "demands_matching",
    "burdens_grassroots",
)
