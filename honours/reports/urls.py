"""Addresses of the reports."""

from django.urls import path

from honours.reports.views import figures, reports, road, writing

app_name = "reports"
urlpatterns = [
    path("", reports.reports, name="reports"),
    path("new/", reports.begin, name="begin"),
    path("<int:pk>/", reports.report, name="report"),
    path("<int:pk>/download/", reports.download, name="download"),
    path("<int:pk>/figures/<slug:key>/", figures.figure, name="figure"),
    path("<int:pk>/head/", writing.head, name="head"),
    path("<int:pk>/words/confirm/", writing.confirm, name="confirm"),
    path("<int:pk>/words/<slug:part>/", writing.words, name="words"),
    path("<int:pk>/allow/", writing.allow, name="allow"),
    path("<int:pk>/restate/", writing.begin_restatement, name="restate"),
    path("<int:pk>/reasons/", writing.reasons, name="reasons"),
    path("<int:pk>/move/<slug:verb>/", road.move, name="move"),
    path("<int:pk>/return/<slug:state>/", road.give_back, name="give_back"),
]
