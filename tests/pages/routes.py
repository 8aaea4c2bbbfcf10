"""Every address of the site, read from the map of addresses itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.pages.town import Town


@dataclass(frozen=True)
class Route:
    """One line of the map: its full name and the names of what it asks for."""

    name: str
    asks: tuple[str, ...]

    def address(self, town: Town) -> str:
        return reverse(self.name, args=_arguments(self, town))

    @property
    def room(self) -> str:
        return self.name.partition(":")[0]


def routes() -> list[Route]:
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, space: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield Route(space + pattern.name, tuple(pattern.pattern.converters))


def _arguments(route: Route, town: Town) -> list[object]:
    """What stands in the address: by the route's own needs, else by its first part."""
    if not route.asks:
        return []
    own = _SPECIAL.get(route.name)
    if own is not None:
        return list(own(town))
    pks = {
        "directory": town.organization.pk,
        "jobs": town.job.pk,
        "policies": town.document.pk,
        "registry": town.activity.pk,
        "campaigns": town.campaign.pk,
        "clearances": town.clearances.request.pk,
        "notices": town.notices.notice.pk,
        "reports": town.report.pk,
    }
    assert route.asks == ("pk",), f"{route.name} asks for {route.asks}: say what in _SPECIAL"
    for kind, names in _KINDS.items():
        if route.name.partition(":")[2] in names and route.room == "campaigns":
            return [getattr(town, kind).pk]
    return [pks[route.room]]


