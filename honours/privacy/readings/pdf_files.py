"""A PDF seen from outside: whether it is one, whether it is locked, whether it would do things.

This is no scanner of malice. It finds what an honest scan of a paper never has: scripts, actions
that start programs, files within the file.
"""

import re
import zlib
from collections.abc import Iterator

from honours.kernel.verdicts import Finding

_HEADER_WITHIN = 1024
_UNPACKED_AT_MOST = 16 * 1024 * 1024
_PRINT_ANEW = "请用“打印为 PDF”或者扫描的办法另做一份，再行上传。"
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?=[\s()<>\[\]/%]|$)"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?=[\s<])")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:_HEADER_WITHIN]


def faults_of(content: bytes) -> Iterator[Finding]:
    skeleton = b"".join(_skeleton(content))
    if _ENCRYPTED.search(skeleton):
        yield Finding(
            "file-encrypted",
            "PDF 文件加了密码或者限制了权限，别人打不开，也无法检查。",
            remedy="请取消密码和限制后另存，再行上传。",
        )
    elif _ACTIVE.search(skeleton):
        yield Finding(
            "file-has-active-content",
            "PDF 文件里有脚本、启动动作或者嵌入的文件，不是单纯的扫描件。",
            remedy=_PRINT_ANEW,
        )


def _skeleton(content: bytes) -> Iterator[bytes]:
    """The objects without the data they carry, but with those packed into object streams."""
    begin, room = 0, _UNPACKED_AT_MOST
    for match in _STREAM.finditer(content):
        outside = _unescaped(content[begin : match.start()])
        yield outside
        begin = match.end()
        dictionary = outside[outside.rfind(b"obj") :]
        if b"/ObjStm" in dictionary and room > 0:
            unpacked = _unpacked(match[1], room)
            room -= len(unpacked)
            yield _unescaped(unpacked)
    yield _unescaped(content[begin:])


def _unpacked(data: bytes, at_most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, at_most)
    except zlib.error:
        return data


def _unescaped(text: bytes) -> bytes:
    """Names may be written with escapes: ``/J#61vaScript``."""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), text)
