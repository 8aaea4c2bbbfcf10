import pytest
from honours.audit.operations import record, seal
from honours.audit import queries
from django.conf import settings

def test_a(db):
    print(settings.HONOURS_HOME)
    record("a.b.c", subject="a.b:1", actor="u")
    c = seal()
    assert c.size == 1
    assert queries.first_broken_entry() is None

@pytest.mark.django_db(transaction=True)
def test_b():
    record("a.b.c", subject="a.b:1", actor="u")
    c = seal()
    assert c.size == 1

def test_c(on_postgres):
    record("a.b.c", subject="a.b:1", actor="u")
    assert seal().size == 1
    assert queries.first_broken_entry() is None
