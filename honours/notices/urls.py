"""Addresses of the room."""

from django.urls import URLPattern, path

from honours.notices.views import (
    objections,
    objections_deeds,
    objections_identity,
    objections_public,
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
urlpatterns: list[URLPattern] = [*_OBJECTIONS]
