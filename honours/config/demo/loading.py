"""Loading the demo city: all of it or nothing, once, and never beside real data."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import transaction

from honours.audit.operations import record, seal
from honours.audit.queries import entries_about
from honours.campaigns.models import Campaign
from honours.clearances.operations.importing import import_shipped
from honours.config.demo.chain import (
    file_everything,
    open_cleanup,
    reconcile_lists,
    resolve_everything,
    screen_everything,
    send_documents,
    settle_contest,
    sign_everything,
)
from honours.config.demo.commending import commend_everybody
from honours.config.demo.deciding import lay_down_clearances
from honours.config.demo.founding import City, found_city
from honours.config.demo.practice import open_practice
from honours.config.demo.practising import open_practice_edition
from honours.config.demo.writing import write_report
from honours.directory.models import Organization, User
from honours.kernel.verdicts import Finding, Refusal
from honours.notices.operations.calendar import seed_calendar

SUBJECT = "config.demo"
Tell = Callable[[str], None]


def is_loaded() -> bool:
    return entries_about(SUBJECT).exists()


def load_city(tell: Tell) -> bool:
    """Found the city and walk it through its clean-up; ``False`` where it was there already.

    Raises ``Refusal`` where the database holds organizations or accounts of somebody else.
    """
    if is_loaded():
        tell("演示城市已经装载，直接使用。The demo city is already loaded.")
        return False
    _refuse_other_data()
    tell("导入规则文件……Importing the rulebook ...")
    call_command("import_rulebook", shipped=True, verbosity=0, stdout=_Silence())
    with transaction.atomic():
        _walk(tell)
        record("config.demo.load", subject=SUBJECT, actor="console")
    tell("给审计簿加封……Sealing the audit book ...")
    seal()
    return True


def _refuse_other_data() -> None:
    if Organization.objects.exists() or User.objects.exists():
        raise Refusal(
            Finding(
                "not-a-demo",
                "数据库里已有单位或账号，不是演示数据，不能在上面装载演示城市。",
                remedy="请用另一个数据目录，例如 HONOURS_HOME=演示目录 honours demo。",
            )
        )


def _walk(tell: Tell) -> None:
    tell("建立单位、人员和职责……Founding organizations, people, duties ...")
    city = found_city()
    tell("印发文件，启动清理行动……Sending documents, opening the clean-up ...")
    send_documents(city)
    campaign = open_cleanup(city)
    for label, walk in _STEPS:
        tell(label)
        walk(campaign, city)
    tell("布置一次练习……Laying out an exercise ...")
    open_practice(city)
    open_practice_edition(city)


def commend(campaign: Campaign, city: City) -> None:
    """The year's commendations, with the calendar and the bodies they need."""
    del campaign
    seed_calendar()
    import_shipped(by="console")
    lay_down_clearances(city)
    commend_everybody(city)


_STEPS: tuple[tuple[str, Callable[[Campaign, City], None]], ...] = (
    ("各单位填报（识读表格）……Units file their spreadsheets ...", file_everything),
    ("单位负责人签字报送……Heads sign ...", sign_everything),
    ("与上级清单双向核对……Reconciling with the superior's list ...", reconcile_lists),
    ("甄别审核……Screening by the rules of 2010-06-01 ...", screen_everything),
    ("复核、审定、反馈……Confirming, resolving, notifying ...", resolve_everything),
    ("申辩与复议……One unit contests ...", settle_contest),
    ("评选表彰：推荐、公示、决定……Commending: nominations, notices, decisions ...", commend),
    ("起草情况报告……Drafting the report ...", write_report),
)


class _Silence:
    """Where a command's own words go."""

    def write(self, text: str) -> int:
        return len(text)
