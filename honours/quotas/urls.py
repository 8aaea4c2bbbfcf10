"""Addresses of the room. A ledger goes by its edition: ``/quotas/commendations.edition:3/``."""

from django.urls import path, register_converter

from honours.quotas.views import deeds, ledgers, plans


class SubjectConverter:
    """The name of a record in another room: ``room.model:id``."""

    regex = r"[a-z_]+\.[a-z_]+:\d+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SubjectConverter, "subject")

app_name = "quotas"
urlpatterns = [
    path("", ledgers.ledgers, name="ledgers"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/<slug:verb>/", plans.move_plan, name="move_plan"),
    path("<subject:subject>/", ledgers.ledger, name="ledger"),
    path("<subject:subject>/journal/", ledgers.journal, name="journal"),
    path("<subject:subject>/plans/", plans.plans, name="plans"),
    path("<subject:subject>/allocate/", plans.allocate, name="allocate"),
    path("<subject:subject>/authorise/", deeds.authorise, name="authorise"),
    path("<subject:subject>/deeds/<slug:verb>/", deeds.deed, name="deed"),
]
