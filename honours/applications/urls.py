"""Addresses of the room."""

from django.urls import URLPattern, path

from honours.applications.views import (
    answers,
    applications,
    beginning,
    bulk,
    catalogues,
    deeds,
    drafts,
    printing,
    sharing,
    sheets_taken,
    versions,
)

app_name = "applications"

_LISTS = [
    path("", applications.applications, name="applications"),
    path("own/", applications.own, name="own"),
    path("waiting/", applications.waiting, name="waiting"),
    path("new/", beginning.begin, name="begin"),
    path("bulk/<slug:verb>/", bulk.bulk, name="bulk"),
    path("answers/", answers.answers, name="answers"),
    path("intake/", sheets_taken.intake, name="intake"),
    path("intake/blank/", sheets_taken.blank, name="blank"),
    path("intake/<int:pk>/marked/", sheets_taken.marked, name="marked"),
]
_ONE = [
    path("<int:pk>/", applications.application, name="application"),
    path("<int:pk>/draft/", drafts.draft, name="draft"),
    path("<int:pk>/save/", drafts.save, name="save"),
    path("<int:pk>/discard/", drafts.discard, name="discard"),
    path("<int:pk>/move/<slug:verb>/", deeds.move, name="move"),
    path("<int:pk>/take-back/", deeds.take_back, name="take_back"),
    path("<int:pk>/return/", deeds.send_back, name="return"),
    path("<int:pk>/contributors/", sharing.invite, name="invite"),
    path("<int:pk>/contributors/<int:contributor_pk>/dismiss/", sharing.dismiss, name="dismiss"),
    path("<int:pk>/papers/", sharing.attach, name="attach"),
    path("<int:pk>/papers/<int:paper_pk>/", sharing.paper, name="paper"),
    path("<int:pk>/papers/<int:paper_pk>/detach/", sharing.detach, name="detach"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/print/", printing.printed, name="print"),
    path("<int:pk>/print/<slug:form>.pdf", printing.pdf, name="pdf"),
]
_CATALOGUE = [
    path("catalogue/", catalogues.catalogue, name="catalogue"),
    path("catalogue/publish/", answers.publish, name="publish"),
    path("catalogue/<int:place_pk>/<int:year>/", catalogues.issue, name="issue"),
    path("catalogue/entries/<int:pk>/", catalogues.entry, name="entry"),
    path("catalogue/entries/<int:pk>/hold/", catalogues.hold, name="hold"),
    path("catalogue/entries/<int:pk>/explain/", catalogues.explain, name="explain"),
]
urlpatterns: list[URLPattern] = [*_LISTS, *_ONE, *_CATALOGUE]
