"""Role by record by field by channel: who saw what, where, and whether a line allows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch

from django.db import transaction
from django.test import Client

from tests.leaks.fields import COMMON, Aviary, PersonalField, personal_fields, remove_all
from tests.leaks.lines import lines
from tests.leaks.visits import Answer, Channel, Viewer, route_of, visited

UNKNOWN_WORDS = "查无此人此事"
ANY = "全部"
METHOD_REFUSED = 405
"""Only deeds are done there: whoever looks is sent away before anybody asks who he is."""


@dataclass(frozen=True, order=True)
class Sighting:
    """A cell of the matrix that is not empty."""

    viewer: str
    record: str
    field: str
    channel: str
    route: str

    def __str__(self) -> str:
        return f"{self.viewer}在{self.route}的{self.channel}里看到 {self.record} 的 {self.field}"


@dataclass(frozen=True)
class Allowance:
    """A line of ``allowed.yaml``."""

    why: str
    record: str
    fields: Sequence[str]
    viewers: Sequence[str]
    channels: Sequence[str]
    routes: Sequence[str]

    def covers(self, sighting: Sighting) -> bool:
        return (
            sighting.record == self.record
            and _named(sighting.field, self.fields)
            and _named(sighting.viewer, self.viewers)
            and _named(sighting.channel, self.channels)
            and any(fnmatch(sighting.route, route) for route in self.routes)
        )


def waited_for() -> list[str]:
    """Models of which the town has no record yet."""
    return list(lines()["待补"])


def published() -> set[str]:
    """What stands in plain because the law has it published."""
    return {
        f"{field} 的内容出现在 {line['明文列']}"
        for line in lines()["已经公布"]
        for field in line["字段"]
    }


def allowances() -> list[Allowance]:
    groups = lines()["各组"]
    return [
        Allowance(
            why=line["为什么"],
            record=line["记录"],
            fields=line["字段"],
            viewers=[one for name in line["谁"] for one in groups.get(name, [name])],
            channels=line["渠道"],
            routes=line["何处"],
        )
        for line in lines()["准许"]
    ]


def not_allowed(sightings: Iterable[Sighting], lines: Sequence[Allowance]) -> list[Sighting]:
    return sorted(one for one in sightings if not any(line.covers(one) for line in lines))


@dataclass(frozen=True)
class Matrix:
    """Everybody goes everywhere, and into whatever anybody found on the way."""

    viewers: Sequence[Viewer]
    aviary: Aviary
    faults: set[str] = field(default_factory=set)
    """Pages that broke on what was planted in them: nobody can say what they show."""

    def sightings(self, addresses: Iterable[str]) -> set[Sighting]:
        known = sorted(set(addresses))
        seen: set[Sighting] = set()
        visits: dict[str, dict[str, Answer]] = {viewer.label: {} for viewer in self.viewers}
        closed: set[str] = set()
        while fresh := [one for one in known if one not in visits[self.viewers[0].label]]:
            for viewer in self.viewers:
                for answer in self._round(viewer, [one for one in fresh if one not in closed]):
                    visits[viewer.label][answer.address] = answer
                    seen |= self._seen(viewer, answer)
                    if answer.status == METHOD_REFUSED:
                        closed.add(answer.address)
            found = {
                link for made in visits.values() for one in made.values() for link in one.links()
            }
            known = [*known, *_of_new_routes(sorted(found), known)]
        return seen | self._searched(visits) | self._counted(visits)

    def _round(self, viewer: Viewer, addresses: Sequence[str]) -> Iterator[Answer]:
        client = _client(viewer)
        for address in addresses:
            answer = visited(client, address)
            if answer.status >= 500:
                self.faults.add(f"{viewer.label}打不开{answer.route}")
            yield answer

    def _seen(self, viewer: Viewer, answer: Answer) -> set[Sighting]:
        return {
            _sighting(viewer, canary.field, answer.channel, answer.route)
            for canary in self.aviary.heard_in(answer.text)
        }

    def _searched(self, visits: dict[str, dict[str, Answer]]) -> set[Sighting]:
        """A search that answers otherwise to a value that exists than to one that does not."""
        seen: set[Sighting] = set()
        for viewer in self.viewers:
            boxes = [one for one in visits[viewer.label].values() if one.has_search]
            for address in sorted({one.address.partition("?")[0] for one in boxes}):
                seen.update(self._asked(viewer, address))
        return seen

    def _asked(self, viewer: Viewer, address: str) -> Iterator[Sighting]:
        """One question stands for all fields; only where it is answered is each one asked."""
        client = _client(viewer)
        nothing = visited(client, f"{address}?q={UNKNOWN_WORDS}")
        if not nothing.reads_personal_rows:
            return

        def is_answered(words: str) -> bool:
            answer = visited(client, f"{address}?q={words}")
            both = (words, UNKNOWN_WORDS)
            return answer.comparable(*both) != nothing.comparable(*both)

        is_any_known = is_answered(COMMON)
        for canary in self.aviary.first_of_each_field():
            if (canary.is_shaped or is_any_known) and is_answered(canary.parts[0]):
                yield _sighting(viewer, canary.field, Channel.SEARCH, route_of(address))

    def _counted(self, visits: dict[str, dict[str, Answer]]) -> set[Sighting]:
        """A page of an outsider that changes when the records of others are gone."""
        seen: set[Sighting] = set()
        outsiders = [viewer for viewer in self.viewers if viewer.is_outsider]
        with transaction.atomic():
            remove_all({field.model for field in personal_fields()})
            for viewer in outsiders:
                client = _client(viewer)
                for address, before in visits[viewer.label].items():
                    if not (before.is_page and before.reads_personal_rows) or "?" in address:
                        continue
                    after = visited(client, address)
                    if after.comparable() != before.comparable():
                        seen.add(
                            Sighting(viewer.label, "*", "*", Channel.COUNT.label, before.route)
                        )
            transaction.set_rollback(True)
        return seen


def _sighting(viewer: Viewer, field: PersonalField, channel: Channel, route: str) -> Sighting:
    return Sighting(viewer.label, field.record, field.name, channel.label, route)


def _client(viewer: Viewer) -> Client:
    client = Client(raise_request_exception=False)
    if viewer.user is not None:
        client.force_login(viewer.user)
    return client


def _of_new_routes(found: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """One address of each route, and one export, that nobody has gone to: rows do not matter."""
    gone = {_way(address) for address in known}
    for address in found:
        way = _way(address)
        if way.strip("?") and way not in gone and ("?" not in address or way.endswith("?")):
            gone.add(way)
            yield address


def _way(address: str) -> str:
    return route_of(address) + ("?" if "export=" in address else "")


def _named(name: str, names: Sequence[str]) -> bool:
    return name in names or ANY in names
