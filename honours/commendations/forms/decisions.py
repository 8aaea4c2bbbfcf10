"""Forms of deciding and of what comes after."""

from collections.abc import Sequence
from datetime import date

from django import forms

from honours.commendations.operations.decisions import DecisionDraft
from honours.commendations.operations.recording import DecisionAbove
from honours.commendations.operations.revocations import Paper, RevocationDraft
from honours.commendations.operations.withdrawals import WithdrawalDraft
from honours.commendations.vocabulary import LifeEventKind, RevocationGround
from honours.directory.vocabulary import Level


def day_field(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def reason_field(label: str = "理由") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "data-meter": ""}),
    )


class DecisionForm(forms.Form):
    """The words of a decision."""

    heading = forms.CharField(
        label="标题", max_length=200, help_text="例如：巴中市人民政府关于表彰……的决定。"
    )
    issuers = forms.CharField(
        label="发文机关",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一个，主办机关在前。",
    )
    preamble = forms.CharField(
        label="正文",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行一段。“决定授予……称号”一句和表彰名单由系统按记录写出。",
    )

    def draft(self) -> DecisionDraft:
        given = self.cleaned_data
        issuers = tuple(line.strip() for line in given["issuers"].splitlines() if line.strip())
        return DecisionDraft(given["heading"], issuers, given["preamble"])


class IssueForm(forms.Form):
    """The number under which the decision goes out."""

    number = forms.CharField(
        label="发文字号", max_length=50, help_text="年份用六角括号，例如“巴府发〔2010〕28号”。"
    )
    on = day_field("印发日期")


class BackForm(forms.Form):
    """Why a paper goes back to whoever drafted it."""

    reason = reason_field("退回理由")


class RevocationForm(forms.Form):
    """Why an honour should be taken back."""

    unit = forms.ChoiceField(label="呈报单位")
    ground = forms.ChoiceField(label="情形", choices=[("", "请选择"), *RevocationGround.choices()])
    citation = forms.CharField(
        label="依据", max_length=300, help_text="本地规定的文件名称、文号和条款。"
    )
    report = forms.CharField(
        label="书面报告",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写明事实和经过。加密保存，只有经办单位和审批机关看得到。",
    )
    paper = forms.FileField(
        label="附件",
        required=False,
        help_text="处分决定或者判决书复印件，PDF 或者图片。加密保存。一次一个，存后可再添加。",
    )

    def __init__(
        self,
        data: object = None,
        files: object = None,
        *,
        units: Sequence[tuple[str, str]] = (),
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)  # type: ignore[arg-type]
        field = self.fields["unit"]
        if not units:
            del self.fields["unit"]
        elif isinstance(field, forms.ChoiceField):
            field.choices = list(units)

    def draft(self) -> RevocationDraft:
        given = self.cleaned_data
        return RevocationDraft(
            RevocationGround(given["ground"]), given["citation"].strip(), given["report"].strip()
        )

    def papers(self) -> list[Paper]:
        file = self.cleaned_data["paper"]
        return [Paper(file.name, file.read())] if file else []


class OpinionForm(forms.Form):
    """An opinion on a case: why it is taken up, checked, dismissed."""

    reason = reason_field("意见")


class ApprovalForm(forms.Form):
    """Under which paper an honour is taken back, and why."""

    document = forms.CharField(label="撤销文号", max_length=60)
    on = day_field("撤销日期")
    reason = reason_field("批准意见")

    field_order = ("document", "on", "reason")


class DecisionAboveForm(forms.Form):
    """What a level above decided, as its document says."""

    document = forms.CharField(label="文号", max_length=60)
    body = forms.CharField(label="决定机关", max_length=100, help_text="按文件落款填写。")
    level = forms.ChoiceField(label="机关层级")
    on = day_field("决定日期")
    reason = reason_field("决定内容和理由")

    def __init__(self, data: object = None, *, above: Sequence[Level], on: date) -> None:
        super().__init__(data, initial={"on": on})  # type: ignore[arg-type]
        field = self.fields["level"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(level.value, level.label) for level in reversed(above)]

    def taken(self) -> DecisionAbove:
        given = self.cleaned_data
        return DecisionAbove(
            given["document"], given["body"], Level(given["level"]), given["on"], given["reason"]
        )


class NothingForm(forms.Form):
    """A deed that needs no words."""


class WithdrawalForm(forms.Form):
    """Why a whole decision is taken back."""

    cause = forms.CharField(label="撤回原因", widget=forms.Textarea(attrs={"rows": 4}))
    citation = forms.CharField(label="依据", max_length=300)
    return_by = day_field(
        "交回期限", "证书、奖牌、审批表、命名决定交回的最后一天。", required=False
    )

    def draft(self) -> WithdrawalDraft:
        given = self.cleaned_data
        return WithdrawalDraft(given["cause"], given["citation"], given["return_by"])


class CarryOutForm(forms.Form):
    document = forms.CharField(label="撤回文号", max_length=60)
    on = day_field("撤回日期")


class LifeEventForm(forms.Form):
    """What happened to a holder."""

    kind = forms.ChoiceField(label="变动", choices=LifeEventKind.choices())
    happened_on = day_field("日期")
    remarks = forms.CharField(
        label="说明", required=False, max_length=300, help_text="加密保存。可以不填。"
    )


class RecoveryForm(forms.Form):
    on = day_field("交回日期")
    remarks = forms.CharField(
        label="说明", required=False, max_length=200, help_text="没有发放过的，在这里写明。"
    )
