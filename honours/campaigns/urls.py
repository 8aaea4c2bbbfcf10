"""Addresses of the clean-up."""

from django.urls import path

from honours.campaigns.views import (
    campaigns,
    conference,
    desk,
    duplicates,
    filings,
    leads,
    matrix,
    results,
)

app_name = "campaigns"
urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("new/", campaigns.plan, name="plan"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/units/", campaigns.units, name="units"),
    path("<int:pk>/move/<slug:verb>/", campaigns.move, name="move"),
    path("<int:pk>/matrix/", matrix.progress, name="matrix"),
    path("<int:pk>/filings/", filings.filings, name="filings"),
    path("<int:pk>/filings/do/<slug:deed>/", filings.bulk, name="bulk"),
    path("filings/<int:pk>/", filings.filing, name="filing"),
    path("filings/<int:pk>/contest/", results.contest, name="contest"),
    path("<int:pk>/desk/", desk.desk, name="desk"),
    path("<int:pk>/desk/screen/", desk.screen, name="screen"),
    path("<int:pk>/desk/<int:filing_pk>/", desk.card, name="card"),
    path("<int:pk>/duplicates/", duplicates.duplicates, name="duplicates"),
    path("<int:pk>/duplicates/search/", duplicates.search, name="search_duplicates"),
    path("<int:pk>/leads/", leads.leads, name="leads"),
    path("<int:pk>/leads/upper-list/", leads.upper_list, name="upper_list"),
    path("<int:pk>/leads/unfiled/", leads.unfiled, name="unfiled"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("<int:pk>/conference/", conference.conference, name="conference"),
    path("<int:pk>/conference/notify/", conference.notify, name="notify"),
    path("resolutions/<int:pk>/", conference.resolution, name="resolution"),
    path("<int:pk>/results/", results.results, name="results"),
    path("<int:pk>/results/acknowledge/", results.acknowledge, name="acknowledge"),
]
