"""An official document as JSON and back, so that a frozen report is read as it was signed."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from honours.typesetting.document import (
    Attachment,
    Block,
    Column,
    FigureEntry,
    Heading,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
)
from honours.typesetting.number import DocumentNumber
from honours.typesetting.vocabulary import Alignment, DocumentKind


def as_json(document: OfficialDocument) -> dict[str, Any]:
    """The elements that reports use: head, body, attachments and figures."""
    return {
        "issuers": document.issuers,
        "title": document.title,
        "body": [_block_as_json(block) for block in document.body],
        "dated": document.dated.isoformat(),
        "number": str(document.number) if document.number else "",
        "signers": document.signers,
        "addressees": document.addressees,
        "attachments": [
            {"title": one.title, "blocks": [_block_as_json(block) for block in one.blocks]}
            for one in document.attachments
        ],
        "figures": [asdict(figure) for figure in document.figures],
        "unbreakable": document.unbreakable,
    }


def from_json(stored: Mapping[str, Any]) -> OfficialDocument:
    return OfficialDocument(
        kind=DocumentKind.REPORT,
        issuers=tuple(stored["issuers"]),
        title=stored["title"],
        body=tuple(map(_block, stored["body"])),
        dated=date.fromisoformat(stored["dated"]),
        number=DocumentNumber.parse(stored["number"]) if stored["number"] else None,
        signers=tuple(stored["signers"]),
        addressees=tuple(stored["addressees"]),
        attachments=tuple(
            Attachment(one["title"], tuple(map(_block, one["blocks"])))
            for one in stored["attachments"]
        ),
        figures=tuple(FigureEntry(**figure) for figure in stored["figures"]),
        unbreakable=tuple(stored["unbreakable"]),
    )


def _block_as_json(block: Block) -> dict[str, Any]:
    return {"is": type(block).__name__, **asdict(block)}


def _block(stored: Mapping[str, Any]) -> Block:
    match stored["is"]:
        case "Heading":
            return Heading(stored["level"], stored["text"], _runs(stored))
        case "Paragraph":
            return Paragraph(_runs(stored))
        case _:
            columns = (
                Column(one["title"], one["share"], Alignment(one["alignment"]))
                for one in stored["columns"]
            )
            rows = tuple(tuple(row) for row in stored["rows"])
            return Table(tuple(columns), rows, stored["caption"], tuple(stored["anchors"]))


def _runs(stored: Mapping[str, Any]) -> tuple[Run, ...]:
    return tuple(Run(one["text"], one["figure"]) for one in stored["runs"])
