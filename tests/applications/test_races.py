"""Several people at one draft at the same moment, on a real PostgreSQL."""

from honours.applications.models import Application
from honours.applications.operations.beginning import Request, begin_application
from honours.applications.operations.drafts import save_draft
from honours.applications.vocabulary import ApplicationField, ApplicationKind
from honours.directory.vocabulary import Role
from tests.applications.conftest import TODAY
from tests.factories import city, official
from tests.workflow.test_races import outcomes_of

WRITERS = 8


def begun():
    here = city()
    writers = [official(here, Role.FILER, "通江县教育局") for _ in range(WRITERS)]
    request = Request(ApplicationKind.SET_UP, here["通江县教育局"], 2023)
    return begin_application(request, by=writers[0], on=TODAY), writers


def saving(application, fields, writer):
    def save():
        fresh = Application.objects.get(pk=application.pk)
        save_draft(fresh, fields, version=0, by=writer)

    return save


def test_of_several_texts_for_one_field_one_is_kept_and_the_others_are_told(on_postgres):
    application, writers = begun()

    outcomes = outcomes_of(
        [
            saving(application, {ApplicationField.NAME: f"名称{number}"}, writer)
            for number, writer in enumerate(writers)
        ]
    )

    assert sorted(outcomes) == ["changed-meanwhile"] * (WRITERS - 1) + ["done"]
    assert Application.objects.get().edit == 1


def test_texts_for_different_fields_are_all_kept(on_postgres):
    application, writers = begun()
    fields = [
        ApplicationField.NAME,
        ApplicationField.SCOPE,
        ApplicationField.PRIZES,
        ApplicationField.REWARD,
        ApplicationField.FUNDING,
        ApplicationField.LEADERSHIP,
        ApplicationField.CONDITIONS,
        ApplicationField.PROCEDURE,
    ]

    outcomes = outcomes_of(
        [
            saving(application, {field: f"{field.label}内容"}, writer)
            for field, writer in zip(fields, writers, strict=True)
        ]
    )

    kept = Application.objects.get()
    assert outcomes == ["done"] * WRITERS
    assert kept.raw == {field.value: f"{field.label}内容" for field in fields}
    assert kept.edit == WRITERS
