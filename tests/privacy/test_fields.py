"""Encrypted columns: what the database holds, what opens, and what is refused."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.core.exceptions import FieldError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from honours.privacy import fields
from honours.privacy.fields import (
    BlindIndexField,
    EncryptedBytesField,
    EncryptedTextField,
    Unreadable,
    blind_index,
    decrypted,
    encrypted,
)
from tests.privacy.models import Person

NUMBER = "11010519491231002X"


def stored(column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {Person._meta.db_table} ORDER BY id")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


@given(st.binary(max_size=200), st.sampled_from(["a.person.name", "b.person.number"]))
def test_what_goes_in_comes_out(plain, column):
    assert decrypted(encrypted(plain, column), column) == plain


@given(st.binary(min_size=1, max_size=60), st.data())
def test_no_altered_byte_goes_unseen(plain, data):
    name, _, text = encrypted(plain, "a.b.c").partition(".")
    sealed = bytearray(base64.b64decode(text))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        decrypted(f"{name}.{base64.b64encode(sealed).decode()}", "a.b.c")


@pytest.mark.parametrize("text", ["", ".", "plain text", "00000000.AAAA", "no-such-key.AAAA"])
def test_what_was_never_encrypted_does_not_open(text):
    with pytest.raises(Unreadable):
        decrypted(text, "a.b.c")


def test_a_broken_value_under_the_right_key_does_not_open():
    name = encrypted(b"x", "a.b.c").partition(".")[0]
    for rest in ("", "AAAA", "not base64 at all", "A" * 40):
        with pytest.raises(Unreadable):
            decrypted(f"{name}.{rest}", "a.b.c")


def test_a_value_moved_to_another_column_does_not_open():
    with pytest.raises(Unreadable):
        decrypted(encrypted(b"secret", "a.person.name"), "a.person.number")


def test_equal_values_look_different_each_time():
    assert len({encrypted(b"same", "a.b.c") for _ in range(1000)}) == 1000


def test_the_cipher_is_that_of_the_standard():
    """SM4-GCM, the answer known from RFC 8998, appendix A.1."""
    plain = bytes.fromhex("".join(sign * 16 for sign in "ABCDEFEA"))
    cipher = Cipher(
        algorithms.SM4(bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")),
        modes.GCM(bytes.fromhex("00001234567800000000ABCD")),
    ).encryptor()
    cipher.authenticate_additional_data(bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"))
    cipher.update(plain)
    cipher.finalize()
    assert cipher.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"


@pytest.mark.django_db
def test_the_database_holds_nothing_to_read():
    Person.objects.create(name="张三丰", number=NUMBER, seal=b"\x00\xffseal")
    for column in ("name", "number", "number_index", "seal"):
        (kept,) = stored(column)
        assert "张三丰" not in kept
        assert NUMBER not in kept
        assert base64.b64encode(b"\x00\xffseal").decode() not in kept
    person = Person.objects.get()
    assert (person.name, person.number, person.seal) == ("张三丰", NUMBER, b"\x00\xffseal")


@pytest.mark.django_db
def test_nothing_stays_nothing():
    Person.objects.create(name="", number="", seal=None)
    second = Person(name="甲", seal=b"")
    second.full_clean()
    second.save()
    first, second = Person.objects.order_by("pk")
    assert (first.name, first.number, first.number_index, first.seal) == ("", "", "", None)
    assert (second.number, second.seal) == ("", b"")
    assert Person.objects.filter(seal__isnull=True).get() == first


@pytest.mark.django_db
def test_values_and_bulk_work_come_out_plain():
    Person.objects.bulk_create([Person(name="甲", number="1"), Person(name="乙", number="2")])
    assert list(Person.objects.order_by("pk").values_list("name", flat=True)) == ["甲", "乙"]
    assert list(Person.objects.order_by("pk").values("number")) == [
        {"number": "1"},
        {"number": "2"},
    ]
    people = list(Person.objects.order_by("pk"))
    for person in people:
        person.number = f"{person.number}0"
    Person.objects.bulk_update(people, ["number", "number_index"])
    assert [person.number for person in Person.objects.order_by("pk")] == ["10", "20"]
    assert stored("number_index") == [blind_index("10"), blind_index("20")]
    assert not set(stored("number")) & {"10", "20"}


@pytest.mark.django_db
def test_a_change_of_one_column_by_query_is_encrypted_too():
    Person.objects.create(name="甲")
    Person.objects.update(name="乙")
    assert stored("name") != ["乙"]
    assert Person.objects.get().name == "乙"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "question", ["name", "name__exact", "name__in", "name__contains", "name__startswith"]
)
def test_a_question_about_an_encrypted_column_is_refused(question):
    with pytest.raises(FieldError, match="EncryptedTextField"):
        list(Person.objects.filter(**{question: ["甲"] if "in" in question[-2:] else "甲"}))


@pytest.mark.django_db
def test_equals_are_found_by_the_digest_beside_it():
    one = Person.objects.create(name="甲", number=NUMBER)
    Person.objects.create(name="乙", number="110105194912310038")
    assert Person.objects.filter(number_index=blind_index(NUMBER)).get() == one
    one.number = ""
    one.save()
    assert not Person.objects.filter(number_index=blind_index(NUMBER)).exists()


@pytest.mark.django_db
def test_the_digest_follows_its_column_before_it_is_saved_and_where_it_is_not_loaded():
    person = Person(number="1")
    assert person.number_index == blind_index("1")
    person.number = "2"
    assert person.number_index == blind_index("2")
    person.name = "甲"
    person.save()
    assert Person.objects.only("number_index").get().number_index == blind_index("2")
    assert Person.objects.defer("number", "number_index").get().number_index == blind_index("2")
    assert Person.number_index.field.of == "number"


def test_a_digest_cannot_be_guessed_without_the_key(keys, settings, tmp_path):
    here = blind_index(NUMBER)
    settings.KEYS = tmp_path / "elsewhere"
    assert blind_index(NUMBER) != here
    settings.KEYS = keys
    assert blind_index(NUMBER) == here


def test_values_under_a_key_moved_aside_still_open(keys):
    old = encrypted(b"before", "a.b.c")
    name = old.partition(".")[0]
    (keys / "privacy-encryption").rename(keys / f"privacy-encryption-{name}")
    fields._key_in.cache_clear()
    new = encrypted(b"after", "a.b.c")
    assert new.partition(".")[0] != name
    assert decrypted(old, "a.b.c") == b"before"
    assert decrypted(new, "a.b.c") == b"after"


def test_values_under_a_lost_key_do_not_open(keys):
    old = encrypted(b"before", "a.b.c")
    (keys / "privacy-encryption").unlink()
    fields._key_in.cache_clear()
    with pytest.raises(Unreadable, match="privacy-encryption-"):
        decrypted(old, "a.b.c")


def test_the_name_of_a_key_is_no_way_out_of_the_folder(keys, tmp_path):
    (tmp_path / "privacy-encryption-x").write_bytes(b"0123456789abcdef")
    with pytest.raises(Unreadable):
        decrypted("../privacy-encryption-x.AAAA", "a.b.c")


@pytest.mark.parametrize(
    "field",
    [
        EncryptedTextField("姓名", blank=True),
        EncryptedBytesField("内容", null=True),
        BlindIndexField(of="number"),
        BlindIndexField("号码摘要", of="number", db_index=False),
    ],
)
def test_migrations_can_write_the_field_down(field):
    name, path, arguments, named = field.deconstruct()
    again = type(field)(*arguments, **named)
    assert again.deconstruct() == (name, path, arguments, named)
    assert path.rpartition(".")[2] in MigrationWriter.serialize(field)[0]


def test_an_encrypted_column_takes_no_index():
    class Unwise(models.Model):
        name = EncryptedTextField(unique=True)
        other = EncryptedTextField()

        class Meta:
            app_label = "sample_privacy"

    assert [error.id for error in Unwise._meta.get_field("name").check()] == [
        "honours.privacy.E001"
    ]
    assert Unwise._meta.get_field("other").check() == []


@pytest.mark.django_db
def test_a_form_fills_and_saves_encrypted_columns():
    form_class = modelform_factory(Person, fields=["name", "number"])
    form = form_class({"name": "张三", "number": NUMBER})
    person = form.save()
    assert Person.objects.get(pk=person.pk).number == NUMBER
    assert form_class(instance=Person.objects.get()).initial["name"] == "张三"
    assert not form_class({"name": ""}).is_valid()
    assert "number_index" not in modelform_factory(Person, fields="__all__").base_fields


@pytest.mark.postgres
def test_it_is_all_the_same_on_postgresql(on_postgres):
    with connection.schema_editor() as editor:
        editor.create_model(Person)
    Person.objects.bulk_create([Person(name="甲", number=NUMBER, seal=b"\x00\xff")])
    people = list(Person.objects.all())
    people[0].name = "乙"
    Person.objects.bulk_update(people, ["name"])
    person = Person.objects.get(number_index=blind_index(NUMBER))
    assert (person.name, person.number, person.seal) == ("乙", NUMBER, b"\x00\xff")
    with connection.schema_editor() as editor:
        editor.delete_model(Person)
