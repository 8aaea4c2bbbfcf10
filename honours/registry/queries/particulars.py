"""What is said of an activity, as one mapping: for copying, keeping and comparing."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field

from honours.registry.models import Particulars

FIELDS: tuple[Field[Any, Any], ...] = tuple(
    field for field in Particulars._meta.get_fields() if isinstance(field, Field)
)
"""The fields that make up the particulars, in the order of the form."""


def particulars_of(stated: Particulars, *, as_text: bool = False) -> dict[str, Any]:
    """Field by field; with ``as_text``, dates and amounts as JSON would hold them."""
    values = {field.name: getattr(stated, field.name) for field in FIELDS}
    if not as_text:
        return values
    encoder = DjangoJSONEncoder()
    plain = (str, int, bool, list, dict, type(None))
    return {
        name: value if isinstance(value, plain) else encoder.default(value)
        for name, value in values.items()
    }
