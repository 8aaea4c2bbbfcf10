from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from honours.ui.plain_words import speak_plainly
from honours.ui.search import restore_indexes


class UiConfig(AppConfig):
    name = "honours.ui"

    def ready(self) -> None:
        speak_plainly()
        # Django tells only of rooms with tables, which this is not: one of theirs stands for all.
        post_migrate.connect(_keep_search_whole, sender=apps.get_app_config("contenttypes"))


def _keep_search_whole(using: str, **signal: Any) -> None:
    restore_indexes(using)
