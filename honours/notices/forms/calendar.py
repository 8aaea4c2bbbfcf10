"""Copying the State Council's notice of a year: a row for each holiday."""

from typing import Any

from django import forms

from honours.notices.checks.calendar import CalendarFacts, Holiday
from honours.notices.forms.fields import day, days_in

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")


class CalendarForm(forms.Form):
    """The year, the notice, and the days off and made up of each holiday."""

    year = forms.IntegerField(label="年份", min_value=2000, max_value=2100)
    document = forms.CharField(
        label="依据通知",
        max_length=200,
        help_text="国务院办公厅关于该年部分节假日安排的通知，写标题或文号。",
    )
    published_on = day("印发日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(HOLIDAYS):
            self.fields[f"{number}-begins_on"] = day(f"{name}放假第一天", is_required=False)
            self.fields[f"{number}-ends_on"] = day(f"{name}放假最后一天", is_required=False)
            self.fields[f"{number}-made_up_on"] = forms.CharField(
                label=f"{name}调休上班的日子",
                required=False,
                max_length=100,
                help_text="写成 2026-02-14，几天之间用顿号隔开；没有就空着。",
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number, name in enumerate(HOLIDAYS):
            begins, ends = cleaned.get(f"{number}-begins_on"), cleaned.get(f"{number}-ends_on")
            if bool(begins) != bool(ends):
                self.add_error(f"{number}-ends_on", f"{name}的第一天和最后一天要同时填写。")
            try:
                cleaned[f"{number}-made_up"] = days_in(cleaned.get(f"{number}-made_up_on", ""))
            except ValueError:
                self.add_error(f"{number}-made_up_on", "日期请写成 2026-02-14，用顿号隔开。")
        return cleaned

    def facts(self) -> CalendarFacts:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned: dict[str, Any] = self.cleaned_data
        holidays = tuple(
            Holiday(
                name,
                cleaned[f"{number}-begins_on"],
                cleaned[f"{number}-ends_on"],
                cleaned[f"{number}-made_up"],
                row=number,
            )
            for number, name in enumerate(HOLIDAYS)
            if cleaned[f"{number}-begins_on"]
        )
        return CalendarFacts(cleaned["year"], cleaned["document"], holidays)
