"""The zip container of an .xlsx, opened with suspicion.

Nothing here trusts what the archive says of itself: sizes are those of the bytes that come out.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from honours.kernel.verdicts import Finding, Refusal
from honours.spreadsheets.limits import Limits

RESAVE = "请用 Excel 或 WPS 打开后“另存为”新的 .xlsx 文件，再行上传。"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside the container, still packed."""

    name: str
    packed: memoryview
    is_deflated: bool
    declared: int

    def pieces(self, ceiling: int) -> Iterator[bytes]:
        """The content, unpacked a piece at a time.

        Raises ``Refusal`` as soon as more comes out than was declared or than ``ceiling`` allows.
        """
        unpacked = 0
        for piece in self._inflated() if self.is_deflated else iter([bytes(self.packed)]):
            unpacked += len(piece)
            if unpacked > min(self.declared, ceiling):
                raise refused("archive-bomb", f"文件部件“{self.name}”解压后超过所标大小。")
            yield piece
        if unpacked != self.declared:
            raise refused("archive-lies", f"文件部件“{self.name}”的实际大小与所标不符。")

    def content(self, ceiling: int) -> bytes:
        return b"".join(self.pieces(ceiling))

    def _inflated(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for begin in range(0, len(self.packed), _BITE):
                waiting: bytes | memoryview = self.packed[begin : begin + _BITE]
                while waiting and not inflater.eof:
                    yield inflater.decompress(waiting, PIECE)
                    waiting = inflater.unconsumed_tail
            yield inflater.flush()
        except zlib.error:
            raise refused("archive-broken", f"文件部件“{self.name}”已损坏。") from None


def open_container(content: bytes, limits: Limits) -> Mapping[str, Part]:
    """The parts of the container by name. Raises ``Refusal`` for what is not a plain archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise refused("archive-broken", "文件已损坏或不完整，无法打开。") from None
    _few_enough(entries, len(content), limits)
    parts: dict[str, Part] = {}
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        _plain(entry)
        begin = _content_begin(content, entry)
        if entry.header_offset < reached or entry.filename in parts:
            raise refused("archive-overlap", "压缩包内的部件互相重叠或重名。")
        reached = begin + entry.compress_size
        packed = memoryview(content)[begin:reached]
        is_deflated = entry.compress_type == zipfile.ZIP_DEFLATED
        parts[entry.filename] = Part(entry.filename, packed, is_deflated, entry.file_size)
    return parts


def refused(code: str, message: str, remedy: str = RESAVE) -> Refusal:
    return Refusal(Finding(code, message, remedy=remedy, field="file"))


_NESTED = (".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".xlsx", ".docx", ".pptx")
_BITE = 64 * 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")


def _few_enough(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries:
        raise refused("archive-bomb", f"文件内含{len(entries)}个部件，超过{limits.entries}个。")
    if declared > limits.unpacked_bytes:
        raise refused(
            "archive-bomb",
            f"文件解压后超过{limits.unpacked_bytes // 1024 // 1024}MB。",
            "请删去无关工作表和图片，或分成几个文件上传。",
        )
    if declared > packed * limits.ratio:
        raise refused("archive-bomb", f"文件压缩比超过{limits.ratio}倍，疑为压缩炸弹。")


def _plain(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if entry.flag_bits & 0x1:
        raise refused("archive-encrypted", "文件已加密。", "请取消密码后另存，再行上传。")
    if name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or ":" in name:
        raise refused("archive-path", f"压缩包内有越界路径“{name}”。")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refused("archive-path", f"压缩包内有符号链接“{name}”。")
    if name.lower().endswith(_NESTED):
        raise refused(
            "archive-nested", f"文件内嵌有另一个文件“{name}”。", "请删除嵌入的对象后另存。"
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused("archive-broken", f"部件“{name}”的压缩方式不受支持。")


def _content_begin(content: bytes, entry: zipfile.ZipInfo) -> int:
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise refused("archive-broken", "文件已损坏或不完整，无法打开。")
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    if signature != b"PK\x03\x04":
        raise refused("archive-broken", "文件已损坏或不完整，无法打开。")
    begin = entry.header_offset + _LOCAL_HEADER.size + int(name_length) + int(extra_length)
    if begin + entry.compress_size > len(content):
        raise refused("archive-broken", "文件已损坏或不完整，无法打开。")
    return begin
