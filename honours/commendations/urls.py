"""Addresses of the room."""

from django.urls import URLPattern, path

from honours.commendations.views import (
    nomination_deeds,
    nomination_files,
    nomination_forms,
    nominations,
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
urlpatterns: list[URLPattern] = [*_NOMINATIONS]
