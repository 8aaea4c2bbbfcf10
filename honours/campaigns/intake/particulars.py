"""A row that was read, as the particulars of a filing."""

from typing import Any

from honours.campaigns.intake.entries import ReadRow
from honours.directory.vocabulary import Level
from honours.registry.vocabulary import BasisKind

LONGEST_NAME = 200


def particulars_of_row(row: ReadRow, level: Level) -> dict[str, Any]:
    """Field by field of ``Particulars``; what nobody said stays ``None``. Raw texts go along."""
    values = row.values
    return {
        "name": values.name[:LONGEST_NAME],
        "kind": values.kind.kind or "",
        "level": level,
        "hosts": list(values.hosts.names),
        "co_hosts": list(dict.fromkeys(values.hosts.undertakers + values.co_hosts.names)),
        "basis_text": values.basis.raw,
        "basis_kind": values.basis.kind or BasisKind.UNKNOWN,
        "established_on": values.established_on.value,
        "period_kind": values.period.kind,
        "period_months": values.period.months_each,
        "last_held_on": values.last_held_on.value,
        "planned_on": values.planned_on.value,
        "scope": values.scope,
        "audiences": list(values.audiences.audiences),
        "pool": values.pool.value,
        "collectives": values.quota.collectives,
        "individuals": values.quota.individuals,
        "prizes": values.prizes,
        "reward": values.reward,
        "funding": values.funding.raw,
        "charges_fee": values.fees.charges,
        "fee_total": values.fee_total.yuan,
        "is_compulsory": values.compulsory.value,
        "is_tied_to_benefits": values.tied_benefits.value,
        "demands_matching": values.matching_demands.value,
        "burdens_grassroots": values.burden.value,
        "retention_reason": values.retention_reason,
        "remarks": values.remarks,
        "raw": {str(field): text for field, text in row.raw.items() if text},
        "notes": [f"{note.field.label}：{note.message}" for note in row.notes],
    }
