"""What goes into the archive package of an edition, file by file."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone

from honours.commendations.models.decisions import Decision, Honour
from honours.commendations.models.editions import Edition
from honours.commendations.models.nominations import Endorsement, Nomination
from honours.commendations.prose import decision_paper
from honours.commendations.queries.decisions import words_of
from honours.commendations.queries.holders import holder_name, with_holders
from honours.commendations.vocabulary import HonourState, NominationState, Round, Tier
from honours.notices.models.notices import Notice
from honours.notices.models.objections import Objection
from honours.notices.queries.notices import carriers_of
from honours.notices.vocabulary import CarrierKind, Conclusion, Ground
from honours.privacy.operations import read_file
from honours.privacy.queries import attachments_of_all
from honours.quotas.models import Movement
from honours.quotas.vocabulary.places import CandidateKind, MovementVerb
from honours.spreadsheets.streaming import csv_lines, write_table
from honours.spreadsheets.writing import Written
from honours.typesetting.render import render

_ROLL = ("荣誉编号", "称号", "获得者", "单位", "地区", "授予日期", "状态", "失效日期", "证书编号")
_SUMMARY = ("推荐编号", "类别", "对象", "单位", "推荐单位", "拟授称号", "结果")
_JOURNAL = ("时间", "事由", "付出账户", "收入账户", "名额", "事项", "依据文件", "经办人")
_OPINIONS = (
    "推荐编号",
    "层级",
    "轮次",
    "单位",
    "意见",
    "次序",
    "签署人",
    "签署日期",
    "盖章",
    "作废",
)


def package_files(decision: Decision) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file. ``decision`` was issued."""
    edition = decision.edition
    nominations = list(with_holders(edition.nominations.all()).order_by("pk"))
    subjects = [edition.subject(), *(one.subject() for one in nominations)]
    notices = list(Notice.objects.filter(subject_of__in=subjects).order_by("pk"))
    paper = render(decision_paper(words_of(decision, on=timezone.localdate())))
    yield "表彰决定.docx", paper
    yield "荣誉名册.xlsx", _sheet(_ROLL, _roll(decision), "荣誉名册")
    yield "推荐汇总表.xlsx", _sheet(_SUMMARY, _summary(nominations), "推荐汇总表")
    yield "构成.json", _json(decision.composition)
    yield "启动时的规则.json", _json(edition.frozen)
    yield "名额台账.csv", b"".join(csv_lines(_JOURNAL, _journal(edition)))
    yield "各级意见.csv", b"".join(csv_lines(_OPINIONS, _opinions(edition)))
    yield "公示.json", _json([_notice(notice) for notice in notices])
    yield "异议.json", _json([_objection(one) for one in _objections(notices)])
    yield from _originals({one.subject(): f"材料/{one.number}" for one in nominations})
    carriers = {
        hung.carrier.own_subject(): f"公示证明/{notice.pk}"
        for notice in notices
        for hung in carriers_of(notice)
    }
    yield from _originals(carriers)


def _roll(decision: Decision) -> Iterator[Sequence[Written]]:
    rows = Honour.objects.filter(decision=decision).select_related("region", "certificate")
    for honour in rows.order_by("pk"):
        yield (
            honour.number,
            honour.title,
            honour.holder,
            honour.unit,
            str(honour.region),
            honour.conferred_on,
            HonourState(honour.state).label,
            honour.fell_on,
            honour.certificate.number,
        )


def _summary(nominations: Iterable[Nomination]) -> Iterator[Sequence[Written]]:
    for one in nominations:
        yield (
            one.number,
            CandidateKind(one.kind).label,
            holder_name(one),
            one.unit,
            str(one.organization),
            one.title.name,
            NominationState(one.state).label,
        )


def _journal(edition: Edition) -> Iterator[Sequence[Written]]:
    """Times as the clocks of the place showed them, nominations by their numbers."""
    numbers = {one.subject(): one.number for one in Nomination.objects.filter(edition=edition)}
    rows = Movement.objects.filter(ledger__subject=edition.subject())
    for move in rows.select_related("debit__organization", "credit__organization").order_by("pk"):
        yield (
            f"{timezone.localtime(move.at):%Y-%m-%d %H:%M:%S}",
            MovementVerb(move.verb).label,
            f"{move.debit.organization} {move.debit.get_purpose_display()}",
            f"{move.credit.organization} {move.credit.get_purpose_display()}",
            move.places,
            numbers.get(move.matter, move.matter),
            move.document,
            move.actor_name,
        )


def _opinions(edition: Edition) -> Iterator[Sequence[Written]]:
    rows = Endorsement.objects.filter(nomination__edition=edition)
    for one in rows.select_related("nomination", "organization").order_by("pk"):
        yield (
            one.nomination.number,
            Tier(one.tier).label,
            Round(one.round).label,
            str(one.organization),
            one.opinion,
            one.rank_in_list,
            one.signed_by_name,
            one.signed_on,
            "是" if one.is_sealed else "否",
            one.superseded_on,
        )


def _notice(notice: Notice) -> dict[str, Any]:
    """Dates, terms and where it hung, with the digest of each proof."""
    return {
        "title": notice.title,
        "level": notice.get_level_display(),
        "posted_on": notice.posted_on,
        "ends_on": notice.ends_on,
        "objections_until": notice.objections_until,
        "state": notice.state_label,
        "digest": notice.content_digest,
        "carriers": [
            {
                "kind": CarrierKind(hung.carrier.kind).label,
                "place": hung.carrier.place,
                "posted_at": hung.carrier.posted_at,
                "removed_at": hung.carrier.removed_at,
                "proofs": [proof.digest for proof in hung.proofs],
            }
            for hung in carriers_of(notice)
        ],
    }


def _objections(notices: Sequence[Notice]) -> Iterable[Objection]:
    rows = Objection.objects.filter(notice__in=notices).select_related("finding")
    return rows.order_by("pk")


def _objection(one: Objection) -> dict[str, Any]:
    """Numbers and findings; who objected lies sealed elsewhere and is not part of this."""
    finding = getattr(one, "finding", None)
    return {
        "number": one.pk,
        "arrived_on": one.arrived_on,
        "ground": Ground(one.ground).label,
        "state": one.state_label,
        "conclusion": Conclusion(finding.conclusion).label if finding else "",
    }


def _originals(folders: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The papers themselves, opened (R338): whoever downloads the package is written down."""
    kept = attachments_of_all(folders).defer(None).order_by("pk")
    for paper in kept.iterator(chunk_size=20):
        name = f"{paper.pk}-{paper.file_name}"
        yield f"{folders[paper.subject]}/{name}", read_file(paper)


def _sheet(headings: Sequence[str], rows: Iterable[Sequence[Written]], title: str) -> bytes:
    written = io.BytesIO()
    write_table(headings, rows, written, title=title)
    return written.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).encode()
