"""What is asked of those who handle objections, and of whoever follows one by its code."""

from collections.abc import Sequence
from typing import Any

from django import forms

from honours.directory.models import User
from honours.notices.forms.objections_fields import day, leads_field, prose, words
from honours.notices.operations.objections_findings import Judgement
from honours.notices.operations.objections_handling import Acceptance, Decline
from honours.notices.vocabulary import (
    Conclusion,
    DeclineGround,
    Disposition,
    Identification,
    ObjectionOutcome,
)


class ClaimForm(forms.Form):
    code = forms.CharField(
        label="查询码",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="提交异议时给出的25位查询码，大小写和短横线不影响。",
    )


class MessageForm(forms.Form):
    text = prose("留言", longest=2000)


class AppealForm(forms.Form):
    content = prose("申请复核的理由", rows=6, longest=5000)


class NothingForm(forms.Form):
    """A deed that asks for nothing but to be done."""


class AcceptForm(forms.Form):
    has_clear_leads = leads_field()
    postmark_on = day("寄出邮戳日期", is_required=False, hint="登记时没有填写的，可在此补填。")
    answer_due_on = day(
        "答复期限",
        is_required=False,
        hint="核查答复的期限没有找到统一规定，请按本次评选的文件填写；没有规定的可以不填。",
    )

    def acceptance(self) -> Acceptance:
        return Acceptance(**self.cleaned_data)


class DeclineForm(forms.Form):
    ground = words("情形", DeclineGround)
    disposition = words("去向", Disposition)
    has_clear_leads = leads_field()
    answer = prose("对反映人的答复", hint="反映人凭查询码看到。请写明理由和依据。")

    def decline(self) -> Decline:
        return Decline(**self.cleaned_data)


class InquiryForm(forms.Form):
    on = day("日期")
    account = prose("核查经过", rows=6, hint="谈话、调阅档案、实地了解等；请不要写出反映人。")


class JudgementForm(forms.Form):
    conclusion = words("结论", Conclusion)
    outcome = words("处理", ObjectionOutcome)
    text = prose("认定意见", rows=6, hint="写明查清的事实和依据；请不要写出反映人。")

    def judgement(self) -> Judgement:
        return Judgement(**self.cleaned_data)


class ReviewForm(JudgementForm):
    source = forms.CharField(label="上级文件", max_length=200)


class ReasonForm(forms.Form):
    reason = prose("理由", rows=3, longest=300)


class AnswerForm(forms.Form):
    answer = prose("答复", rows=6, hint="反映人凭查询码看到。")
    appeal_until = day(
        "可以申请复核到",
        is_required=False,
        hint="申请复核的期限没有找到统一规定；不填的，不限。",
    )


class HandlerForm(forms.Form):
    to = forms.TypedChoiceField(label="办理人", coerce=int)
    reason = prose("理由", rows=3, longest=300)

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._colleagues = {one.pk: one for one in colleagues}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(pk, str(one)) for pk, one in self._colleagues.items()]

    def chosen(self) -> User:
        return self._colleagues[self.cleaned_data["to"]]


class IdentifyForm(forms.Form):
    found = words("核实结果", Identification)
