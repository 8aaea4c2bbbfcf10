"""Twenty people press the same button at once, on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from honours.audit.models import Entry
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Refusal
from honours.workflow.models import Passage, Signature
from honours.workflow.operations import advance, begin
from tests.factories import city, official
from tests.workflow.conftest import RULES, make_table
from tests.workflow.models import Facts, Petition, Stage

AT_ONCE = 20


def outcomes_of(deeds):
    """What each deed came to, all begun at the same moment, each with its own connection."""
    barrier = Barrier(len(deeds))

    def attempt(deed):
        barrier.wait()
        try:
            deed()
        except Refusal as refusal:
            return refusal.findings[0].code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(attempt, deeds))


def test_of_twenty_that_submit_at_once_one_succeeds(on_postgres):
    make_table()
    here = city()
    clerk = official(here, Role.FILER, "巴中市教育局")
    petition = begin(Petition(organization=here["巴中市教育局"]), by=clerk)

    def submit():
        fresh = Petition.objects.get(pk=petition.pk)
        advance(fresh, "submit", by=clerk, facts=Facts(), rules=RULES)

    outcomes = outcomes_of([submit] * AT_ONCE)
    assert sorted(outcomes) == ["done"] + ["not-possible-now"] * (AT_ONCE - 1)
    assert Petition.objects.get().state == Stage.SUBMITTED
    assert Passage.objects.filter(verb="submit").count() == 1
    assert Entry.objects.filter(verb="petitions.petition.submit").count() == 1


def test_members_who_sign_at_once_are_listed_once_and_move_it_once(on_postgres):
    make_table()
    here = city()
    members = [official(here, Role.CONFERENCE_MEMBER, "巴中市") for _ in range(8)]
    petition = begin(Petition(organization=here["巴中市教育局"]), by=members[0])
    Petition.objects.update(state=Stage.EXAMINED)

    def signing(member):
        return lambda: advance(Petition.objects.get(pk=petition.pk), "cosign", by=member)

    assert outcomes_of([signing(member) for member in members]) == ["done"] * 8
    assert Signature.objects.count() == 8
    assert Petition.objects.get().state == Stage.COSIGNED
    assert Passage.objects.filter(verb="cosign").count() == 1
