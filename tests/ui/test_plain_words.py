"""What a form says by itself is plain: no field, no variable, and what to do next."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile


class _Everything(forms.Form):
    words = forms.CharField(max_length=5)
    day = forms.DateField()
    moment = forms.DateTimeField()
    number = forms.IntegerField(min_value=1)
    kind = forms.ChoiceField(choices=[("a", "甲")])
    own = forms.CharField(error_messages={"required": "请写明理由。"})
    paper = forms.FileField()


@pytest.mark.parametrize(
    ("entered", "told"),
    [
        ({"words": ""}, "请填写。"),
        ({"words": "一二三四五六七"}, "最多5字，现在7字，请删减。"),
        ({"day": "2010-13-45"}, "日期写得不对，请写成年-月-日，如2010-06-01。"),
        ({"moment": "昨天"}, "日期时间写得不对，请写成如2010-06-01 09:00。"),
        ({"number": "三"}, "请填写整数。"),
        ({"number": "0"}, "不能小于1，请核对。"),
        ({"kind": "乙"}, "“乙”不在可以选择的范围内，请重新选择。"),
        ({"kind": ""}, "请选择。"),
        ({"own": ""}, "请写明理由。"),
        ({"paper": ""}, "请选择文件。"),
    ],
)
def test_a_form_says_plainly_what_is_wrong(entered, told):
    [name] = entered
    assert _Everything(entered).errors[name] == [told]


def test_an_empty_file_is_called_empty():
    files = {"paper": SimpleUploadedFile("公示.jpg", b"")}
    assert _Everything({}, files).errors["paper"] == ["文件是空的，请重新选择。"]
