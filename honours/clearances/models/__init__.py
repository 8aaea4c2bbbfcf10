"""Rows of the room, by noun. Named here for Django, which looks for models in this place."""

from honours.clearances.models.bodies import (
    Body,
    BodyBearer,
    BodyMerger,
    BodyName,
    Disqualifier,
    DisqualifierHit,
    MatrixRow,
)
from honours.clearances.models.requests import (
    ClearanceAnswer,
    ClearanceLink,
    ClearanceRequest,
    LinkItem,
    LinkMiss,
    NothingToAsk,
    Waiver,
)

__all__ = [
    "Body",
    "BodyBearer",
    "BodyMerger",
    "BodyName",
    "ClearanceAnswer",
    "ClearanceLink",
    "ClearanceRequest",
    "Disqualifier",
    "DisqualifierHit",
    "LinkItem",
    "LinkMiss",
    "MatrixRow",
    "NothingToAsk",
    "Waiver",
]
