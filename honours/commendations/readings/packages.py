"""A package of files with a list of their digests: the same files give the same bytes."""

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256

MANIFEST = "manifest.json"
_SINCE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16


def package(files: Mapping[str, bytes], about: Mapping[str, object]) -> bytes:
    """A .zip of ``files`` by path, and ``manifest.json`` with ``about`` and every SHA-256."""
    listed = {
        path: {"sha256": sha256(content).hexdigest(), "bytes": len(content)}
        for path, content in sorted(files.items())
    }
    manifest = json.dumps({**about, "files": listed}, ensure_ascii=False, indent=2).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (*sorted(files.items()), (MANIFEST, manifest)):
            entry = zipfile.ZipInfo(path, _SINCE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _PLAIN_FILE
            archive.writestr(entry, content)
    return written.getvalue()
