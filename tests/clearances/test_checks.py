"""What stands in the way: asked, answered, fresh, not adverse, not barred by another law."""

from datetime import date

import pytest

from honours.clearances.checks.answers import (
    AnswerGiven,
    Signing,
    says_how_long,
    says_why,
    signed_in_time,
)
from honours.clearances.checks.demands import (
    clearances_are_complete,
    clearances_are_fresh,
    no_adverse_opinion,
    not_disqualified,
)
from honours.clearances.checks.facts import (
    DisqualifierFacts,
    DisqualifierStanding,
    GivenAnswer,
    Hit,
)
from honours.clearances.checks.standing import standing_of
from honours.clearances.readings.matrix import AskedBody
from honours.clearances.vocabulary import Condition, Opinion
from honours.kernel.verdicts import Citation, Verdict, Weight

ON = date(2019, 6, 1)
LATER, EARLIER = date(2019, 12, 1), date(2019, 5, 31)
LAW = Citation("某办法", "第十四条")
CITY = "5119"


def asked(code="tax", *, is_required=True):
    return AskedBody(code, "税务局", is_required, (LAW,))


def standing(*answers, bodies=None, pending=frozenset(), waived=None):
    bodies = [asked()] if bodies is None else bodies
    return standing_of(bodies, answers, pending=pending, waived=waived or {}, on=ON)


def answer(opinion=Opinion.NO_OBJECTION, until=LATER, body="tax"):
    return GivenAnswer(body, opinion, until)


def codes(standing):
    checks = (clearances_are_complete, clearances_are_fresh, no_adverse_opinion)
    return [finding.code for check in checks for finding in check(standing)]


@pytest.mark.parametrize(
    ("answers", "more", "condition", "found"),
    [
        ([answer()], {}, Condition.CLEAR, []),
        ([answer(until=ON)], {}, Condition.CLEAR, []),
        ([answer(until=EARLIER)], {}, Condition.STALE, ["clearance-stale"]),
        ([], {}, Condition.MISSING, ["clearance-missing"]),
        ([], {"pending": frozenset({"tax"})}, Condition.PENDING, ["clearance-missing"]),
        ([], {"waived": {"tax": "无此项业务。"}}, Condition.WAIVED, []),
        ([answer(Opinion.OBJECTION)], {}, Condition.ADVERSE, ["clearance-adverse"]),
        ([answer(Opinion.OBJECTION)], {"waived": {"tax": "已核实。"}}, Condition.WAIVED, []),
        (
            [answer(Opinion.UNFIT)],
            {"waived": {"tax": "已核实。"}},
            Condition.ADVERSE,
            ["clearance-adverse"],
        ),
        (
            [answer(), answer(Opinion.UNFIT, EARLIER)],
            {},
            Condition.ADVERSE,
            ["clearance-adverse"],
        ),
        ([answer(until=EARLIER), answer()], {}, Condition.CLEAR, []),
    ],
)
def test_how_it_stands_with_a_required_body(answers, more, condition, found):
    stands = standing(*answers, **more)

    assert stands.bodies[0].condition is condition
    assert codes(stands) == found


def test_a_body_that_may_be_asked_keeps_nothing_back_by_silence():
    stands = standing(bodies=[asked(is_required=False)])

    assert codes(stands) == []
    assert stands.missing == ()


def test_a_stale_answer_that_was_not_required_only_advises():
    stands = standing(answer(until=EARLIER), bodies=[asked(is_required=False)])

    assert [finding.weight for finding in clearances_are_fresh(stands)] == [Weight.ADVICE]


def test_a_body_the_matrix_no_longer_names_still_counts_when_it_is_against():
    against = standing(answer(Opinion.UNFIT, body="health"), answer())
    content = standing(answer(body="health"), answer())

    assert codes(against) == ["clearance-adverse"]
    assert len(content.bodies) == 1


