from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Finds every room's ``tasks.py``, so that no room has to be named here."""

    name = "honours.jobs"

    def ready(self) -> None:
        autodiscover_modules("tasks")
