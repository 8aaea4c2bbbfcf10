"""What forms say by themselves, in plain words: Django's own speak of fields and variables."""

from typing import Any

from django import forms
from django.core import validators

FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "请填写。"},
    forms.ChoiceField: {
        "required": "请选择。",
        "invalid_choice": "“%(value)s”不在可以选择的范围内，请重新选择。",
    },
    forms.MultipleChoiceField: {"required": "请选择。"},
    forms.ModelChoiceField: {
        "required": "请选择。",
        "invalid_choice": "选择的内容已经不在范围内，请重新选择。",
    },
    forms.DateField: {"invalid": "日期写得不对，请写成年-月-日，如2010-06-01。"},
    forms.DateTimeField: {"invalid": "日期时间写得不对，请写成如2010-06-01 09:00。"},
    forms.IntegerField: {"invalid": "请填写整数。"},
    forms.DecimalField: {"invalid": "请填写数字。"},
    forms.FileField: {
        "required": "请选择文件。",
        "missing": "没有收到文件，请重新选择。",
        "invalid": "没有收到文件，请重新选择。",
        "empty": "文件是空的，请重新选择。",
    },
}
VALIDATORS: dict[type[validators.BaseValidator], str] = {
    validators.MaxLengthValidator: "最多%(limit_value)d字，现在%(show_value)d字，请删减。",
    validators.MinLengthValidator: "至少%(limit_value)d字，现在%(show_value)d字，请补充。",
    validators.MinValueValidator: "不能小于%(limit_value)s，请核对。",
    validators.MaxValueValidator: "不能大于%(limit_value)s，请核对。",
}


def speak_plainly() -> None:
    """Once, at the start: a field that has words of its own keeps them."""
    for field, words in FIELDS.items():
        _own(field).update(words)
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence


def _own(field: type[forms.Field]) -> dict[str, Any]:
    """The words of this class alone, so that its parents keep theirs."""
    if "default_error_messages" not in vars(field):
        field.default_error_messages = {}
    return field.default_error_messages
