"""Addresses of the room."""

from django.urls import URLPattern, path

from honours.notices.views import (
    calendar,
    handling,
    notices,
    objections,
    objections_deeds,
    objections_identity,
    objections_public,
    public,
)

app_name = "notices"

_OBJECTIONS = [
    path("objections/", objections.objections, name="objections"),
    path("objections/enter/<int:pk>/", objections.enter_objection, name="enter_objection"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path(
        "objections/<int:pk>/identity/",
        objections_identity.objection_identity,
        name="objection_identity",
    ),
    path(
        "objections/<int:pk>/files/<int:file_pk>/",
        objections.objection_file,
        name="objection_file",
    ),
    path(
        "objections/<int:pk>/<slug:deed>/",
        objections_deeds.objection_deed,
        name="objection_deed",
    ),
    # Before the notices of the public site, whose addresses are codes of their own.
    path("public/objections/", objections_public.public_objections, name="public_objections"),
    path("public/objections/mine/", objections_public.public_objection, name="public_objection"),
    path("public/objections/message/", objections_public.public_message, name="public_message"),
    path("public/objections/appeal/", objections_public.public_appeal, name="public_appeal"),
    path("public/objections/leave/", objections_public.public_leave, name="public_leave"),
    path("public/<slug:key>/object/", objections_public.object_to, name="object"),
]
_NOTICES = [
    path("", notices.notices, name="notices"),
    path("new/", notices.draft, name="draft"),
    path("waive/", handling.waive, name="waive"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/register/", calendar.register, name="register_calendar"),
    path("<int:pk>/", notices.notice, name="notice"),
    path("<int:pk>/amend/", notices.amend, name="amend"),
    path("<int:pk>/move/<slug:deed>/", notices.move, name="move"),
    path("<int:pk>/change/", handling.change, name="change"),
    path("<int:pk>/extend/", handling.extend, name="extend"),
    path("<int:pk>/carriers/", handling.hang, name="hang"),
    path("<int:pk>/preview/", public.preview, name="preview"),
    path("<int:pk>/sheet/", public.sheet, name="sheet"),
    path("entries/<int:pk>/correct/", handling.correct, name="correct"),
    path("entries/<int:pk>/take-off/", handling.take_off, name="take_off"),
    path("carriers/<int:pk>/proofs/", handling.prove, name="prove"),
    path("carriers/<int:pk>/take-down/", handling.take_down, name="take_down"),
    path("carriers/<int:pk>/proofs/<int:attachment>/", handling.proof, name="proof"),
]
_PUBLIC = [
    path("public/", public.public_list, name="public_notices"),
    path("public/<slug:key>/", public.public_page, name="public_notice"),
    path("public/<slug:key>/proof/", public.public_proof, name="public_proof"),
    path("public/<slug:key>/content/", public.public_words, name="public_words"),
]
urlpatterns: list[URLPattern] = [*_NOTICES, *_OBJECTIONS, *_PUBLIC]
