"""Every address of the site, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("organizations/", include("honours.directory.urls")),
    path("jobs/", include("honours.jobs.urls")),
    path("policies/", include("honours.policies.urls")),
    path("registry/", include("honours.registry.urls")),
    path("campaigns/", include("honours.campaigns.urls")),
]
