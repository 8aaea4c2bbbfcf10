"""Which organization a text means. Where it could mean several, all are told; none is guessed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from honours.directory.models import Organization, OrganizationName
from honours.directory.readings import (
    SPELLING_HELP,
    bare_spellings,
    normal_name,
    placed_spellings,
    short_place,
)
from honours.directory.vocabulary import OrganizationKind
from honours.kernel.verdicts import Finding, Weight

TOLD = 5


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text may mean on a day."""

    text: str
    candidates: tuple[Organization, ...]
    spelled_out: tuple[str, ...] = ()
    """The candidates with the places they stand in: ``江苏省南京市鼓楼区``."""

    @property
    def only(self) -> Organization | None:
        """The organization meant, where there is no doubt."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    def findings(self) -> tuple[Finding, ...]:
        """What to tell whoever wrote the text; nothing where there is no doubt."""
        if len(self.candidates) == 1:
            return ()
        if not self.candidates:
            message = f"单位目录中没有“{self.text}”。"
            return (Finding("organization-unknown", message, None, SPELLING_HELP, Weight.MISSING),)
        named = "、".join(self.spelled_out[:TOLD])
        more = f"等{len(self.candidates)}个单位" if len(self.candidates) > TOLD else ""
        message = f"“{self.text}”可能是{named}{more}。"
        remedy = "请写明属于哪个市、县（区）。"
        return (Finding("organization-ambiguous", message, None, remedy, Weight.MISSING),)


class NameIndex:
    """Every spelling of every organization, read once (two queries) and asked many times.

    Spellings that name the place go before those that do not, names of the day before others.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._organizations = {one.pk: one for one in Organization.objects.order_by("path")}
        self._meant: tuple[dict[str, set[int]], ...] = tuple(defaultdict(set) for _ in range(3))
        self._lineages = self._read_lineages()
        for row in OrganizationName.objects.order_by("pk"):
            self._add(row)

    def find(self, text: str, *, within: Organization | None = None) -> Recognition:
        """What the text may mean; only what stands within a place, where one is given."""
        wanted = normal_name(text)
        for spellings in self._meant:
            found = [self._organizations[key] for key in sorted(spellings.get(wanted, ()))]
            if within is not None:
                found = [one for one in found if one.is_within(within)]
            if found:
                return Recognition(text, tuple(found), tuple(map(self.spelled_out, found)))
        return Recognition(text, ())

    def spelled_out(self, one: Organization) -> str:
        """Its name with the places it stands in."""
        above = [place for place in self._lineages[one.pk] if place not in str(one.name)]
        return "".join([*above, str(one.name)])

    def _add(self, row: OrganizationName) -> None:
        one = self._organizations[row.organization_id]
        lineage = self._lineages[one.pk]
        is_of_the_day = row.since <= self.on and (row.until is None or row.until >= self.on)
        rank = 0 if is_of_the_day else 1
        is_place = one.kind in (OrganizationKind.PLACE, OrganizationKind.TOWNSHIP)
        bare = set() if is_place else bare_spellings(row.name, lineage)
        for spelling in placed_spellings(row.name, lineage) - bare:
            self._meant[rank][spelling].add(one.pk)
        if is_place:
            self._meant[2][short_place(normal_name(row.name))].add(one.pk)
        elif _names_its_place(row.name, lineage):
            self._meant[rank][normal_name(row.name)].add(one.pk)
        for spelling in bare:
            self._meant[2][spelling].add(one.pk)

    def _read_lineages(self) -> dict[int, tuple[str, ...]]:
        """The names of the places that each organization stands in, the nearest last."""
        step = Organization.steplen
        places = {
            one.path: str(one.name)
            for one in self._organizations.values()
            if one.kind == OrganizationKind.PLACE
        }
        lineages = {}
        for key, one in self._organizations.items():
            above = [str(one.path)[:end] for end in range(step, len(one.path), step)]
            lineages[key] = tuple(places[path] for path in above if path in places)
        return lineages


def organization_named(text: str, on: date, *, within: Organization | None = None) -> Recognition:
    """The organization called so on a day; all candidates where the text leaves a doubt.

    For a whole file build one ``NameIndex`` and ask that.
    """
    return NameIndex(on).find(text, within=within)


def _names_its_place(name: str, lineage: tuple[str, ...]) -> bool:
    spelled = normal_name(name)
    return any(normal_name(place) in spelled for place in lineage)
