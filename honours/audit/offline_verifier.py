#!/usr/bin/env python3
"""Checks a copy of the audit book against signed checkpoints, with nothing but Python 3.

    python3 offline_verifier.py book.jsonl checkpoint.json [more.json ...] [--public-key KEY]

Book and checkpoints come from ``honours export-audit``; give older checkpoints, printed or kept
by a witness, as well: the book must pass through them. ``KEY`` is the public key in hexadecimal
or a file that holds it. Without it ``public_key.txt`` beside the book is used, which proves less.

Hashes after RFC 6962 (SHA-256), signatures after RFC 8032 (Ed25519). This file shares no code
with the system it checks. It answers 0 for a sound book, 1 for a broken one, 2 for bad input.
"""

import argparse
import json
import sys
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, cast

HEAD_KIND = "honours-audit-checkpoint-1"
HEAD_FIELDS = ("kind", "size", "root", "at", "algorithm", "key")
Head = dict[str, Any]


class Broken(Exception):
    """The book or a checkpoint is not what it claims to be."""


class BadInput(Exception):
    """The files given cannot be checked at all."""


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        keys = public_keys(options.public_key, options.book)
        heads = [head for name in options.checkpoints for head in read_heads(name)]
        size = verify(options.book, heads, keys)
    except Broken as broken:
        return say(f"不通过：{broken}", 1)
    except (BadInput, OSError) as bad:
        return say(f"无法核验：{bad}", 2)
    say(f"通过：{size}条全部相符，{len(heads)}个检查点的签名和树根正确。")
    return say(f"公钥编号{'、'.join(keys)}，请与公开印发的编号核对。")


def verify(book: str, heads: list[Head], keys: dict[str, bytes]) -> int:
    """The number of entries, all of them sound. Raises ``Broken`` naming the first bad one."""
    if not heads:
        raise BadInput("没有检查点。")
    for head in heads:
        check_signature(head, keys)
    roots: dict[int, str] = {}
    for head in sorted(heads, key=lambda head: head["size"]):
        if roots.setdefault(head["size"], head["root"]) != head["root"]:
            raise Broken(f"两个签过名的检查点都称有{head['size']}条，树根却不同。")
    return walk(book, roots)


def walk(book: str, roots: dict[int, str]) -> int:
    peaks: list[tuple[int, bytes]] = []
    size = passed = 0
    with Path(book).open("rb") as lines:
        for raw in lines:
            add_leaf(peaks, checked_leaf(raw.rstrip(b"\n"), size))
            size += 1
            if size in roots:
                if root_of(peaks).hex() != roots[size]:
                    raise Broken(f"序位{passed}至{size - 1}有增删、调换或改写：与检查点不符。")
                passed = size
    longest = max(roots)
    if size < longest:
        raise Broken(f"账本在序位{size}被截断：检查点记有{longest}条。")
    if size > longest:
        raise Broken(f"序位{longest}及以后的条目没有检查点为其签名。")
    return size


def checked_leaf(raw: bytes, position: int) -> bytes:
    """The leaf hash of one line, once the line is found to be spelled, placed and hashed right."""
    try:
        line = json.loads(raw)
        entry, claimed, place = line["entry"], line["leaf"], line["position"]
    except (ValueError, KeyError, TypeError):
        raise Broken(f"序位{position}不成格式。") from None
    if place != position:
        raise Broken(f"序位{position}缺失：此处写的是序位{place}。")
    if entry is None:
        raise Broken(f"序位{position}缺失：账本只剩它的哈希。")
    if canonical(line) != raw:
        raise Broken(f"序位{position}不成格式：同一内容只许一种写法。")
    leaf = sha256(b"\x00" + canonical(entry)).digest()
    if leaf.hex() != claimed:
        raise Broken(f"序位{position}的内容与其哈希不符。")
    return leaf


def add_leaf(peaks: list[tuple[int, bytes]], leaf: bytes) -> None:
    """Grow a tree kept as its complete subtrees, each (level, hash), widest first."""
    level = 0
    while peaks and peaks[-1][0] == level:
        leaf = sha256(b"\x01" + peaks.pop()[1] + leaf).digest()
        level += 1
    peaks.append((level, leaf))


