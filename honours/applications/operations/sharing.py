"""Several people on one application, and the papers attached to it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from honours.applications.models import Application, Contributor
from honours.applications.operations.locking import hold
from honours.applications.queries.applications import may_write, open_returns
from honours.applications.vocabulary import ApplicationField, ApplicationState, Deed, Part
from honours.directory.models import User
from honours.directory.permissions import mandate_of, require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.privacy.models import Attachment
from honours.privacy.operations import discard_file, keep_file
from honours.workflow.notes import note

BASIS_TEXT = "basis"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it was handed over."""

    file_name: str
    content: bytes


@transaction.atomic
def invite_contributor(
    application: Application, user: User, part: Part, *, by: User
) -> Contributor:
    """Give a colleague a part in the writing, or another part than before.

    Raises ``Refusal`` for somebody who has no post that reaches the body: nobody else may see the
    application.
    """
    require(by, Role.FILER, Deed.INVITE.label, within=application.organization)
    if not mandate_of(user).reaches(application.organization):
        raise Refusal(
            Finding(
                "contributor-outside",
                f"{user}没有管辖“{application.organization}”的职务，不能参与填写。",
                remedy="请先由安全管理员配置职务，或者邀请本单位人员。",
                field="user",
            )
        )
    contributor, _ = Contributor.objects.update_or_create(
        application=application, user=user, defaults={"part": part, "invited_by": by}
    )
    note(application, Deed.INVITE, by=by, whom=user.username, part=part)
    return contributor


@transaction.atomic
def dismiss_contributor(contributor: Contributor, *, by: User) -> None:
    """Take a colleague's part away again; what he wrote stays."""
    application = contributor.application
    require(by, Role.FILER, Deed.DISMISS.label, within=application.organization)
    note(application, Deed.DISMISS, by=by, whom=contributor.user.username)
    contributor.delete()


@transaction.atomic
def attach_basis(application: Application, paper: Paper, *, by: User) -> Attachment:
    """Attach the text of the basis, kept encrypted. Raises ``Refusal`` for files that act."""
    _writable(application, Deed.ATTACH, by)
    attachment = keep_file(
        application.subject(),
        purpose=BASIS_TEXT,
        file_name=paper.file_name,
        content=paper.content,
        by=by.username,
    )
    note(application, Deed.ATTACH, by=by, size=attachment.size)
    return attachment


@transaction.atomic
def detach_basis(application: Application, attachment: Attachment, *, by: User) -> None:
    """Take back a paper that was attached by mistake, while the application is being written."""
    _writable(application, Deed.DETACH, by)
    if attachment.subject != application.subject():
        raise PermissionDenied("该文件不属于这份申请。")
    note(application, Deed.DETACH, by=by, size=attachment.size)
    discard_file(attachment)


@transaction.atomic
def open_basis(application: Application, attachment: Attachment, *, by: User) -> Attachment:
    """Hand a paper out to somebody who may see the application; the book says to whom."""
    if not mandate_of(by).reaches(application.organization):
        raise PermissionDenied("该申请不在您的管辖范围内。")
    note(application, Deed.OPEN_PAPER, by=by, size=attachment.size)
    return attachment


def _writable(application: Application, deed: Deed, by: User) -> None:
    """The papers belong to the basis: they are open whenever that field is."""
    current = hold(application)
    if not may_write(current, mandate_of(by), by):
        raise PermissionDenied(
            f"“{deed.label}”须由“{current.organization}”的填报人或者受邀参与填写的人员办理。"
        )
    is_returned = current.submitted_on and ApplicationField.BASIS in open_returns(current)
    is_first = current.submitted_on is None
    if current.state != ApplicationState.DRAFT or not (is_first or is_returned):
        raise Refusal(
            Finding(
                "not-being-written",
                f"该申请现为“{current.state_label}”，不能增减依据文本。",
                remedy="确需补充的，请联系现在的办理人退回“设立依据”一栏。",
                field=ApplicationField.BASIS,
            )
        )
