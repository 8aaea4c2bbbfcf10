"""The house keeps its rules: where state is written, where imports stand, how large files are."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path("honours")
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
LINES_IN_A_FILE = 300
LINES_IN_A_FUNCTION = 40
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", re.IGNORECASE)
OUTSIDE = re.compile(r"""(?:src|href)=["'](?:https?:)?//""", re.IGNORECASE)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def writes_state(node: ast.AST) -> bool:
    match node:
        case ast.Assign(targets=targets):
            return any(isinstance(t, ast.Attribute) and t.attr == "state" for t in targets)
        case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
            return any(keyword.arg == "state" for keyword in keywords)
    return False


def stateful_rooms() -> set[str]:
    return {
        "workflow",
        "policies",
        "registry",
        "notices",
        "quotas",
        "clearances",
        "applications",
        "campaigns",
        "commendations",
        "reports",
    }


def test_the_state_of_a_matter_is_written_by_the_workflow_alone():
    writers = {
        path.parts[1]
        for path in FILES
        if path.parts[1] in stateful_rooms()
        and any(writes_state(node) for node in ast.walk(tree_of(path)))
    }
    assert writers <= {"workflow"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_stand_at_the_top(path):
    hidden = [
        node.lineno
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden
    assert "TYPE_CHECKING" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_and_functions_stay_small(path):
    assert path.read_text(encoding="utf-8").count("\n") <= LINES_IN_A_FILE
    large = [
        f"{node.name}:{node.lineno}"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno >= LINES_IN_A_FUNCTION
    ]
    assert not large


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_templates_carry_no_inline_script_or_style_and_nothing_from_outside(path):
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not OUTSIDE.search(text)


def test_lock_files_hold_hashes_and_no_addresses():
    for lock in Path("requirements").glob("*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
