"""What is asked of those who object, on the public page or through an inspector."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import QueryDict
from django.utils.crypto import get_random_string

from honours.notices.forms.objections_fields import day, prose, words
from honours.notices.models.notices import NoticeEntry
from honours.notices.operations.objections import Evidence, Objector, Submission
from honours.notices.vocabulary import Channel, Ground, Naming, Party

FILES_AT_ONCE = 5
LONGEST_CONTENT = 5000
SOONEST, LATEST = 3, 4 * 60 * 60
"""Seconds within which a person may fill in a form: machines are quicker, or much later."""
_WHOLE = "0"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. What is inside is judged where they are kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        sent = data if isinstance(data, list | tuple) else [data] if data else []
        if len(sent) > FILES_AT_ONCE:
            raise forms.ValidationError(f"一次最多交{FILES_AT_ONCE}个文件，请合并后再交。")
        single = super().clean
        return [single(one, initial) for one in sent]


def files_field(label: str = "材料") -> FilesField:
    return FilesField(
        label=label,
        required=False,
        help_text=(
            f"PDF、JPG、PNG、.xlsx 或 .docx，最多{FILES_AT_ONCE}个，每个不超过20MB。"
            "加密保存，只有办理人能看。"
        ),
    )


def evidence_in(cleaned: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.name or "文件", one.read()) for one in cleaned["materials"])


class ObjectionForm(forms.Form):
    """What is objected, and who objects. Names of entries come from the notice."""

    entry = forms.ChoiceField(label="对谁有异议")
    ground = words("反映类别", Ground, asks="请选择")
    content = prose(
        "反映内容",
        rows=8,
        longest=LONGEST_CONTENT,
        hint=(
            "请写明何人、何时、何地、何事，有什么可以查证的线索。"
            "您自己的姓名和联系方式请填在下面，不要写在这里。请不要填写国家秘密。"
        ),
    )
    materials = files_field()
    naming = words("是否具名", Naming, is_radio=True)
    party = words("您代表", Party, is_radio=True)
    name = forms.CharField(
        label="姓名（单位名称）",
        max_length=100,
        required=False,
        help_text="实名的填写。姓名和联系方式立即加密封存，与案卷分开；没有写明理由不得启封。",
    )
    telephone = forms.CharField(label="联系电话", max_length=40, required=False)
    identity_number = forms.CharField(
        label="身份证号码",
        max_length=30,
        required=False,
        help_text="本公示要求个人反映写明身份证号码。",
    )
    unit = forms.CharField(label="所在单位", max_length=120, required=False)
    seal_note = forms.CharField(
        label="公章情况",
        max_length=120,
        required=False,
        help_text="单位反映的填写，如“附盖章的书面材料一份”。",
    )

    def __init__(
        self,
        *args: Any,
        entries: Sequence[NoticeEntry],
        asks_identity_number: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_identity_number:
            # What nobody demands is not collected.
            del self.fields["identity_number"]
        self._entries = {str(entry.pk): entry for entry in entries}
        shown = [(key, f"{one.name}（{one.unit}）") for key, one in self._entries.items()]
        field = self.fields["entry"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*shown, (_WHOLE, "整个公示")]
        self.fields["naming"].initial = Naming.NAMED
        self.fields["party"].initial = Party.PERSON

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_named = cleaned.get("naming") == Naming.NAMED
        if is_named and not str(cleaned.get("name", "")).strip():
            self.add_error("name", "实名反映请填写姓名（单位名称）；不愿具名的，请选“匿名”。")
        return cleaned

    def submission(self) -> Submission:
        """What was filled in, for the operation. The form has to be valid."""
        cleaned = self.cleaned_data
        return Submission(
            ground=cleaned["ground"],
            content=cleaned["content"],
            entry=self._entries.get(cleaned["entry"]),
            party=cleaned["party"],
        )

    def objector(self) -> Objector | None:
        """Who objects; nobody where it is anonymous, whatever was typed beside it."""
        cleaned = self.cleaned_data
        if cleaned["naming"] == Naming.ANONYMOUS:
            return None
        return Objector(
            name=cleaned["name"],
            identity_number=cleaned.get("identity_number", ""),
            telephone=cleaned["telephone"],
            unit=cleaned["unit"],
            seal_note=cleaned["seal_note"],
        )

    def evidence(self) -> tuple[Evidence, ...]:
        return evidence_in(self.cleaned_data)


class PublicObjectionForm(ObjectionForm):
    """The same from the public page. Machines give themselves away: by filling in what nobody
    sees, or by being too quick; no riddle is asked and no script is needed."""

    website = forms.CharField(
        label="此栏请留空",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    form_token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_token"].initial = _signer().sign(get_random_string(24))

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError("此栏请留空。")
        return ""

    def clean_form_token(self) -> str:
        token = str(self.cleaned_data["form_token"])
        try:
            _signer().unsign(token, max_age=LATEST)
        except SignatureExpired:
            raise forms.ValidationError(self._anew("页面打开得太久，请核对后再次提交。")) from None
        except BadSignature:
            raise forms.ValidationError(self._anew("请核对后再次提交。")) from None
        try:
            _signer().unsign(token, max_age=SOONEST)
        except SignatureExpired:
            return token
        raise forms.ValidationError("提交得太快，请核对内容，几秒钟后再次提交。")

    def _anew(self, message: str) -> str:
        """Give the form another token, so that sending it again works."""
        anew = QueryDict(mutable=True)
        anew.update(self.data)
        anew["form_token"] = _signer().sign(get_random_string(24))
        self.data = anew
        return message


def _signer() -> TimestampSigner:
    return TimestampSigner(salt="notices.objection.form")


class LetterForm(ObjectionForm):
    """A letter, a call, a visit or a mail that an inspector enters."""

    channel = forms.TypedChoiceField(
        label="渠道",
        choices=[choice for choice in Channel.choices() if choice[0] != Channel.WEB],
        coerce=Channel,
    )
    arrived_on = day("收到日期", hint="信函填到达邮戳的日期。")
    postmark_on = day("寄出邮戳日期", is_required=False, hint="只有信函填写；看不清的可以不填。")
    field_order = ("channel", "arrived_on", "postmark_on", "entry", "ground", "content")

    def submission(self) -> Submission:
        cleaned = self.cleaned_data
        return Submission(
            ground=cleaned["ground"],
            content=cleaned["content"],
            entry=self._entries.get(cleaned["entry"]),
            channel=cleaned["channel"],
            party=cleaned["party"],
            arrived_on=cleaned["arrived_on"],
            postmark_on=cleaned["postmark_on"],
        )


class MaterialsForm(forms.Form):
    materials = files_field("核查材料")

    def evidence(self) -> tuple[Evidence, ...]:
        return evidence_in(self.cleaned_data)
