"""Input to cleaned values: beginning a report, its head, its words, reasons."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from honours.campaigns.models import Campaign
from honours.reports.figures import FigureChange
from honours.reports.models import Report
from honours.reports.operations.drafting import HeadDraft
from honours.reports.vocabulary import FigureKey, Rounding

SLOTS_HELP = "数据写作花括号里的名称，例如{填报事项}；数字不能手写。所引数据为零的句子不会印出。"


class DateInput(forms.DateInput):
    """The browser's own calendar; the value is always written 2010-06-01."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class BeginForm(forms.Form):
    """What a new report needs before anything can be computed."""

    campaign = forms.ModelChoiceField(Campaign.objects.none(), label="清理行动")
    addressee = forms.CharField(
        label="主送机关", max_length=60, help_text="上行文只主送一个上级机关，例如中共巴中市委。"
    )
    cut_off_on = forms.DateField(
        label="数据截止日期",
        widget=DateInput(),
        initial=timezone.localdate,
        help_text="只计算到这一天为止的记录。",
    )
    rounding = forms.ChoiceField(
        label="比率取整", choices=Rounding.choices, initial=Rounding.HALF_UP
    )

    def __init__(self, *arguments: Any, campaigns: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["campaign"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = campaigns


class HeadForm(forms.Form):
    """The head of a draft."""

    title = forms.CharField(label="标题", max_length=120)
    addressee = forms.CharField(label="主送机关", max_length=60)
    number = forms.CharField(
        label="发文字号",
        max_length=60,
        required=False,
        help_text="写作“巴人社发〔2010〕12号”；签发之前必须编定。",
    )
    cut_off_on = forms.DateField(label="数据截止日期", widget=DateInput())
    rounding = forms.ChoiceField(label="比率取整", choices=Rounding.choices)

    @classmethod
    def of(cls, report: Report, given: Any = None) -> "HeadForm":
        names = ("title", "addressee", "number", "cut_off_on", "rounding")
        return cls(given, initial={name: getattr(report, name) for name in names})

    def head(self) -> HeadDraft:
        cleaned = self.cleaned_data
        return HeadDraft(**{**cleaned, "rounding": Rounding(cleaned["rounding"])})


class WordsForm(forms.Form):
    """An official's own words in one part."""

    text = forms.CharField(
        label="文字",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "data-meter": ""}),
        help_text=SLOTS_HELP,
    )


class DayForm(forms.Form):
    """The cut-off day of a correction."""

    cut_off_on = forms.DateField(
        label="数据截止日期", widget=DateInput(), initial=timezone.localdate
    )

    def day(self) -> date:
        found: date = self.cleaned_data["cut_off_on"]
        return found


class ReasonsForm(forms.Form):
    """One reason for each figure that changed."""

    def __init__(
        self, given: Any, *, changed: tuple[FigureChange, ...], reasons: dict[FigureKey, str]
    ) -> None:
        super().__init__(given)
        for change in changed:
            self.fields[change.key.value] = forms.CharField(
                label=change.key.label,
                max_length=200,
                required=False,
                initial=reasons.get(change.key, ""),
                help_text=f"原报告{change.old.words or change.old.printed}，"
                f"现为{change.new.words or change.new.printed}。",
            )

    def reasons(self) -> dict[FigureKey, str]:
        return {FigureKey(code): reason for code, reason in self.cleaned_data.items()}
