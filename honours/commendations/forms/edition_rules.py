"""The rules of a plan as its office sets them: known ones chosen, their figures its own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from honours.commendations.models.editions import EditionRule
from honours.commendations.operations.editions import RulePlan
from honours.commendations.readings.known_rules import KNOWN_RULES
from honours.commendations.readings.rule_terms import (
    Rule,
    RuleTerms,
    in_words,
    rule_of,
    stored,
    terms_of,
    with_terms,
)
from honours.quotas.ratios.stored_values import UnreadableRule
from honours.quotas.vocabulary.ratios import RatioStage, Strictness


class RulesForm(forms.Form):
    """The rules of a plan, each with the parts an office may set, and known rules to add."""

    add = forms.MultipleChoiceField(
        label="加入规则",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="勾选后保存，再改成本届文件的比例和依据。",
    )

    def __init__(self, data: Any = None, *, rules: Sequence[EditionRule]) -> None:
        super().__init__(data)
        self.kept, self.unreadable = _read(rules)
        present = {rule.code for rule in self.kept}
        self.fields["add"].choices = [  # type: ignore[attr-defined]
            (code, f"{known.rule.name}：{in_words(known.rule)}（{known.rule.citation}）")
            for code, known in KNOWN_RULES.items()
            if code not in present
        ]
        for row, rule in enumerate(self.kept):
            self._add(row, rule, terms_of(rule))

    def _add(self, row: int, rule: Rule, terms: RuleTerms) -> None:
        made: dict[str, forms.Field] = {}
        if terms.percent is not None:
            made["percent"] = forms.DecimalField(
                label="比例（%）",
                min_value=Decimal(0),
                max_value=Decimal(100),
                decimal_places=2,
                initial=f"{terms.percent.normalize():f}",
            )
        if terms.number is not None:
            made["number"] = forms.IntegerField(label="数量", min_value=0, initial=terms.number)
        if terms.fewer_than is not None:
            made["fewer_than"] = forms.IntegerField(
                label="名额不足几个的另作规定",
                min_value=0,
                initial=terms.fewer_than,
                help_text="填0取消这一条。",
            )
        if terms.percent is not None or terms.number is not None:
            made["stages"] = forms.MultipleChoiceField(
                label="适用阶段（不选为各阶段）",
                choices=RatioStage.choices(),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=sorted(terms.stages),
            )
        made["strictness"] = forms.ChoiceField(
            label="约束", choices=Strictness.choices(), initial=terms.strictness
        )
        made["document"] = forms.CharField(
            label="依据文件", max_length=200, required=False, initial=terms.document
        )
        made["clause"] = forms.CharField(
            label="条款", max_length=100, required=False, initial=terms.clause
        )
        made["drop"] = forms.BooleanField(label="不再采用", required=False)
        self.fields.update({f"{name}-{row}": field for name, field in made.items()})

    def groups(self) -> Iterator[tuple[Rule, str, list[BoundField]]]:
        for row, rule in enumerate(self.kept):
            fields = [self[name] for name in self.fields if name.endswith(f"-{row}")]
            yield rule, in_words(rule), fields

    def plans(self) -> list[RulePlan]:
        given = self.cleaned_data
        rules = [
            with_terms(rule, _terms(given, row))
            for row, rule in enumerate(self.kept)
            if not given[f"drop-{row}"]
        ]
        return [_plan(rule) for rule in [*rules, *(KNOWN_RULES[c].rule for c in given["add"])]]


def _read(rules: Sequence[EditionRule]) -> tuple[list[Rule], list[str]]:
    """Rules, and the names of those that cannot be read: saving drops these."""
    kept, unreadable = [], []
    for rule in rules:
        try:
            kept.append(rule_of(rule.kind, rule.body))
        except UnreadableRule:
            unreadable.append(rule.name)
    return kept, unreadable


def _terms(given: dict[str, Any], row: int) -> RuleTerms:
    return RuleTerms(
        percent=given.get(f"percent-{row}"),
        number=given.get(f"number-{row}"),
        fewer_than=given.get(f"fewer_than-{row}"),
        stages=frozenset(RatioStage(stage) for stage in given.get(f"stages-{row}", ())),
        strictness=Strictness(given[f"strictness-{row}"]),
        document=given[f"document-{row}"],
        clause=given[f"clause-{row}"],
    )


def _plan(rule: Rule) -> RulePlan:
    kind, body = stored(rule)
    citation = rule.citation
    return RulePlan(
        kind,
        rule.name,
        body,
        citation.document if citation else "",
        citation.clause if citation else "",
    )