_KINDS = {
    "filing": ("filing", "amend", "discard", "refile", "contest"),
    "declaration": ("declaration", "enter", "zero", "survey", "submit", "sign"),
    "upload": ("upload", "columns", "marked"),
    "lead": ("lead",),
    "resolution": ("resolution",),
}
_SPECIAL = {
    "directory:change": lambda town: [town.organization.pk, "rename"],
    "directory:meet_duty": lambda town: [town.duty.pk],
    "directory:change_account": lambda town: [town.clerk.pk, "close"],
    "directory:end_post": lambda town: [town.clerk.posts.first().pk],
    "directory:finish_stand_in": lambda town: [town.stand_in.pk],
    "policies:receive": lambda town: [town.receipt.pk],
    "policies:rule": lambda town: ["fee_allowed"],
    "registry:proof": lambda town: [town.activity.pk, town.entry.pk],
    "registry:standing": lambda town: [town.activity.pk, "suspend"],
    "campaigns:move": lambda town: [town.campaign.pk, "examine"],
    "campaigns:bulk": lambda town: [town.campaign.pk, "accept"],
    "campaigns:upload_file": lambda town: [town.campaign.pk, town.organization.pk],
    "campaigns:card": lambda town: [town.campaign.pk, town.filing.pk],
    "campaigns:move_resolution": lambda town: [town.resolution.pk, "carry_out"],
    "campaigns:send_back": lambda town: ["filing", town.filing.pk],
    "campaigns:take_back": lambda town: ["filing", town.filing.pk],
    "campaigns:hand_over": lambda town: ["lead", town.lead.pk],
    **{
        f"quotas:{name}": lambda town: [town.ledger.subject]
        for name in ("ledger", "journal", "plans", "allocate", "authorise")
    },
    "quotas:deed": lambda town: [town.ledger.subject, "issue"],
    "quotas:plan": lambda town: [town.plan.pk],
    "quotas:move_plan": lambda town: [town.plan.pk, "discard"],
    **{
        f"commendations:{name}": lambda town: [town.commendations.draft.pk]
        for name in (
            "nomination",
            "nomination_numbers",
            "amend_nomination",
            "submit_nomination",
            "add_papers",
            "end_consent",
            "nomination_print",
        )
    },
    **{
        f"commendations:{name}": lambda town: [
            town.commendations.draft.pk,
            town.commendations.paper.pk,
        ]
        for name in ("paper", "drop_paper")
    },
    **{
        f"commendations:{name}": lambda town: [
            town.commendations.edition.pk,
            town.commendations.unit.pk,
        ]
        for name in ("nomination_intake", "nomination_marked")
    },
    "commendations:nominate": lambda town: [
        town.commendations.edition.pk,
        town.commendations.unit.pk,
        "person",
    ],
    "commendations:draft_decision": lambda town: [town.commendations.edition.pk],
    **{
        f"commendations:{name}": lambda town: [town.after.decision.pk]
        for name in (
            "decision",
            "amend_decision",
            "return_decision",
            "composition",
            "decision_paper",
            "print_certificates",
            "certificates",
            "build_archive",
            "archive",
            "close_edition",
            "withdraw_decision",
        )
    },
    "commendations:move_decision": lambda town: [town.after.decision.pk, "submit"],
    **{
        f"commendations:{name}": lambda town: [town.after.withdrawal.pk]
        for name in ("withdrawal", "amend_withdrawal", "return_withdrawal")
    },
    "commendations:move_withdrawal": lambda town: [town.after.withdrawal.pk, "submit"],
    **{
        f"commendations:{name}": lambda town: [town.after.honour.pk]
        for name in ("honour", "certificate", "life_event", "revoke_honour")
    },
    "commendations:recovery": lambda town: [town.after.recovery.pk],
    **{
        f"commendations:{name}": lambda town: [town.after.case.pk]
        for name in ("revocation", "amend_revocation")
    },
    "commendations:move_revocation": lambda town: [town.after.case.pk, "report"],
    "commendations:revocation_paper": lambda town: [town.after.case.pk, town.after.paper.pk],
    **{
        f"commendations:{name}": lambda town: [town.after.certificate.key]
        for name in ("public_certificate", "certificate_proof")
    },
    "commendations:consent_text": lambda town: [town.commendations.edition.pk],
    "commendations:nomination_blank": lambda town: ["person"],
    **{
        f"commendations:{name}": lambda town: [town.commendations.edition.pk]
        for name in (
            "edition",
            "amend_edition",
            "edition_titles",
            "edition_rules",
            "edition_timetable",
            "edition_consent",
            "choose",
            "pass_over",
            "publish_edition",
            "clearing",
            "declare_nothing_to_ask",
            "outcomes",
        )
    },
    "commendations:move_edition": lambda town: [town.commendations.edition.pk, "review"],
    "commendations:open_slate": lambda town: [
        town.commendations.edition.pk,
        town.commendations.unit.pk,
        "unit",
        "person",
        "first",
    ],
    **{
        f"commendations:{name}": lambda town: [town.commendations.slate.pk]
        for name in (
            "slate",
            "slate_proposal",
            "gather_slate",
            "submit_slate",
            "sign_slate",
            "accept_slate",
            "return_slate",
            "slate_excess",
            "slate_summary",
            "publish_slate",
        )
    },
    "commendations:judge_flag": lambda town: [
        town.commendations.slate.pk,
        town.commendations.flag.pk,
    ],
    "commendations:cancel_declaration": lambda town: [
        town.commendations.edition.pk,
        town.commendations.declaration.pk,
    ],
    "commendations:climb": lambda town: [town.commendations.submitted.pk],
    "commendations:outcome": lambda town: [town.commendations.submitted.pk],
    "commendations:return_nomination": lambda town: [town.commendations.submitted.pk],
    "commendations:move_nomination": lambda town: [
        town.commendations.draft.pk,
        "withdraw_nomination",
    ],
    **{
        f"applications:{name}": lambda town: [town.applications.draft.pk]
        for name in (
            "application",
            "draft",
            "save",
            "discard",
            "invite",
            "attach",
            "versions",
            "print",
        )
    },
    **{
        f"applications:{name}": lambda town: [town.applications.returned.pk]
        for name in ("return", "take_back")
    },
    **{
        f"applications:{name}": lambda town: [
            town.applications.draft.pk,
            town.applications.paper.pk,
        ]
        for name in ("paper", "detach")
    },
    **{
        f"applications:{name}": lambda town: [town.applications.entry.pk]
        for name in ("entry", "hold", "explain")
    },
    "applications:dismiss": lambda town: [
        town.applications.draft.pk,
        town.applications.contributor.pk,
    ],
    "applications:move": lambda town: [town.applications.returned.pk, "study"],
    "applications:bulk": lambda town: ["study"],
    "applications:pdf": lambda town: [town.applications.draft.pk, "weinan"],
    "applications:issue": lambda town: [
        town.applications.place.pk,
        town.applications.entry.year,
    ],
    "applications:marked": lambda town: [town.applications.unit.pk],
    "clearances:link": lambda town: [town.clearances.link.pk],
    "clearances:revoke": lambda town: [town.clearances.link.pk],
    "clearances:end_row": lambda town: [town.clearances.row.pk],
    "clearances:end_disqualifier": lambda town: [town.clearances.bar.pk],
    "clearances:lift_hit": lambda town: [town.clearances.hit.pk],
    "clearances:file": lambda town: [town.clearances.request.pk, town.clearances.file.pk],
    "clearances:answer": lambda town: [town.clearances.token],
    "clearances:answer_list": lambda town: [town.clearances.token],
    **{
        f"notices:{name}": lambda town: [town.objections.case.pk]
        for name in ("objection", "objection_identity")
    },
    "notices:enter_objection": lambda town: [town.objections.notice_pk],
    "notices:objection_deed": lambda town: [town.objections.case.pk, "inquire"],
    "notices:objection_file": lambda town: [town.objections.case.pk, town.objections.file.pk],
    "notices:object": lambda town: [town.objections.public_key],
    "notices:move": lambda town: [town.notices.notice.pk, "end"],
    "notices:correct": lambda town: [town.notices.entry.pk],
    "notices:take_off": lambda town: [town.notices.entry.pk],
    "notices:prove": lambda town: [town.notices.carrier.pk],
    "notices:take_down": lambda town: [town.notices.carrier.pk],
    "notices:proof": lambda town: [town.notices.carrier.pk, town.notices.proof.pk],
    "notices:public_notice": lambda town: [town.notices.notice.public_key],
    "notices:public_proof": lambda town: [town.notices.notice.public_key],
    "notices:public_words": lambda town: [town.notices.notice.public_key],
    "reports:figure": lambda town: [town.report.pk, "revoked"],
    "reports:words": lambda town: [town.report.pk, "opening"],
    "reports:move": lambda town: [town.report.pk, "submit"],
    "reports:give_back": lambda town: [town.report.pk, "draft"],
}
