"""On what an item stands, and who may host it."""

from collections.abc import Iterator
from itertools import repeat

from honours.kernel.rules import Rules
from honours.kernel.verdicts import Citation, Finding, Weight
from honours.policies.catalogue import RuleKey
from honours.registry.checks.demands import WordList, demanded, missing, word_list
from honours.registry.checks.facts import ItemFacts
from honours.registry.checks.faults import Fault
from honours.registry.vocabulary import BasisKind


def has_lawful_basis(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """Its basis is of a sort that is accepted, everywhere and below the province.

    Where the place suspends what is unlawful (巴中, R102), an insufficient basis is suspended;
    having none at all is graver and stays a fault of its own.
    """
    accepted = word_list(rules, RuleKey.ACCEPTED_BASIS_KINDS)
    below = None
    if facts.is_below_province:
        below = word_list(rules, RuleKey.ACCEPTED_BASIS_KINDS_BELOW_PROVINCE)
    first = accepted or below
    if first is None:
        return
    kind = facts.basis_kind
    if kind is BasisKind.UNKNOWN:
        yield missing(Fault.BASIS_MISSING, "未写明设立依据的种类", "basis_text", first.citation)
    elif kind is BasisKind.NONE:
        yield _without_basis(first)
    elif accepted is not None and kind.label not in accepted.words:
        yield _insufficient(facts, accepted, rules)
    elif below is not None and kind.label not in below.words:
        yield _insufficient(facts, below, rules)


def names_a_known_document(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """Only a hint: the library may be the one that lacks the document."""
    if facts.is_basis_document_known is not False:
        return
    accepted = word_list(rules, RuleKey.ACCEPTED_BASIS_KINDS)
    if accepted is not None:
        yield Finding(
            Fault.BASIS_DOCUMENT_UNKNOWN,
            f"所称依据“{facts.basis_text}”未在政策文件库中找到。",
            citation=accepted.citation,
            remedy="请核对文号和条款，或请填报单位提供文件后入库。",
            weight=Weight.ADVICE,
            field="basis_text",
        )


def is_not_self_set(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    revoked = word_list(rules, RuleKey.SELF_SET_LEVELS_REVOKED)
    if revoked is None or facts.level.label not in revoked.words:
        return
    if facts.basis_kind is BasisKind.UNKNOWN:
        yield missing(Fault.BASIS_MISSING, "未写明设立依据的种类", "basis_text", revoked.citation)
    elif facts.basis_kind in _SELF_SET:
        yield Finding(
            Fault.SELF_SET,
            f"{facts.level.label}自行设置的项目，依据为“{facts.basis_kind.label}”，原则上不再保留。",
            citation=revoked.citation,
            remedy="请撤销；确需保留的，须取得上级批准文件后重新申报。",
            field="basis_text",
            detail={"层级": facts.level.label, "不再保留的层级": revoked.printed()},
        )


def may_be_hosted(facts: ItemFacts, rules: Rules) -> Iterator[Finding]:
    """None of its hosts is of a sort that may not host, judged at the level of the item."""
    barred = word_list(rules, RuleKey.FORBIDDEN_HOSTS)
    if barred is None or not any(word.startswith(facts.level.label) for word in barred.words):
        return
    if not facts.hosts:
        yield missing(Fault.HOSTS_MISSING, "未写明主办单位", "hosts", barred.citation)
        return
    for host, kind in zip(facts.hosts, facts.host_kinds or repeat(None), strict=False):
        if kind is None:
            yield missing(
                Fault.HOST_KIND_MISSING, f"主办单位“{host}”未能对应", "hosts", barred.citation
            )
        elif facts.level.label + kind.label in barred.words:
            yield _barred_host(host, facts.level.label + kind.label, barred.citation)


_SELF_SET = frozenset((BasisKind.OWN_DOCUMENT, BasisKind.NONE))


def _without_basis(accepted: WordList) -> Finding:
    return Finding(
        Fault.NO_BASIS,
        "没有设立依据。",
        citation=accepted.citation,
        remedy="请撤销；确有依据的，请填报单位提供文件名称、文号和条款。",
        field="basis_text",
        detail={"依据种类": BasisKind.NONE.label, "可以作为依据": accepted.printed()},
    )


def _insufficient(facts: ItemFacts, accepted: WordList, rules: Rules) -> Finding:
    suspending = demanded(rules, RuleKey.UNLAWFUL_SUSPENDED)
    named = f"“{facts.basis_text}”" if facts.basis_text else ""
    return Finding(
        Fault.BASIS_NOT_ACCEPTED if suspending is None else Fault.BASIS_SUSPENDED,
        f"设立依据{named}属“{facts.basis_kind.label}”，不能作为{facts.level.label}项目的依据。",
        citation=accepted.citation if suspending is None else suspending.citation,
        remedy=f"可以作为依据的是：{accepted.printed()}。请补充依据，否则不能保留。",
        field="basis_text",
        detail={"依据种类": facts.basis_kind.label, "可以作为依据": accepted.printed()},
    )


def _barred_host(host: str, sort: str, citation: Citation) -> Finding:
    return Finding(
        Fault.HOST_NOT_ALLOWED,
        f"主办单位“{host}”属“{sort}”，不得设立、开展表彰项目。",
        citation=citation,
        remedy="请撤销，或改由有权举办的党委、政府按程序申报。",
        field="hosts",
        detail={"单位类别": sort},
    )
