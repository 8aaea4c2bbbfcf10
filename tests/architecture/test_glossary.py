"""The glossary pairs each Chinese term with its code word, one to one."""

import re
from collections import Counter
from pathlib import Path

ROW = re.compile(r"^\|\s*(?P<chinese>[^|`]+?)\s*\|\s*`(?P<code>[^`]+)`\s*\|", re.MULTILINE)
PAIRS = [
    (row["chinese"], row["code"])
    for row in ROW.finditer(Path("docs/glossary.md").read_text(encoding="utf-8"))
]


def test_no_code_word_stands_for_two_terms():
    twice = [word for word, count in Counter(code for _, code in PAIRS).items() if count > 1]
    assert not twice


def test_no_term_has_two_code_words():
    twice = [term for term, count in Counter(term for term, _ in PAIRS).items() if count > 1]
    assert not twice


def test_the_glossary_is_not_empty():
    assert len(PAIRS) > 50
