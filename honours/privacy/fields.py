"""Columns that nobody reads in the database: encrypted with SM4-GCM (GB/T 32907), found by digest.

A value is kept as ``<key name>.<nonce, ciphertext and tag in base64>``. The name of the column is
authenticated with it, so that a value moved to another column does not open.
"""

import base64
import hmac
import os
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from honours.kernel.keyfiles import key_material

KEY_SIZE = 16
NONCE_SIZE = 12
TAG_SIZE = 16
_DIGEST_COLUMN = {"max_length": 64, "editable": False, "blank": True, "db_index": True}
_NO_INDEX = "An encrypted column has no order and no equals: index a BlindIndexField beside it."


class Unreadable(Exception):
    """A stored value does not open: another key, another column, or altered bytes."""


def encrypted(plain: bytes, column: str) -> str:
    name, key = _present_key()
    nonce = os.urandom(NONCE_SIZE)
    cipher = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(column.encode())
    sealed = nonce + cipher.update(plain) + cipher.finalize() + cipher.tag
    return f"{name}.{base64.b64encode(sealed).decode()}"


def decrypted(stored: str, column: str) -> bytes:
    """The bytes behind a stored value. Raises ``Unreadable``."""
    name, _, text = stored.partition(".")
    try:
        sealed = base64.b64decode(text, validate=True)
        nonce, body, tag = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:-TAG_SIZE], sealed[-TAG_SIZE:]
        cipher = Cipher(algorithms.SM4(_key_named(name)), modes.GCM(nonce, tag)).decryptor()
        cipher.authenticate_additional_data(column.encode())
        return cipher.update(body) + cipher.finalize()
    except (InvalidTag, ValueError):
        raise Unreadable(column) from None


def blind_index(value: str) -> str:
    """A keyed digest: equal values meet, and nobody without the key can guess them."""
    return hmac.new(_digest_key(str(settings.KEYS)), value.encode(), sha256).hexdigest()


class _EncryptedField(models.TextField):  # type: ignore[type-arg]
    """What both kinds share. Such a column answers to no question but whether it is empty."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        faults = super().check(**kwargs)
        if {"unique", "db_index", "primary_key"} & self.deconstruct()[3].keys():
            faults.append(Error(_NO_INDEX, obj=self, id="honours.privacy.E001"))
        return faults

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _column_name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


class EncryptedTextField(_EncryptedField):
    """Text that stands encrypted in the database. It cannot be filtered or sorted by."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        del expression, connection
        return decrypted(value, self._column_name()).decode() if value else value

    def get_prep_value(self, value: Any) -> Any:
        return encrypted(str(value).encode(), self._column_name()) if value else value


class EncryptedBytesField(_EncryptedField):
    """Bytes that stand encrypted in the database."""

    _pyi_private_set_type: bytes  # type: ignore[assignment]
    _pyi_private_get_type: bytes  # type: ignore[assignment]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> bytes | None:
        del expression, connection
        if value is None:
            return None
        return decrypted(value, self._column_name()) if value else b""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return encrypted(bytes(value), self._column_name()) if value else ""

    def to_python(self, value: Any) -> Any:
        return value


class _Digest(DeferredAttribute):
    """Reads as the digest of what the column beside it holds now, loaded or not yet saved."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        of = getattr(self.field, "of", "")
        if instance is None or of not in instance.__dict__:
            return super().__get__(instance, cls)
        value = instance.__dict__[of]
        return blind_index(value) if value else ""

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The keyed digest of an encrypted column beside it, never set by hand.

    Where columns are named (``save(update_fields=…)``, ``bulk_update``), name this one too.
    """

    descriptor_class = _Digest

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **(_DIGEST_COLUMN | kwargs))

    def deconstruct(self) -> Any:
        """What is our own standard is written down too, since Django leaves out only its own."""
        name, path, args, kwargs = super().deconstruct()
        own = {option: getattr(self, option) for option in _DIGEST_COLUMN}
        return name, path, args, {**kwargs, **own, "of": self.of}


def _present_key() -> tuple[str, bytes]:
    key = _key_in(f"{settings.KEYS}/privacy-encryption")
    return _name_of(key), key


def _key_named(name: str) -> bytes:
    """The present key, or one that was moved aside as ``privacy-encryption-<name>``."""
    present, key = _present_key()
    if name == present:
        return key
    return _key_aside(str(settings.KEYS / f"privacy-encryption-{Path(name).name}"))


@cache
def _key_in(path: str) -> bytes:
    return key_material(Path(path), KEY_SIZE)


@cache
def _key_aside(path: str) -> bytes:
    if not Path(path).is_file():
        raise Unreadable(Path(path).name)
    return Path(path).read_bytes()


@cache
def _digest_key(folder: str) -> bytes:
    return key_material(Path(folder) / "privacy-digest")


@cache
def _name_of(key: bytes) -> str:
    return sha256(b"honours privacy key" + key).hexdigest()[:8]
