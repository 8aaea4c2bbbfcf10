"""Secrets that live in files beside the data, made on first use, readable by the owner only."""

import os
import secrets
from pathlib import Path


def key_material(path: Path, size: int = 32) -> bytes:
    """The secret bytes in ``path``; made there, at random, where the file is absent.

    Processes and threads that start together agree: whoever links its file first wins.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(size))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