def root_of(peaks: list[tuple[int, bytes]]) -> bytes:
    root = peaks[-1][1]
    for _, peak in reversed(peaks[:-1]):
        root = sha256(b"\x01" + peak + root).digest()
    return root


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read_heads(name: str) -> list[Head]:
    lines = Path(name).read_bytes().splitlines()
    return [read_head(line, f"{name}第{number}行") for number, line in enumerate(lines, start=1)]


def read_head(line: bytes, where: str) -> Head:
    try:
        words = json.loads(line)
        head = {field: words[field] for field in (*HEAD_FIELDS, "signature")}
    except (ValueError, KeyError, TypeError):
        raise BadInput(f"{where}不是检查点。") from None
    if not isinstance(head["size"], int) or head["size"] < 0:
        raise BadInput(f"{where}的条数不是整数。")
    if head["kind"] != HEAD_KIND or head["algorithm"] != "sha-256":
        raise BadInput(f"{where}的种类或算法不识：{head['kind']}、{head['algorithm']}。")
    return head


def public_keys(given: list[str] | None, book: str) -> dict[str, bytes]:
    """The keys by their names; a file may hold several, one a line, where keys were changed."""
    texts = given or [str(Path(book).parent / "public_key.txt")]
    lines = [Path(text).read_text() if Path(text).is_file() else text for text in texts]
    try:
        keys = [bytes.fromhex(line) for line in "\n".join(lines).split()]
    except ValueError:
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise BadInput("缺少公钥：请用--public-key给出64位十六进制公钥，或存有它的文件。")
    return {sha256(key).hexdigest()[:16]: key for key in keys}


def check_signature(head: Head, keys: dict[str, bytes]) -> None:
    size, name = head["size"], head["key"]
    if name not in keys:
        raise Broken(f"{size}条的检查点由别的密钥（{name}）签名，给出的是{'、'.join(keys)}。")
    words = canonical({field: head[field] for field in HEAD_FIELDS})
    try:
        signature = bytes.fromhex(head["signature"])
    except (ValueError, TypeError):
        signature = b""
    if not is_signed(keys[name], words, signature):
        raise Broken(f"{size}条的检查点签名不符。")


# Ed25519 verification, RFC 8032 §5.1.7, over integers. Points are (X, Y, Z, T), x = X/Z, y = Y/Z,
# xy = T/Z. Nothing secret passes through here, so nothing needs constant time.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQUARE_ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
ZERO = (0, 1, 1, 0)
Point = tuple[int, int, int, int]


def is_signed(key: bytes, words: bytes, signature: bytes) -> bool:
    if len(signature) != 64:
        return False
    signer, commitment = decoded(key), decoded(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if signer is None or commitment is None or scalar >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + key + words).digest(), "little") % ORDER
    left = times(scalar, BASE)
    right = plus(commitment, times(challenge, signer))
    return same(left, right)


def decoded(text: bytes) -> Point | None:
    """RFC 8032 §5.1.3."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQUARE_ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def plus(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar: int, point: Point) -> Point:
    total = ZERO
    while scalar:
        if scalar & 1:
            total = plus(total, point)
        point = plus(point, point)
        scalar >>= 1
    return total


def same(one: Point, other: Point) -> bool:
    across = one[0] * other[2] - other[0] * one[2]
    upward = one[1] * other[2] - other[1] * one[2]
    return across % P == upward % P == 0


# The base point is the one with y = 4/5 and x even.
BASE = cast("Point", decoded((4 * pow(5, -1, P) % P).to_bytes(32, "little")))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="离线核验审计账本。")
    parser.add_argument("book", help="账本，book.jsonl")
    parser.add_argument("checkpoints", nargs="+", help="检查点，.json或.jsonl，可给多个")
    parser.add_argument("--public-key", action="append", help="公钥：64位十六进制，或存有它的文件")
    return parser.parse_args(arguments)


def say(text: str, answer: int = 0) -> int:
    sys.stdout.write(text + "\n")
    return answer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
