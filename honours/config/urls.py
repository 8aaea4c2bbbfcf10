"""Every address of the site, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from honours.config import views
from honours.directory.views import sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.workbench, name="workbench"),
    path("demo/sign-in/", views.sign_in_as, name="demo_sign_in"),
    # Before the room's own: the same page, which in the demo also shows its people.
    path(
        "organizations/sign-in/",
        sessions.SignIn.as_view(template_name="config/sign_in.html"),
    ),
    path("organizations/", include("honours.directory.urls")),
    path("jobs/", include("honours.jobs.urls")),
    path("policies/", include("honours.policies.urls")),
    path("registry/", include("honours.registry.urls")),
    path("notices/", include("honours.notices.urls")),
    path("quotas/", include("honours.quotas.urls")),
    path("clearances/", include("honours.clearances.urls")),
    path("applications/", include("honours.applications.urls")),
    path("campaigns/", include("honours.campaigns.urls")),
    path("commendations/", include("honours.commendations.urls")),
    path("reports/", include("honours.reports.urls")),
]
