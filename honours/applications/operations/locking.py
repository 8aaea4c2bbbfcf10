"""The application as it stands now, held until the transaction ends."""

from honours.applications.models import Application


def hold(application: Application) -> Application:
    """Read the row again under lock, into the same object: what a page held may be old."""
    rows = Application.objects.select_for_update(of=("self",))
    application.refresh_from_db(
        from_queryset=rows.select_related("organization", "activity__organization")
    )
    return application
