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
from django.db import models

from honours.kernel.keyfiles import key_material

KEY_SIZE = 16
NONCE_SIZE = 12
TAG_SIZE = 16


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
    sealed = base64.b64decode(text)
    nonce, body, tag = sealed[:NONCE_SIZE], sealed[NONCE_SIZE:-TAG_SIZE], sealed[-TAG_SIZE:]
    cipher = Cipher(algorithms.SM4(_key_named(name)), modes.GCM(nonce, tag)).decryptor()
    cipher.authenticate_additional_data(column.encode())
    try:
        return cipher.update(body) + cipher.finalize()
    except InvalidTag:
        raise Unreadable(column) from None


def blind_index(value: str) -> str:
    """A keyed digest: equal values meet, and nobody without the key can guess them."""
    return hmac.new(_digest_key(str(settings.KEYS)), value.encode(), sha256).hexdigest()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that stands encrypted in the database. It cannot be filtered or sorted by."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        del expression, connection
        return decrypted(value, self._column_name()).decode() if value else value

    def get_prep_value(self, value: Any) -> Any:
        return encrypted(str(value).encode(), self._column_name()) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _column_name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


class EncryptedBytesField(models.TextField):  # type: ignore[type-arg]
    """Bytes that stand encrypted in the database."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> bytes | None:
        del expression, connection
        return decrypted(value, self._column_name()) if value else None

    def get_prep_value(self, value: Any) -> Any:
        return encrypted(bytes(value), self._column_name()) if value else value

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _column_name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The keyed digest of an encrypted column beside it; refilled whenever the row is saved."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        defaults = {"max_length": 64, "editable": False, "blank": True, "db_index": True}
        super().__init__(*args, **(defaults | kwargs))

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: Any, add: bool) -> str:
        del add
        value = getattr(model_instance, self.of)
        index = blind_index(value) if value else ""
        setattr(model_instance, self.attname, index)
        return index


def _present_key() -> tuple[str, bytes]:
    key = _key_in(str(settings.KEYS / "privacy-encryption"))
    return _name_of(key), key


def _key_named(name: str) -> bytes:
    """The present key, or one that was moved aside as ``privacy-encryption-<name>``."""
    present, key = _present_key()
    if name == present:
        return key
    aside = settings.KEYS / f"privacy-encryption-{Path(name).name}"
    if not aside.is_file():
        raise Unreadable(name)
    return bytes(aside.read_bytes())


@cache
def _key_in(path: str) -> bytes:
    return key_material(Path(path), KEY_SIZE)


@cache
def _digest_key(folder: str) -> bytes:
    return key_material(Path(folder) / "privacy-digest")


@cache
def _name_of(key: bytes) -> str:
    return sha256(b"honours privacy key" + key).hexdigest()[:8]
