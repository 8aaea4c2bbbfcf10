"""What a rule asks of a candidate that nobody has said yet, in the words of the form."""

from collections.abc import Iterator, Mapping

from honours.kernel.terms import Term
from honours.quotas.ratios.conditions import ASKED_OF_ONE_KIND, Condition
from honours.quotas.ratios.facts import CandidateFacts
from honours.quotas.ratios.rules import RatioRule
from honours.quotas.vocabulary.ratios import Aspect, PlainFact

_OTHERS = {
    "has": ("tags", "人员特征"),
    "served": ("service_years", "工作年限"),
    "honoured": ("past_honours", "曾获荣誉"),
}


def lacking_facts(rule: RatioRule, facts: CandidateFacts) -> tuple[str, ...]:
    """Each once, in the order in which the rule asks."""
    asked = (*_asked_by(rule.base.condition, facts), *_asked_by(rule.counted, facts))
    return tuple(dict.fromkeys(label for name, label in asked if getattr(facts, name) is None))


def _asked_by(condition: Condition, facts: CandidateFacts) -> Iterator[tuple[str, str]]:
    for node in _nodes(condition.to_json()):
        question = _question(node)
        if question is not None:
            if ASKED_OF_ONE_KIND.get(question, facts.kind) is facts.kind:
                yield str(question.value), question.label
        elif (known := _OTHERS.get(str(node.get("op")))) is not None:
            yield known


def _question(node: Mapping[str, object]) -> Term | None:
    if "aspect" in node:
        return Aspect(str(node["aspect"]))
    return PlainFact(str(node["fact"])) if "fact" in node else None


def _nodes(stored: object) -> Iterator[Mapping[str, object]]:
    """Every condition inside, however they are joined."""
    if isinstance(stored, Mapping):
        yield stored
        for inner in stored.values():
            yield from _nodes(inner)
    elif isinstance(stored, list | tuple):
        for inner in stored:
            yield from _nodes(inner)