def test_a_silent_matrix_blocks_until_somebody_says_that_nobody_is_to_be_asked():
    [finding] = clearances_are_complete(standing(bodies=[]))
    declared = standing_of([], [], pending=frozenset(), waived={}, on=ON, is_declared=True)

    assert (finding.code, finding.weight) == ("clearance-matrix-silent", Weight.BLOCKING)
    assert not Verdict((finding,)).passed
    assert codes(declared) == []


def test_a_declaration_takes_nothing_from_what_the_matrix_names_or_a_body_has_said():
    stands = standing_of(
        [asked()],
        [answer(Opinion.UNFIT, body="health")],
        pending=frozenset(),
        waived={},
        on=ON,
        is_declared=True,
    )

    assert codes(stands) == ["clearance-missing", "clearance-adverse"]


def test_findings_do_not_tell_who_said_what():
    stands = standing(answer(Opinion.UNFIT))

    [finding] = no_adverse_opinion(stands)

    assert "税务" not in finding.message + finding.remedy
    assert finding.citation == LAW
    assert stands.answered
    assert not stands.waived


def hit(**changes):
    law = {"ground": "综治一票否决", "citation": LAW, "since": date(1991, 12, 25)}
    facts = DisqualifierFacts(**law | changes.pop("law", {}))
    return Hit(facts, **{"happened_on": date(2018, 8, 1)} | changes)


@pytest.mark.parametrize(
    ("held", "is_barred"),
    [
        (hit(), True),
        (hit(happened_on=date(2019, 6, 2)), False),
        (hit(lasts_until=date(2019, 6, 1)), True),
        (hit(lasts_until=date(2019, 5, 31)), False),
        (hit(lifted_on=date(2019, 6, 1)), False),
        (hit(lifted_on=date(2019, 6, 2)), True),
        (hit(law={"until": date(2015, 12, 31)}), False),
        (hit(law={"since": date(2020, 1, 1)}), False),
        (hit(law={"since": None}), False),
        (hit(law={"is_reference": True}), False),
        (hit(law={"place": "5119"}), True),
        (hit(law={"place": "37"}), False),
    ],
)
def test_a_bar_holds_by_the_law_of_the_day_and_the_place(held, is_barred):
    found = list(not_disqualified(DisqualifierStanding(ON, CITY, (held,))))

    assert [finding.code for finding in found] == ["disqualified"] * is_barred


def test_a_bar_that_ends_says_when():
    held = hit(lasts_until=date(2019, 7, 31))

    [finding] = not_disqualified(DisqualifierStanding(ON, CITY, (held,)))

    assert "至2019-07-31止" in finding.message


SIGNED = Signing("李某", "科长", date(2019, 5, 20))


def test_whoever_speaks_against_says_why():
    assert [f.code for f in says_why(AnswerGiven(Opinion.UNFIT, " "))] == ["statement-missing"]
    assert not list(says_why(AnswerGiven(Opinion.UNFIT, "在查。")))
    assert not list(says_why(AnswerGiven(Opinion.NO_OBJECTION)))


@pytest.mark.parametrize(
    ("asked_on", "today", "found"),
    [
        (date(2019, 5, 6), ON, []),
        (date(2019, 5, 21), ON, ["answer-day-impossible"]),
        (date(2019, 5, 6), date(2019, 5, 19), ["answer-day-impossible"]),
    ],
)
def test_an_answer_bears_a_possible_day(asked_on, today, found):
    told = signed_in_time(SIGNED, asked_on=asked_on, today=today)

    assert [finding.code for finding in told] == found


@pytest.mark.parametrize(
    ("months", "stated", "found"),
    [
        (6, None, []),
        (None, date(2019, 12, 31), []),
        (None, None, ["validity-missing"]),
        (None, date(2019, 5, 19), ["validity-before-answer"]),
    ],
)
def test_an_answer_says_how_long_it_holds(months, stated, found):
    signing = Signing("李某", "科长", date(2019, 5, 20), valid_until=stated)

    assert [f.code for f in says_how_long(signing, validity_months=months)] == found
