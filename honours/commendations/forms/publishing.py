"""What a notice of candidates says beside its candidates."""

from typing import Any

from django import forms

from honours.commendations.operations.publishing import Publication
from honours.kernel.calendar import DayUnit
from honours.notices.checks.periods import OwnTerms
from honours.notices.operations.drafts import Office
from honours.notices.vocabulary import PostmarkRule

_NOT_SAID = ("", "按本地规定")
_FIRST_DAY = (_NOT_SAID, ("yes", "首日计入"), ("no", "次日起算"))


class PublicationForm(forms.Form):
    """Where objections go, and the terms that no rule settles."""

    scope = forms.CharField(label="公示范围", max_length=300)
    receiving_office = forms.CharField(label="受理单位", max_length=120)
    office_telephone = forms.CharField(
        label="受理电话", max_length=60, help_text="办公电话，不要写个人手机号码。"
    )
    office_address = forms.CharField(label="受理地址", max_length=200)
    office_email = forms.EmailField(label="受理邮箱", required=False)
    length = forms.IntegerField(label="公示期", min_value=1, max_value=90, required=False)
    unit = forms.ChoiceField(label="计算方式", choices=DayUnit.explained())
    counts_first_day = forms.ChoiceField(label="首日", choices=_FIRST_DAY, required=False)
    postmark_rule = forms.ChoiceField(
        label="信函以何为准", choices=[_NOT_SAID, *PostmarkRule.choices()], required=False
    )
    length_basis = forms.CharField(
        label="公示期依据",
        max_length=300,
        required=False,
        help_text="自定公示期的，写明文号和条款，例如本次评选通知。",
    )

    def __init__(self, *args: Any, is_ruled: bool, **kwargs: Any) -> None:
        """``is_ruled``: whether a document in force says how long such a notice runs."""
        super().__init__(*args, **kwargs)
        self.fields["length"].required = not is_ruled
        self.fields["length_basis"].required = not is_ruled
        self.fields["length"].help_text = (
            "不填即按本地现行规定；可以更长，不能更短。"
            if is_ruled
            else "本地没有现行文件规定公示多少天，必须按本次评选通知填写并写明依据。"
        )

    def publication(self) -> Publication:
        """The form has to be valid."""
        given = self.cleaned_data
        mark = given["postmark_rule"]
        return Publication(
            office=Office(
                given["receiving_office"],
                given["office_telephone"],
                given["office_address"],
                given["office_email"],
            ),
            own=OwnTerms(
                given["length"],
                DayUnit(given["unit"]) if given["length"] else None,
                {"yes": True, "no": False}.get(given["counts_first_day"]),
                PostmarkRule(mark) if mark else None,
                given["length_basis"],
            ),
            scope=given["scope"],
        )
