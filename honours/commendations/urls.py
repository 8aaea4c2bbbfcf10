"""Addresses of the room."""

from django.urls import URLPattern, path

from honours.commendations.views import (
    clearing,
    climb,
    composition,
    decision_files,
    decisions,
    edition_plans,
    editions,
    nomination_deeds,
    nomination_files,
    nomination_forms,
    nominations,
    nothing_to_ask,
    objecting,
    public_roll,
    publishing,
    revocations,
    roll,
    settling,
    slate_deeds,
    slate_sheets,
    slates,
    withdrawals,
)

app_name = "commendations"

_NOMINATIONS: list[URLPattern] = [
    path("nominations/", nominations.nominations, name="nominations"),
    path(
        "nominations/blank/<str:kind>/", nomination_files.nomination_blank, name="nomination_blank"
    ),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/numbers/", nominations.numbers, name="nomination_numbers"),
    path(
        "nominations/<int:pk>/amend/", nomination_forms.amend_nomination, name="amend_nomination"
    ),
    path("nominations/<int:pk>/submit/", nomination_forms.submit, name="submit_nomination"),
    path("nominations/<int:pk>/return/", nomination_deeds.return_to, name="return_nomination"),
    path(
        "nominations/<int:pk>/move/<str:verb>/",
        nomination_deeds.move_nomination,
        name="move_nomination",
    ),
    path("nominations/<int:pk>/papers/", nomination_deeds.add_papers, name="add_papers"),
    path("nominations/<int:pk>/papers/<int:paper_pk>/", nomination_deeds.paper, name="paper"),
    path(
        "nominations/<int:pk>/papers/<int:paper_pk>/drop/",
        nomination_deeds.drop_paper,
        name="drop_paper",
    ),
    path("nominations/<int:pk>/consent/end/", nomination_deeds.end_consent, name="end_consent"),
    path(
        "nominations/<int:pk>/print/", nomination_files.nomination_print, name="nomination_print"
    ),
    path("editions/<int:pk>/consent/", nomination_files.consent_text, name="consent_text"),
    path(
        "editions/<int:pk>/units/<int:unit_pk>/nominate/<str:kind>/",
        nomination_forms.nominate,
        name="nominate",
    ),
    path(
        "editions/<int:pk>/units/<int:unit_pk>/intake/",
        nomination_files.nomination_intake,
        name="nomination_intake",
    ),
    path(
        "editions/<int:pk>/units/<int:unit_pk>/intake/marked/",
        nomination_files.nomination_marked,
        name="nomination_marked",
    ),
]
_EDITIONS: list[URLPattern] = [
    path("", editions.editions, name="editions"),
    path("editions/new/", edition_plans.plan, name="plan_edition"),
    path("editions/<int:pk>/", editions.edition, name="edition"),
    path("editions/<int:pk>/amend/", edition_plans.amend, name="amend_edition"),
    path("editions/<int:pk>/titles/", edition_plans.titles, name="edition_titles"),
    path("editions/<int:pk>/rules/", edition_plans.rules, name="edition_rules"),
    path("editions/<int:pk>/timetable/", edition_plans.timetable, name="edition_timetable"),
    path("editions/<int:pk>/consent-text/", edition_plans.consent, name="edition_consent"),
    path("editions/<int:pk>/move/<str:verb>/", editions.move_edition, name="move_edition"),
    path("editions/<int:pk>/choose/", climb.choose, name="choose"),
    path("editions/<int:pk>/pass-over/", settling.pass_over, name="pass_over"),
]
_SLATES: list[URLPattern] = [
    path("slates/", slates.slates, name="slates"),
    path(
        "editions/<int:pk>/units/<int:unit_pk>/slates/<str:tier>/<str:kind>/<str:round_word>/",
        slates.begin_slate,
        name="open_slate",
    ),
    path("slates/<int:pk>/", slates.slate, name="slate"),
    path("slates/<int:pk>/proposal/", slates.proposal, name="slate_proposal"),
    path("slates/<int:pk>/gather/", slates.gather, name="gather_slate"),
    path("slates/<int:pk>/submit/", slate_deeds.submit, name="submit_slate"),
    path("slates/<int:pk>/sign/", slate_deeds.sign, name="sign_slate"),
    path("slates/<int:pk>/accept/", slate_deeds.accept, name="accept_slate"),
    path("slates/<int:pk>/return/", slate_deeds.send_back, name="return_slate"),
    path("slates/<int:pk>/excess/", slate_deeds.excess, name="slate_excess"),
    path("slates/<int:pk>/flags/<int:flag_pk>/", slate_deeds.judge, name="judge_flag"),
    path("slates/<int:pk>/summary/", slate_sheets.summary, name="slate_summary"),
    path("nominations/<int:pk>/climb/", climb.climb, name="climb"),
]
_DECISIONS: list[URLPattern] = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("editions/<int:pk>/decision/", decisions.draft, name="draft_decision"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/amend/", decisions.amend, name="amend_decision"),
    path("decisions/<int:pk>/move/<str:verb>/", decisions.move, name="move_decision"),
    path("decisions/<int:pk>/return/", decisions.give_back, name="return_decision"),
    path("decisions/<int:pk>/composition/", composition.composition, name="composition"),
    path("decisions/<int:pk>/paper/", decision_files.paper, name="decision_paper"),
    path(
        "decisions/<int:pk>/certificates/print/",
        decision_files.start_certificates,
        name="print_certificates",
    ),
    path("decisions/<int:pk>/certificates/", decision_files.certificates, name="certificates"),
    path("decisions/<int:pk>/archive/build/", decision_files.start_archive, name="build_archive"),
    path("decisions/<int:pk>/archive/", decision_files.archive, name="archive"),
    path("decisions/<int:pk>/close/", decision_files.close, name="close_edition"),
    path("decisions/<int:pk>/withdraw/", withdrawals.withdraw, name="withdraw_decision"),
    path("withdrawals/<int:pk>/", withdrawals.withdrawal, name="withdrawal"),
    path("withdrawals/<int:pk>/amend/", withdrawals.amend, name="amend_withdrawal"),
    path("withdrawals/<int:pk>/move/<str:verb>/", withdrawals.move, name="move_withdrawal"),
    path("withdrawals/<int:pk>/return/", withdrawals.give_back, name="return_withdrawal"),
]
_ROLL: list[URLPattern] = [
    path("roll/", roll.roll, name="roll"),
    path("roll/<int:pk>/", roll.honour, name="honour"),
    path("roll/<int:pk>/certificate/", roll.certificate, name="certificate"),
    path("roll/<int:pk>/life-event/", roll.life_event, name="life_event"),
    path("roll/<int:pk>/revoke/", revocations.revoke_honour, name="revoke_honour"),
    path("recoveries/<int:pk>/", roll.recovery, name="recovery"),
    path("revocations/", revocations.revocations, name="revocations"),
    path("revocations/<int:pk>/", revocations.revocation, name="revocation"),
    path("revocations/<int:pk>/amend/", revocations.amend, name="amend_revocation"),
    path("revocations/<int:pk>/move/<str:verb>/", revocations.move, name="move_revocation"),
    path(
        "revocations/<int:pk>/papers/<int:paper_pk>/", revocations.paper, name="revocation_paper"
    ),
    path("public/roll/", public_roll.public_roll, name="public_roll"),
    path("public/certificates/", public_roll.find_certificate, name="find_certificate"),
    path("public/certificates/<slug:key>/", public_roll.certificate, name="public_certificate"),
    path(
        "public/certificates/<slug:key>/proof/",
        public_roll.certificate_proof_file,
        name="certificate_proof",
    ),
]
_GLUE: list[URLPattern] = [
    path("slates/<int:pk>/notice/", publishing.publish_slate, name="publish_slate"),
    path("editions/<int:pk>/notice/", publishing.publish_edition, name="publish_edition"),
    path("editions/<int:pk>/clearances/", clearing.clearing, name="clearing"),
    path(
        "editions/<int:pk>/clearances/declare/",
        nothing_to_ask.declare,
        name="declare_nothing_to_ask",
    ),
    path(
        "editions/<int:pk>/clearances/declarations/<int:declaration_pk>/cancel/",
        nothing_to_ask.cancel,
        name="cancel_declaration",
    ),
    path("editions/<int:pk>/outcomes/", objecting.outcomes, name="outcomes"),
    path("nominations/<int:pk>/outcome/", objecting.outcome, name="outcome"),
]
urlpatterns: list[URLPattern] = [*_DECISIONS, *_ROLL, *_EDITIONS, *_SLATES, *_NOMINATIONS, *_GLUE]
