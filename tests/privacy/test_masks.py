"""What pages show of personal data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.privacy.masks import (
    masked_address,
    masked_identity_number,
    masked_name,
    masked_telephone,
)

MASKS = [masked_address, masked_identity_number, masked_name, masked_telephone]


@pytest.mark.parametrize(
    ("mask", "plain", "shown"),
    [
        (masked_identity_number, "11010519491231002X", "110105**********2X"),
        (masked_telephone, "13800138000", "138****8000"),
        (masked_name, "张三", "张*"),
        (masked_name, "张三丰", "张*丰"),
        (masked_name, "欧阳震华", "欧**华"),
        (masked_name, "张", "*"),
        (masked_address, "四川省巴中市巴州区江北大道1号", "四川省巴中市*********"),
        (masked_address, "江北大道", "****"),
        (masked_telephone, "8000", "****"),
        (masked_name, "", ""),
    ],
)
def test_masks_show_this_much(mask, plain, shown):
    assert mask(plain) == shown


@given(st.text(max_size=40), st.sampled_from(MASKS))
def test_a_mask_keeps_the_length_and_never_shows_the_whole(text, mask):
    shown = mask(text)
    assert len(shown) == len(text)
    assert not text or "*" in shown
