"""An edition goes to the archive: one package of everything, kept under lock, then closed."""

from collections.abc import Callable

from django.db import transaction

from honours.audit.queries import exported, latest_checkpoint
from honours.commendations.models.decisions import Decision
from honours.commendations.models.editions import Edition
from honours.commendations.queries.packages import package_files
from honours.commendations.readings.packages import package
from honours.commendations.vocabulary import DecisionState
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.digests import in_groups
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_made_file
from honours.privacy.queries import attachments_of
from honours.workflow.notes import note
from honours.workflow.operations import advance

PURPOSE = "archive"
MEDIA_TYPE = "application/zip"
Report = Callable[[int, int], None]


@transaction.atomic
def build_archive(edition: Edition, *, by: User, report: Report) -> Attachment:
    """The package of an edition that was decided; an earlier one gives way to it.

    Raises ``Refusal`` where no decision was issued.
    """
    require(by, Role.EXAMINER, "生成归档包", within=edition.organization)
    decision = edition.decisions.filter(state=DecisionState.ISSUED).first()
    if decision is None:
        raise Refusal(
            Finding("decision-not-issued", "本届还没有印发表彰决定。", remedy="请先印发决定。")
        )
    files: dict[str, bytes] = {}
    for path, content in package_files(decision):
        files[path] = content
        report(len(files), len(files) + 1)
    made = package(files, _about(edition, decision))
    for earlier in attachments_of(edition.subject()).filter(purpose=PURPOSE):
        discard_file(earlier)
    kept = keep_made_file(
        edition.subject(),
        purpose=PURPOSE,
        file_name=f"{edition.name}归档包.zip",
        content=made,
        media_type=MEDIA_TYPE,
        by=by.username,
    )
    note(edition, "build_archive", by=by, package=in_groups(kept.digest), files=len(files))
    report(len(files) + 1, len(files) + 1)
    return kept


@transaction.atomic
def open_archive(edition: Edition, *, by: User) -> Attachment:
    """The package, with the originals in it: for examiners, and the book says who took it.

    Raises ``Refusal`` where none was built.
    """
    require(by, Role.EXAMINER, "下载归档包", within=edition.organization)
    kept = _package_of(edition)
    note(edition, "open_archive", by=by, package=in_groups(kept.digest))
    return kept


@transaction.atomic
def archive_edition(edition: Edition, *, by: User) -> Edition:
    """Close it for good. Raises ``Refusal`` where no package was built."""
    _package_of(edition)
    return advance(edition, "archive", by=by)


def _package_of(edition: Edition) -> Attachment:
    kept = attachments_of(edition.subject()).filter(purpose=PURPOSE).last()
    if kept is None:
        raise Refusal(
            Finding("archive-missing", "还没有生成归档包。", remedy="请先生成归档包，再行归档。")
        )
    return kept


def _about(edition: Edition, decision: Decision) -> dict[str, object]:
    head = latest_checkpoint()
    return {
        "edition": edition.name,
        "decision": decision.number,
        "decision_paper_sha256": decision.docx_digest,
        "checkpoint": exported(head) if head else None,
    }
