"""100,000 nominations, of whom nine in ten are persons with Chinese names under lock."""

import random
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from bench._nomination_town import BusyTown
from honours.commendations.models.nominations import Collective, Nomination, Person
from honours.commendations.vocabulary import NominationState
from honours.quotas.vocabulary.people import IdentityCategory, Rank
from honours.quotas.vocabulary.places import CandidateKind

FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜向明青"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉兰建国文辉红梅春志明永波"
PLACES = ("通江", "南江", "平昌", "巴州", "恩阳")
KINDS = ("实验小学", "人民医院", "中心卫生院", "第三中学", "幼儿园", "疾控中心", "职业中学")
RARE = "援藏工作队"
EVERY_RARE = 1_500
BATCH = 2_000
STORY = "该同志扎根基层二十年，群众公认，事迹突出。" * 4


def name_of(number: int) -> str:
    """The name of the person with that number, always the same; a name comes about three times."""
    family, rest = divmod(number % 33_000, 1000)
    first, second = divmod(rest, len(GIVEN))
    return FAMILY[family] + GIVEN[first % len(GIVEN)] + GIVEN[second]


def fill(busy: BusyTown, size: int) -> None:
    """Rows as the operations would leave them, without their passages."""
    chance = random.Random(33)
    for start in range(1, size + 1, BATCH):
        numbers = range(start, min(start + BATCH, size + 1))
        made = Nomination.objects.bulk_create(_nominations(busy, numbers, chance))
        persons = [one for one in made if one.kind == CandidateKind.PERSON]
        groups = [one for one in made if one.kind == CandidateKind.COLLECTIVE]
        Person.objects.bulk_create(_person(one, chance) for one in persons)
        Collective.objects.bulk_create(
            Collective(nomination=one, name=f"{one.unit}第{one.pk % 97}教研组", is_front_line=True)
            for one in groups
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _nominations(busy: BusyTown, numbers: range, chance: random.Random) -> Iterator[Nomination]:
    titles: dict[str, Any] = {one.kind: one for one in busy.edition.titles.all()}
    region = busy.here["巴中市"]
    for number in numbers:
        kind = CandidateKind.COLLECTIVE if number % 10 == 0 else CandidateKind.PERSON
        place, sort = chance.choice(PLACES), chance.choice(KINDS)
        unit = RARE if number % EVERY_RARE == 0 else f"{place}县第{number % 41}{sort}"
        yield Nomination(
            edition=busy.edition,
            organization=chance.choices(busy.units, weights=(60, 25, 13, 2))[0],
            state=chance.choices(list(NominationState), weights=_weights())[0],
            number=f"bench-{number:06d}",
            kind=kind,
            title=titles[kind],
            unit=unit,
            region=region,
            account=STORY,
            brief=STORY[:60],
            created_on=timezone.localdate(),
        )


def _weights() -> list[int]:
    """Most wait in the city; what is still with the units is out of a reviewer's sight."""
    heavy = {NominationState.REPORTED: 60, NominationState.RECOMMENDED: 10}
    return [heavy.get(state, 4) for state in NominationState]


def _person(nomination: Nomination, chance: random.Random) -> Person:
    number = int(nomination.number.removeprefix("bench-"))
    return Person(
        nomination=nomination,
        name=name_of(number),
        identity_number=f"51192119700512{number % 10_000:04d}",
        telephone=f"139{number:08d}",
        gender="女" if number % 2 else "男",
        rank=chance.choice(list(Rank)),
        identity_category=chance.choice(list(IdentityCategory)),
        is_front_line=chance.random() < 0.7,
        birth_year=1970,
    )
