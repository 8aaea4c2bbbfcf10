"""What has to hold before an organization is changed; each demand refuses with its reason."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from honours.directory.models import Organization
from honours.directory.queries import children_on, names_on
from honours.kernel.verdicts import Finding, Refusal

TOLD = 5
"""How many organizations a message names."""


def refuse_unless_standing(organization: Organization, on: date, field: str = "on") -> None:
    """The organization has been established by that day and is not abolished then."""
    if organization.established_on is not None and on < organization.established_on:
        raise Refusal(
            Finding(
                "not-yet-established",
                f"“{organization}”于{organization.established_on}设立，{on}时尚不存在。",
                remedy="请核对单位和日期。",
                field=field,
            )
        )
    if organization.abolished_on is not None and on >= organization.abolished_on:
        raise Refusal(
            Finding(
                "already-abolished",
                f"“{organization}”已于{organization.abolished_on}撤销。",
                remedy="请改选承接其职责的单位，或核对日期。",
                field=field,
            )
        )


def refuse_backwards(since: date, until: date | None, deed: str, field: str = "until") -> None:
    """What lasts from one day to another may not end before it begins."""
    if until is not None and until < since:
        raise Refusal(
            Finding(
                "ends-before-it-begins",
                f"{deed}截止日期{until}早于起始日期{since}。",
                remedy="请核对日期。",
                field=field,
            )
        )


def refuse_taken_name(name: str, beside: Iterable[Organization], on: date) -> None:
    """No other organization under the same superior bears that full name that day."""
    if name in names_on(beside, on).values():
        raise Refusal(
            Finding(
                "name-taken",
                f"同一上级之下已有“{name}”。",
                remedy="请核对名称；如为同一单位，不必重复建立。",
                field="name",
            )
        )


def refuse_same_name(organization: Organization, name: str) -> None:
    if name == organization.name:
        raise Refusal(
            Finding(
                "same-name",
                f"“{name}”就是该单位的现名。",
                remedy="请填写更改后的名称。",
                field="name",
            )
        )


def refuse_while_children_stand(organization: Organization, on: date) -> None:
    """What stands under it would hang in the air."""
    below = list(children_on(organization, on)[: TOLD + 1])
    if below:
        named = "、".join(f"“{one}”" for one in below[:TOLD]) + ("等" if len(below) > TOLD else "")
        raise Refusal(
            Finding(
                "subordinates-remain",
                f"“{organization}”下面还有{named}。",
                remedy="请先把下级单位调整到新的上级，或先撤销它们。",
            )
        )


def refuse_unfit_successors(
    earlier: Iterable[Organization], later: Iterable[Organization], on: date
) -> None:
    """Successors stand on the day; none succeeds itself or stands under what is to end."""
    ending = list(earlier)
    for successor in later:
        refuse_unless_standing(successor, on, "into")
        for one in ending:
            if successor.is_within(one):
                raise Refusal(
                    Finding(
                        "succeeds-itself",
                        f"“{successor}”就是“{one}”或其下级，不能承接它的职责。",
                        remedy=f"请另选承接单位；如确由“{successor}”承接，请先调整其隶属关系。",
                        field="into",
                    )
                )


def refuse_single_successor(later: list[Organization]) -> None:
    if len({one.pk for one in later}) < 2:
        raise Refusal(
            Finding(
                "one-successor",
                "分设后至少有两个不同的承接单位。",
                remedy="只有一个单位承接的，请按“合并”办理；新单位请先建立。",
                field="into",
            )
        )


def siblings_of(organization: Organization, on: date) -> list[Organization]:
    """The others that stand under the same superior on that day."""
    rows = Organization.objects.filter(
        Q(placements__until=None) | Q(placements__until__gte=on),
        placements__superior__in=organization.placements.filter(
            Q(until=None) | Q(until__gte=on), since__lte=on
        ).values("superior"),
        placements__since__lte=on,
        abolished_on=None,
    )
    return list(rows.exclude(pk=organization.pk))
