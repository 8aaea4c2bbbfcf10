"""Screening of 100,000 activities in one process (target: 20,000 a second), by the shipped rules.

Two places, since the work grows with the rules in force: 巴中 in 2010 with few, 鸠江 in 2023 with
the most. Baseline in the same run: the same facts put through as many checks that look up
nothing and find nothing. Facts are made beforehand; the duplicate search is measured apart.
"""

import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from honours.campaigns.checks.facts import FiledItem
from honours.campaigns.checks.screening import SCREENING_CHECKS
from honours.campaigns.proposals import screen
from honours.campaigns.vocabulary import Outcome
from honours.directory.vocabulary import Level, OrganizationKind
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.readings.shipped import shipped_rules
from honours.registry.checks.facts import RevokedItem, Twin
from honours.registry.vocabulary import Audience, BasisKind, PeriodKind

SIZE = 100_000
PLACES = (("巴中", "5119", date(2010, 6, 1)), ("鸠江", "340207", date(2023, 6, 1)))


def run() -> None:
    """Print rows, seconds, activities a second, peak memory, and the ratio to the baseline."""
    known = shipped_rules()
    items = made_items(SIZE)
    for place, division, day in PLACES:
        rules = Rules.on_day(day, known, division)
        started, busy = time.perf_counter(), time.process_time()
        outcomes = Counter(screen(item, rules).outcome for item in items)
        seconds, busy = time.perf_counter() - started, time.process_time() - busy
        bare = bare_seconds(items, rules)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{SIZE:>9,} activities, rules of {place} on {day}: {seconds:.2f} s, "
            f"{SIZE / seconds:,.0f} a second ({SIZE / busy:,.0f} a processor second), "
            f"peak {peak:.0f} MB, {busy / bare:.2f} times {len(SCREENING_CHECKS)} checks that "
            "ask nothing"
        )
        print(f"          {in_words(outcomes)}")


def made_items(count: int) -> list[FiledItem]:
    """Varied items, about a third with a fault, one in twelve with something left unsaid."""
    chance = random.Random(75)
    return [_item(number, chance) for number in range(count)]


def bare_seconds(items: list[FiledItem], rules: Rules) -> float:
    started = time.process_time()
    for item in items:
        found: list[Finding] = []
        for _ in SCREENING_CHECKS:
            found.extend(_asks_nothing(item, rules))
    return time.process_time() - started


def in_words(outcomes: Counter[Outcome]) -> str:
    return "、".join(f"{outcome.label}{number}" for outcome, number in outcomes.most_common())


def _asks_nothing(_facts: FiledItem, _rules: Rules) -> Iterator[Finding]:
    yield from ()


def _item(number: int, chance: random.Random) -> FiledItem:
    place = chance.choice(("巴中市", "鸠江区", "通江县", ""))
    subject = chance.choice(("教育", "卫生", "水利", "安全生产", "招商引资", "双拥", "信访"))
    title = chance.choice(("先进集体和先进个人", "先进单位", "示范单位创建", "文化节", "十佳标兵"))
    level = chance.choice((Level.CITY, Level.COUNTY, Level.COUNTY))
    twin = Twin(str(number // 2), f"全省{subject}系统{title}", Level.PROVINCE, Decimal("0.92"))
    said = chance.random() > 0.08
    return FiledItem(
        name=f"{place}{subject}{title}评选{number % 97}",
        level=level,
        region_name=place or "鸠江区",
        hosts=(f"{place}{subject}局",),
        host_kinds=(chance.choice((OrganizationKind.GOVERNMENT, OrganizationKind.DEPARTMENT)),),
        basis_kind=chance.choices(list(BasisKind), weights=(4, 4, 5, 5, 5, 9, 9, 2, 1, 1))[0],
        basis_text="关于开展评选表彰活动的通知",
        period_kind=PeriodKind.REGULAR,
        period_months=Decimal(chance.choice((12, 24, 36, 60, 60, 60))),
        last_held_on=date(2008, 5, 1),
        charges_fee=chance.random() < 0.03 if said else None,
        is_compulsory=chance.random() < 0.02,
        is_tied_to_benefits=chance.random() < 0.03,
        demands_matching=chance.random() < 0.03,
        burdens_grassroots=chance.random() < 0.04,
        audiences=(chance.choice(list(Audience)),),
        collectives=chance.randrange(60),
        individuals=chance.randrange(160),
        upper_duplicates=(twin,) if chance.random() < 0.05 else (),
        revived_from=(
            RevokedItem(f"{subject}{title}", date(2007, 1, 1)) if chance.random() < 0.01 else None
        ),
        is_comprehensive=False,
        yearly_count=chance.randrange(4),
    )
