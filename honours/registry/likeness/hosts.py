"""Whether two activities have a host in common, under whatever name it goes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from honours.registry.likeness.names import without_place
from honours.registry.likeness.words import HOST_SYNONYMS

ENOUGH = 0.8
"""Share of common characters from which two stems are one body."""


def hosts_agree(first: Sequence[str], second: Sequence[str]) -> bool | None:
    """Whether any host of one is a host of the other, or its counterpart at another level.

    ``None`` where either side names no host: that is a gap in the data, not a difference.
    """
    ours = {stem for host in first if (stem := host_stem(host))}
    theirs = {stem for host in second if (stem := host_stem(host))}
    if not ours or not theirs:
        return None
    return not ours.isdisjoint(theirs) or any(
        Indel.normalized_similarity(one, other) >= ENOUGH for one in ours for other in theirs
    )


@lru_cache(maxsize=32_768)
def host_stem(host: str) -> str:
    """``巴中市人力资源和社会保障局`` and ``省人社厅`` are both ``人社``."""
    text = without_place(host.strip())[0]
    text = _PREFIX.sub("", text)
    text = _SYNONYM.sub(lambda found: HOST_SYNONYMS[found.group()], text)
    return _SUFFIX.sub("", text) or text


_PREFIX = re.compile(r"^(?:中共|中央|国家|中华全国|中华人民共和国|最高|省|市|县|区|州|旗)+(?!$)")
_SUFFIX = re.compile(r"(?:委员会办公室|领导小组办公室|领导小组|办公室|委员会|局|厅|部|委|署|办)$")
_SYNONYM = re.compile("|".join(sorted(map(re.escape, HOST_SYNONYMS), key=len, reverse=True)))
