"""Where activities come from and what became of them."""

from collections.abc import Iterable

from honours.registry.models import Activity, Lineage

GENERATIONS = 20


def descends_from(activity: Activity, other: Activity) -> bool:
    """Whether some line of ancestors of the activity leads to the other. A query a generation."""
    seen: set[int] = set()
    generation = {activity.pk}
    while generation:
        if other.pk in generation:
            return True
        seen |= generation
        parents = Lineage.objects.filter(later__in=generation).values_list("earlier", flat=True)
        generation = set(parents) - seen
    return False


def ancestors_of(activity: Activity) -> list[Lineage]:
    """Every tie that leads back from the activity, the nearest generation first."""
    return _line(activity, "later", "earlier")


def descendants_of(activity: Activity) -> list[Lineage]:
    """Every tie that leads on from the activity, the nearest generation first."""
    return _line(activity, "earlier", "later")


def _line(activity: Activity, here: str, there: str) -> list[Lineage]:
    found: dict[int, Lineage] = {}
    generation: Iterable[int] = [activity.pk]
    for _ in range(GENERATIONS):
        rows = Lineage.objects.filter(**{f"{here}__in": generation}).exclude(pk__in=found)
        ties = list(rows.select_related("earlier", "later").order_by("on", "pk"))
        if not ties:
            break
        found.update((tie.pk, tie) for tie in ties)
        generation = {getattr(tie, f"{there}_id") for tie in ties}
    return list(found.values())
