"""Rules, bars and limits as JSON and back. What a row cannot mean is refused, never guessed."""

from decimal import Decimal

from honours.kernel.verdicts import Citation
from honours.quotas.ratios.bars import Bar
from honours.quotas.ratios.conditions import ANYONE
from honours.quotas.ratios.limits import Comparison, NumberLimit
from honours.quotas.ratios.rules import Base, Exemption, RatioBound, RatioRule, SmallQuota
from honours.quotas.ratios.stored_conditions import condition_from_json
from honours.quotas.ratios.stored_values import (
    Stored,
    as_mapping,
    list_in,
    mapping_in,
    mapping_or_none,
    text_in,
    whole_in,
    word,
)
from honours.quotas.vocabulary.places import CandidateKind
from honours.quotas.vocabulary.ratios import (
    BaseSource,
    BoundDirection,
    RatioStage,
    Rounding,
    SmallQuotaMeasure,
    Strictness,
)
from honours.quotas.vocabulary.traits import ExemptionReason


def ratio_to_json(rule: RatioRule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "subject": rule.subject,
        "counted": rule.counted.to_json(),
        "base": _base_to_json(rule.base),
        "bound": _bound_to_json(rule.bound),
        "stages": sorted(stage.value for stage in rule.stages),
        "rounding": rule.rounding.value,
        "exemptions": _exemptions_to_json(rule.exemptions),
        "small_quota": _small_quota_to_json(rule.small_quota),
        "strictness": rule.strictness.value,
        "citation": _citation_to_json(rule.citation),
    }


def ratio_from_json(stored: Stored) -> RatioRule:
    small = mapping_or_none(stored, "small_quota")
    return RatioRule(
        code=text_in(stored, "code"),
        name=text_in(stored, "name"),
        subject=text_in(stored, "subject", ""),
        counted=condition_from_json(mapping_in(stored, "counted")),
        base=_base_from_json(mapping_in(stored, "base")),
        bound=_bound_from_json(mapping_in(stored, "bound")),
        stages=frozenset(word(RatioStage, each) for each in list_in(stored, "stages")),
        rounding=word(Rounding, stored.get("rounding", Rounding.NATURAL.value)),
        exemptions=_exemptions_from_json(stored),
        small_quota=None if small is None else _small_quota_from_json(small),
        strictness=word(Strictness, stored.get("strictness", Strictness.ABSOLUTE.value)),
        citation=_citation_from_json(stored),
    )


def bar_to_json(bar: Bar) -> dict[str, object]:
    return {
        "code": bar.code,
        "name": bar.name,
        "barred": bar.barred.to_json(),
        "exemptions": _exemptions_to_json(bar.exemptions),
        "strictness": bar.strictness.value,
        "citation": _citation_to_json(bar.citation),
    }


def bar_from_json(stored: Stored) -> Bar:
    return Bar(
        code=text_in(stored, "code"),
        name=text_in(stored, "name"),
        barred=condition_from_json(mapping_in(stored, "barred")),
        exemptions=_exemptions_from_json(stored),
        strictness=word(Strictness, stored.get("strictness", Strictness.ABSOLUTE.value)),
        citation=_citation_from_json(stored),
    )


def limit_to_json(limit: NumberLimit) -> dict[str, object]:
    return {
        "code": limit.code,
        "name": limit.name,
        "comparison": limit.comparison.value,
        "number": str(limit.number),
        "unit": limit.unit,
        "strictness": limit.strictness.value,
        "citation": _citation_to_json(limit.citation),
    }


def limit_from_json(stored: Stored) -> NumberLimit:
    return NumberLimit(
        code=text_in(stored, "code"),
        name=text_in(stored, "name"),
        comparison=word(Comparison, stored.get("comparison")),
        number=Decimal(text_in(stored, "number")),
        unit=text_in(stored, "unit"),
        strictness=word(Strictness, stored.get("strictness", Strictness.ABSOLUTE.value)),
        citation=_citation_from_json(stored),
    )


def _base_to_json(base: Base) -> dict[str, object]:
    return {
        "source": base.source.value,
        "kind": None if base.kind is None else base.kind.value,
        "condition": base.condition.to_json(),
        "called": base.called,
    }


def _base_from_json(stored: Stored) -> Base:
    kind = stored.get("kind", CandidateKind.PERSON.value)
    condition = mapping_or_none(stored, "condition")
    return Base(
        word(BaseSource, stored.get("source")),
        kind=None if kind is None else word(CandidateKind, kind),
        condition=ANYONE if condition is None else condition_from_json(condition),
        called=text_in(stored, "called", ""),
    )


def _bound_to_json(bound: RatioBound) -> dict[str, object]:
    return {
        "direction": bound.direction.value,
        "share": None if bound.share is None else str(bound.share),
        "number": bound.number,
        "excludes_itself": bound.excludes_itself,
    }


def _bound_from_json(stored: Stored) -> RatioBound:
    share = stored.get("share")
    return RatioBound(
        word(BoundDirection, stored.get("direction")),
        share=None if share is None else Decimal(str(share)),
        number=None if stored.get("number") is None else whole_in(stored, "number"),
        excludes_itself=bool(stored.get("excludes_itself")),
    )


def _exemptions_to_json(exemptions: tuple[Exemption, ...]) -> list[dict[str, object]]:
    return [
        {
            "reason": exemption.reason.value,
            "when": exemption.when.to_json(),
            "as_research": exemption.as_research,
        }
        for exemption in exemptions
    ]


def _exemptions_from_json(stored: Stored) -> tuple[Exemption, ...]:
    rows = [as_mapping(each) for each in list_in(stored, "exemptions")]
    return tuple(
        Exemption(
            word(ExemptionReason, row.get("reason")),
            when=condition_from_json(mapping_in(row, "when")),
            as_research=bool(row.get("as_research")),
        )
        for row in rows
    )


def _small_quota_to_json(clause: SmallQuota | None) -> dict[str, object] | None:
    if clause is None:
        return None
    return {
        "fewer_than": clause.fewer_than,
        "allowed": clause.allowed,
        "measure": clause.measure.value,
    }


def _small_quota_from_json(stored: Stored) -> SmallQuota:
    return SmallQuota(
        whole_in(stored, "fewer_than"),
        allowed=whole_in(stored, "allowed"),
        measure=word(SmallQuotaMeasure, stored.get("measure", SmallQuotaMeasure.PLACES.value)),
    )


def _citation_to_json(citation: Citation | None) -> dict[str, object] | None:
    return None if citation is None else {"document": citation.document, "clause": citation.clause}


def _citation_from_json(stored: Stored) -> Citation | None:
    row = mapping_or_none(stored, "citation")
    return None if row is None else Citation(text_in(row, "document"), text_in(row, "clause", ""))
