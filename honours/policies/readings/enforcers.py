"""Where rules are enforced: read from the source of the checks, so never out of date."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import honours
from honours.policies.catalogue import RuleKey

HOUSE = Path(honours.__file__).resolve().parent
JUDGING_FILES = ("checks.py", "checks/*.py", "classification.py", "proposals.py", "figures.py")

ROOM_LABELS: Mapping[str, str] = {
    "campaigns": "清理行动",
    "registry": "项目台账",
    "policies": "政策法规",
    "notices": "公示异议",
    "reports": "情况报告",
    "applications": "项目申报",
    "quotas": "名额比例",
    "commendations": "评选表彰",
}


@dataclass(frozen=True, slots=True)
class Enforcer:
    """A function that reads a rule. ``demand`` is the first line of what it says of itself."""

    room: str
    name: str
    demand: str

    @property
    def room_label(self) -> str:
        return ROOM_LABELS.get(self.room, self.room)


@cache
def enforcers() -> Mapping[RuleKey, tuple[Enforcer, ...]]:
    """For every rule, the functions that read it, over all rooms."""
    found: dict[RuleKey, dict[Enforcer, None]] = {key: {} for key in RuleKey}
    for pattern in JUDGING_FILES:
        for path in sorted(HOUSE.glob(f"*/{pattern}")):
            room = path.relative_to(HOUSE).parts[0]
            for enforcer, key in readers_in(room, path.read_text(encoding="utf-8")):
                found[key].setdefault(enforcer)
    return {key: tuple(readers) for key, readers in found.items()}


def readers_in(room: str, source: str) -> Iterator[tuple[Enforcer, RuleKey]]:
    """Each public function of a file with each key that it reads, or a private part it uses.

    What it reads through another public function is that function's, not its own.
    """
    tree = ast.parse(source)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    tables = {name: node for node in tree.body for name in _names_bound(node)}
    private = {name: node for name, node in functions.items() if name.startswith("_")}
    parts: dict[str, ast.AST] = {**tables, **private}
    for name, function in functions.items():
        if name.startswith("_"):
            continue
        demand = (ast.get_docstring(function) or "").split("\n")[0]
        for key in RuleKey:
            if key.name in _keys_reached(name, {**parts, name: function}, set()):
                yield Enforcer(room, name, demand), key


def _names_bound(node: ast.stmt) -> list[str]:
    match node:
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _keys_reached(name: str, parts: Mapping[str, ast.AST], seen: set[str]) -> set[str]:
    seen.add(name)
    keys: set[str] = set()
    for node in ast.walk(parts[name]):
        match node:
            case ast.Attribute(value=ast.Name(id="RuleKey"), attr=key):
                keys.add(key)
            case ast.Name(id=other) if other in parts and other not in seen:
                keys |= _keys_reached(other, parts, seen)
    return keys
