"""``honours draw-lifecycles``: a page for each lifecycle, with its picture and its table."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from honours.kernel.lifecycle import Lifecycle, Move, Signing
from honours.workflow.models import Stateful
from honours.workflow.queries import stateful_models
from honours.workflow.vocabulary import CommonVerb

FOLDER = Path("docs/lifecycles")
HEADINGS = ("办理", "从", "到", "由谁", "签署", "须理由", "审查", "不得与谁同为一人")


class Command(BaseCommand):
    help = "把每一种事项的状态表画成文档页（docs/lifecycles）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=FOLDER, help=f"写到哪里（默认{FOLDER}）")
        parser.add_argument("--check", action="store_true", help="只检查文档是否与代码一致")

    def handle(self, *, to: Path, check: bool, **options: Any) -> None:
        pages = lifecycle_pages()
        if check:
            stale = [name for name, text in pages.items() if _read(to / name) != text]
            stale += [page.name for page in to.glob("*.md") if page.name not in pages]
            if stale:
                named = "、".join(sorted(stale))
                raise CommandError(
                    f"状态图与代码不一致：{named}。请运行 honours draw-lifecycles。"
                )
            return
        to.mkdir(parents=True, exist_ok=True)
        for page in to.glob("*.md"):
            if page.name not in pages:
                page.unlink()
        for name, text in pages.items():
            (to / name).write_text(text, encoding="utf-8")
        self.stdout.write(f"已写出{len(pages)}页状态图。")


def lifecycle_pages() -> dict[str, str]:
    """File names and their text, one page for each model with a lifecycle, and a list of them."""
    models = {
        f"{kind.replace('.', '-')}.md": model
        for kind, model in stateful_models().items()
        if kind.startswith(tuple(_rooms()))
    }
    pages = {name: _page(model) for name, model in models.items()}
    links = [f"* [{model.lifecycle.label}]({name})" for name, model in models.items()]
    return {"README.md": "\n".join(["# 各类事项的状态", "", *links, ""]), **pages}


def _rooms() -> set[str]:
    """Our own rooms; a test may add lifecycles of its own, which belong in no document."""
    return {
        f"{model._meta.app_label}."
        for model in stateful_models().values()
        if model.__module__.startswith("honours.")
    }


def _page(model: type[Stateful]) -> str:
    lifecycle = model.lifecycle
    lines = [
        f"# {lifecycle.label}",
        "",
        f"`{model.matter_kind()}`，由代码生成，请勿手改（`honours draw-lifecycles`）。",
        "",
        "```mermaid",
        lifecycle.mermaid(),
        "```",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "|" + " --- |" * len(HEADINGS),
        *(_row(lifecycle, move) for move in lifecycle.moves),
        "",
    ]
    if lifecycle.returners:
        lines += ["## 退回", "", "可退回到真正经过的任一状态，须写明理由。", ""]
        lines += [
            f"* “{state.label}”时，由{role.label}退回" for state, role in lifecycle.returners
        ]
        lines.append("")
    return "\n".join(lines)


def _row(lifecycle: Lifecycle, move: Move) -> str:
    checked = {known.verb: known.label for known in lifecycle.moves}
    checked[CommonVerb.BEGIN] = CommonVerb.BEGIN.label
    cells = (
        f"{move.label}（`{move.verb}`）",
        move.source.label,
        move.target.label,
        move.role.label,
        "" if move.signing is Signing.SINGLE else move.signing.label,
        "是" if move.needs_reason else "",
        "、".join(f"`{check.__name__}`" for check in move.checks),
        "、".join(checked[verb] for verb in move.apart_from),
    )
    return "| " + " | ".join(cells) + " |"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
