import pytest

from honours.kernel.terms import Term


class Colour(Term):
    RED = "red", "红"
    BLUE = "blue", "蓝"


def test_a_term_is_stored_as_its_code_and_printed_as_its_label():
    assert (Colour.RED, Colour.RED.label, str(Colour.RED)) == ("red", "红", "red")


def test_choices_pair_codes_with_labels_in_order():
    assert Colour.choices() == [("red", "红"), ("blue", "蓝")]


def test_a_label_finds_its_term():
    assert Colour.from_label("蓝") is Colour.BLUE


def test_a_label_nobody_has_names_the_vocabulary():
    with pytest.raises(ValueError, match="Colour中没有“绿”"):
        Colour.from_label("绿")
