"""How an organization stands with its places, and whether it has as many as it asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from honours.kernel.verdicts import Finding
from honours.quotas.vocabulary.places import CandidateKind


@dataclass(frozen=True, slots=True)
class QuotaStanding:
    """The places of one organization for one kind and title.

    ``issued`` counts what came from above, ``below`` what was handed on and has not come back.
    Whatever came is somewhere: ``received == available + held + used + …`` always holds.
    """

    organization: str
    kind: CandidateKind
    title: str = ""
    issued: int = 0
    available: int = 0
    held: int = 0
    used: int = 0
    returned: int = 0
    recalled: int = 0
    sanctioned: int = 0
    forfeited: int = 0
    below: int = 0
    shifted_in: int = 0
    shifted_out: int = 0

    @property
    def received(self) -> int:
        """What came from above or from beside and was not given back."""
        return self.issued + self.shifted_in - self.shifted_out - self.returned - self.recalled

    @property
    def in_words(self) -> str:
        return f"{self.title}{self.kind.label}名额"


def within_quota(
    standing: QuotaStanding, wanted: int = 1, holders: Sequence[str] = ()
) -> Iterator[Finding]:
    """Nobody puts forward more than the places they have.

    ``holders``: subjects of the nominations that hold them now, for pages that can name them.
    """
    if standing.available >= wanted:
        return
    if not standing.received:
        yield Finding(
            "no-quota",
            f"“{standing.organization}”没有分到{standing.in_words}。",
            remedy="请上一级单位发放名额后再办。",
        )
        return
    yield Finding(
        "quota-exceeded",
        f"“{standing.organization}”的{standing.in_words}共{standing.received}个，"
        f"可用{standing.available}个，不够{wanted}个。",
        remedy=f"其中{where_places_lie(standing)}。请先撤回其他申报，或请上一级单位调剂。",
        detail={
            "available": str(standing.available),
            "wanted": str(wanted),
            "holders": " ".join(holders),
        },
    )


def where_places_lie(standing: QuotaStanding) -> str:
    """占用2个、已用3个: every state that holds some."""
    lying = (
        ("占用", standing.held),
        ("已用", standing.used),
        ("下达给所属单位", standing.below),
        ("核减", standing.sanctioned),
        ("不再补报", standing.forfeited),
        ("可用", standing.available),
    )
    return "、".join(f"{label}{count}个" for label, count in lying if count)


def can_spare(
    standing: QuotaStanding, wanted: int, deed: str, holders: str = ""
) -> Iterator[Finding]:
    """What is handed on, taken back, shifted or cut has to lie there unused."""
    if standing.available >= wanted:
        return
    lying = where_places_lie(standing) or "没有名额"
    yield Finding(
        "not-enough-places",
        f"“{standing.organization}”可用的{standing.in_words}只有{standing.available}个，"
        f"不能{deed}{wanted}个。",
        remedy=f"现有：{lying}。{holders}请减少数量，或先腾出名额再办。",
        field="places",
        detail={"available": str(standing.available), "wanted": str(wanted)},
    )


def reason_is_given(reason: str, deed: str) -> Iterator[Finding]:
    if not reason.strip():
        yield Finding(
            "reason-needed",
            f"“{deed}”须写明理由。",
            remedy="请填写理由后再办。",
            field="reason",
        )


def document_is_given(document: str, deed: str) -> Iterator[Finding]:
    if not document.strip():
        yield Finding(
            "document-needed",
            f"“{deed}”须有依据文件。",
            remedy="请填写文件名称或文号。",
            field="document",
        )


def moves_places(places: int, deed: str) -> Iterator[Finding]:
    if places < 1:
        yield Finding(
            "no-places-named",
            f"“{deed}”的名额数应为1个以上，现为{places}个。",
            remedy="请改正数量。",
            field="places",
        )
