"""Pages of rules: the rulebook of a day and place, one rule over time, coverage of clauses."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from honours.directory.exports import TakenList, recorded_writers
from honours.directory.http import SignedInRequest, mandate_on
from honours.kernel.rules import NATION, Rule, Rules
from honours.policies.catalogue import RuleKey
from honours.policies.lists import NATIONWIDE, coverage_page, day_asked
from honours.policies.models import Clause
from honours.policies.queries import (
    DatedValue,
    coverage,
    place_names,
    rules_in_force,
    values_over_time,
)
from honours.policies.readings.absences import absences, absences_about
from honours.policies.readings.enforcers import enforcers
from honours.policies.readings.values import in_words
from honours.policies.vocabulary import Enforcement, Force
from honours.ui.parts import Crumb, KeyFigure, Tone

EVERYWHERE = "all"


class RuleShown(NamedTuple):
    """One line of the rulebook: what applies, on which clause, what was set aside."""

    key: RuleKey
    rule: Rule | None
    words: str
    place_name: str
    set_aside: int


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and place that a page of rules is asked for. ``place`` empty is the nation."""

    on: date
    place: str
    names: dict[str, str]

    @property
    def place_name(self) -> str:
        return self.names.get(self.place, self.place) or "国家"

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Code for addresses, name, whether chosen."""
        return [
            (code or NATIONWIDE, name, code == self.place) for code, name in self.names.items()
        ]

    @property
    def query(self) -> str:
        return f"?place={self.place or NATIONWIDE}&on={self.on}"


@login_required
def rules(request: SignedInRequest) -> HttpResponse:
    moment = _moment(request)
    in_force = rules_in_force(moment.on, moment.place)
    shown = [_shown(key, in_force, moment) for key in RuleKey]
    context = {
        "title": "规则库",
        "breadcrumbs": [Crumb("政策法规", reverse("policies:documents")), Crumb("规则库")],
        "moment": moment,
        "held": [each for each in shown if each.rule],
        "absent": [each for each in shown if not each.rule],
        "set_aside": in_force.set_aside,
        "absences": absences(),
    }
    return render(request, "policies/rules.html", context)


def _shown(key: RuleKey, rules: Rules, moment: Moment) -> RuleShown:
    rule = rules.get(key)
    aside = sum(other.key is key for other in rules.set_aside)
    if rule is None:
        return RuleShown(key, None, "", "", aside)
    name = moment.names.get(rule.place, rule.place)
    return RuleShown(key, rule, in_words(rule.value), name, aside)


@login_required
def rule(request: SignedInRequest, key: str) -> HttpResponse:
    try:
        known = RuleKey(key)
    except ValueError:
        raise Http404(f"规则目录中没有“{key}”。") from None
    moment = _moment(request)
    is_everywhere = request.GET.get("place") == EVERYWHERE
    values = values_over_time(known, None if is_everywhere else moment.place, on=moment.on)
    in_force = rules_in_force(moment.on, moment.place)
    context = {
        "title": known.label,
        "breadcrumbs": [
            Crumb("政策法规", reverse("policies:documents")),
            Crumb("规则库", reverse("policies:rules") + moment.query),
            Crumb(known.label),
        ],
        "moment": moment,
        "is_everywhere": is_everywhere,
        "key": known,
        "now": _shown(known, in_force, moment),
        "values": [(value, *_verdict(value)) for value in values],
        "enforcers": enforcers()[known],
        "absences": absences_about(known.label),
    }
    return render(request, "policies/rule.html", context)


def _verdict(value: DatedValue) -> tuple[str, Tone]:
    """What has become of a value on the day asked, in a word."""
    if value.is_set_aside:
        return "不采用", Tone.BAD
    if value.is_applied:
        return "适用", Tone.GOOD
    if value.standing is Force.IN_FORCE:
        return "已取代" if value.rule.value is not None else "停止执行", Tone.NEUTRAL
    return value.standing.label, Tone.NEUTRAL


@login_required
def coverage_of_clauses(request: SignedInRequest) -> HttpResponseBase:
    names = place_names()
    page = coverage_page(names)
    counted = coverage()
    figures = [
        KeyFigure(
            each.enforcement.label,
            each.total,
            "条",
            f"{reverse('policies:coverage')}?enforcement={each.enforcement.value}",
        )
        for each in counted
    ]
    whole = KeyFigure(
        "全部条款", sum(each.total for each in counted), "条", reverse("policies:coverage")
    )
    return page.respond(
        request,
        Clause.objects.select_related("document"),
        recorded_writers(request, TakenList("policies.ruleentry.export", page.title)),
        context={"figures": [whole, *figures], "nobody": Enforcement.NOBODY},
        template="policies/coverage.html",
    )


def _moment(request: SignedInRequest) -> Moment:
    """Asked for in the address; else today, and the place of the user's own post."""
    names = place_names()
    asked = request.GET.get("place", "")
    if asked in (NATIONWIDE, EVERYWHERE):
        place = NATION
    else:
        place = _nearest_known(asked or _own_division(request), names)
    on = request.GET.get("on", "")
    return Moment(day_asked(on) if on else timezone.localdate(), place, names)


def _own_division(request: SignedInRequest) -> str:
    posts = mandate_on(request).posts
    return str(posts[0].jurisdiction.division) if posts else NATION


def _nearest_known(division: str, names: dict[str, str]) -> str:
    """The longest code on the books that the division lies in."""
    return max((code for code in names if division.startswith(code)), key=len, default=NATION)
