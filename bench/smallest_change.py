"""The smallest lawful change of a list (target: well under a second at 150), and its import.

Baseline in the same run: judging the list once by the same rules, which any search must at least
do. Random lists over real categories, seven rules (nested, with a clause for small quotas), a
reserve for every third place; nearly all of them need a change. CPU time, so that a busy machine
does not count.
"""

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal

from honours.quotas.composing.smallest_change import smallest_change
from honours.quotas.ratios.conditions import Between, Condition, Is, IsSo
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.judging import judge
from honours.quotas.ratios.rules import Base, Places, RatioBound, RatioRule, SmallQuota
from honours.quotas.vocabulary.people import (
    ENTERPRISE_STAFF,
    FARMING_PEOPLE,
    Gender,
    IdentityCategory,
    Rank,
)
from honours.quotas.vocabulary.ratios import Aspect, BaseSource, BoundDirection, PlainFact

SIZES = (8, 12, 40, 80, 150)
LISTS = 20
IMPORT = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


def run() -> None:
    """Print for each size the median and the worst of the search, and its ratio to one judging."""
    for size in SIZES:
        searched, judged, touched = [], [], []
        for seed in range(LISTS):
            listed, reserves = _made(size, seed)
            seconds, change = _timed(lambda c=listed, r=reserves: _search(c, r))
            searched.append(seconds)
            judged.append(_timed(lambda c=listed: judge(c, RULES, Places(len(c))))[0])
            touched.append(change.touched if change else -1)
        ratio = statistics.median(searched) / statistics.median(judged)
        print(
            f"{size:>4} on the list: search {statistics.median(searched) * 1000:.0f} ms median, "
            f"{max(searched) * 1000:.0f} ms worst; one judging "
            f"{statistics.median(judged) * 1000:.2f} ms ({ratio:.0f} times); touched "
            f"{statistics.median(touched):.0f} median, {touched.count(-1)} of {LISTS} impossible"
        )
    for module in ("scipy.optimize", "honours.quotas.composing.smallest_change"):
        print(f"import of {module}: {_import_seconds(module):.2f} s CPU, once in a process")


def _rule(
    name: str, counted: Condition, base: Base, bound: tuple[BoundDirection, str]
) -> RatioRule:
    small = SmallQuota(5) if base.source is BaseSource.PLACES else None
    share = RatioBound(bound[0], Decimal(bound[1]))
    return RatioRule(name, name, counted, base, share, small_quota=small)


def _one_of(*categories: IdentityCategory) -> Condition:
    return Is(Aspect.IDENTITY, frozenset(categories))


STAFF = Base(BaseSource.LIST, condition=Is(Aspect.IDENTITY, ENTERPRISE_STAFF))
FARMERS = Base(BaseSource.LIST, condition=Is(Aspect.IDENTITY, FARMING_PEOPLE))
ALL = Base(BaseSource.LIST)
CEILING, FLOOR = BoundDirection.CEILING, BoundDirection.FLOOR
DIVISION = Between(Aspect.RANK, Rank.DEPUTY_DIVISION, Rank.DIVISION)
RULES = (
    _rule("县处级", DIVISION, Base(BaseSource.PLACES), (CEILING, "0.2")),
    _rule("一线", IsSo(PlainFact.IS_FRONT_LINE), ALL, (FLOOR, "0.6")),
    _rule("负责人", _one_of(IdentityCategory.ENTERPRISE_HEAD), STAFF, (CEILING, "0.2")),
    _rule("企业一线", IsSo(PlainFact.IS_FRONT_LINE), STAFF, (FLOOR, "0.55")),
    _rule("农民", Is(Aspect.IDENTITY, FARMING_PEOPLE), ALL, (FLOOR, "0.25")),
    _rule("乡企", _one_of(IdentityCategory.TOWNSHIP_ENTERPRISE_HEAD), FARMERS, (CEILING, "0.2")),
    _rule("女", Is(Aspect.GENDER, frozenset({Gender.FEMALE})), ALL, (FLOOR, "0.2")),
)


def _made(size: int, seed: int) -> tuple[list[CandidateFacts], list[CandidateFacts]]:
    dice = random.Random(size * 1000 + seed)
    listed = [_candidate(str(order), order, dice) for order in range(1, size + 1)]
    reserves = [_candidate(f"备{order}", order, dice) for order in range(1, size // 3 + 1)]
    return listed, reserves


def _candidate(key: str, order: int, dice: random.Random) -> CandidateFacts:
    identity = dice.choice(list(IdentityCategory))
    is_head = identity is IdentityCategory.ENTERPRISE_HEAD
    return CandidateFacts(
        key,
        order,
        rank=dice.choice([Rank.NONE, Rank.CLERK, Rank.SECTION, Rank.DEPUTY_DIVISION]),
        identity=identity,
        is_front_line=not is_head and dice.random() < 0.4,
        gender=dice.choice(list(Gender)),
    )


def _search(listed: list[CandidateFacts], reserves: list[CandidateFacts]):
    return smallest_change(listed, RULES, Places(len(listed)), reserves)


def _timed(work: Callable) -> tuple[float, object]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _import_seconds(module: str) -> float:
    command = [sys.executable, "-c", IMPORT.format(module)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603
