"""The clean-up of 2010, step by step, each by whoever would do it."""

from datetime import timedelta

from django.utils import timezone

from honours.campaigns.models import Campaign, Declaration, Filing, Lead, UpperItem
from honours.campaigns.operations.campaigns import (
    CampaignPlan,
    enlist_units,
    move_campaign,
    plan_campaign,
)
from honours.campaigns.operations.decisions import (
    Opinion,
    ResolutionDraft,
    accept_proposals,
    confirm_decisions,
    propose_decision,
    record_resolution,
)
from honours.campaigns.operations.declarations import (
    complete_survey,
    declare_zero,
    sign_declaration,
    submit_declaration,
)
from honours.campaigns.operations.duplicates import search_duplicates
from honours.campaigns.operations.feedback import (
    acknowledge_results,
    contest_result,
    notify_units,
)
from honours.campaigns.operations.leads import list_upper_items, reconcile, settle_lead
from honours.campaigns.operations.screening import screen_filings
from honours.campaigns.operations.uploads import read_upload, receive_upload
from honours.campaigns.vocabulary import FilingState, Outcome, Stage, Step
from honours.config.demo.files import UnitFilings, filings, story
from honours.config.demo.founding import City
from honours.config.demo.registers import register_of
from honours.directory.models import Organization
from honours.policies.models import Document
from honours.policies.operations.receipts import receive_document, send_document

DAYS_TO_SIGN_FOR = 10


def send_documents(city: City) -> None:
    """The notice and the one it forwards go to every unit; most have signed for them."""
    said = story()["行动"]
    units = [city[entry.unit] for entry in filings()]
    due_on = timezone.localdate() + timedelta(days=DAYS_TO_SIGN_FOR)
    for number in said["发送"]:
        document = Document.objects.get(number=number)
        sent = send_document(document, to=units, due_on=due_on, by=city.users["examiner"])
        for receipt in sent:
            unit = receipt.organization.name
            if number != said["发送"][-1] or unit not in said["尚未签收"]:
                receive_document(receipt, by=city.clerks[unit])


def open_cleanup(city: City) -> Campaign:
    said = story()["行动"]
    plan = CampaignPlan(
        title=said["名称"],
        lead=city.lead,
        region=city.region,
        basis=Document.objects.get(number=said["依据"]),
        opens_on=said["启动"],
        stages={Stage.from_label(name): tuple(span) for name, span in said["阶段"].items()},
        steps={Step.from_label(name): due for name, due in said["步骤"].items()},
        contest_days=said["申辩天数"],
    )
    campaign = plan_campaign(plan, by=city.users["examiner"])
    enlist_units(campaign, [city[entry.unit] for entry in filings()], by=city.users["examiner"])
    return move_campaign(campaign, "open", by=city.users["leader"])


def file_everything(campaign: Campaign, city: City) -> None:
    """Each unit its own file; the counties in one file that the lead bureau brings together."""
    for entry in filings():
        declaration = _declaration(campaign, city[entry.unit])
        complete_survey(declaration, by=city.clerks[entry.unit], on=story()["摸底"])
        if entry.is_zero_return:
            declare_zero(declaration, is_zero=True, by=city.clerks[entry.unit])
        elif not entry.is_consolidated:
            _upload(campaign, city[entry.unit], [entry], f"{entry.unit}登记表.xlsx", city)
    counties = [entry for entry in filings() if entry.is_consolidated]
    _upload(campaign, city.lead, counties, "县（区）登记表汇总.xlsx", city)


def _upload(
    campaign: Campaign,
    unit: Organization,
    entries: list[UnitFilings],
    file_name: str,
    city: City,
) -> None:
    is_lead_file = any(entry.is_consolidated for entry in entries)
    by = city.users["examiner"] if is_lead_file else city.clerks[entries[0].unit]
    content = register_of(entries)
    upload = receive_upload(campaign, unit, file_name=file_name, content=content, by=by)
    read_upload(upload, by=by)


def sign_everything(campaign: Campaign, city: City) -> None:
    """The clerk submits, the head signs, each unit on its own day; one of them late."""
    for entry in sorted(filings(), key=lambda entry: entry.signed_on):
        declaration = _declaration(campaign, city[entry.unit])
        declaration = submit_declaration(declaration, by=city.clerks[entry.unit])
        sign_declaration(declaration, by=city.heads[entry.unit], on=entry.signed_on)


def reconcile_lists(campaign: Campaign, city: City) -> None:
    """双向检查: the province's list against what was filed; each difference is cleared up."""
    said, examiner = story()["双向检查"], city.users["examiner"]
    items = [
        UpperItem(
            campaign=campaign,
            organization=city[entry["单位"]],
            name=entry["名称"],
            hosts=entry["主办"],
            period_months=entry["周期月数"],
            source=said["来源"],
        )
        for entry in said["上级清单"]
    ]
    list_upper_items(campaign, items, by=examiner)
    leads: list[Lead] = reconcile(campaign, owner=examiner, due_on=said["日期"], by=examiner)
    for lead in leads:
        settle_lead(lead, "dismiss", reason=said["核实"], by=examiner)


def screen_everything(campaign: Campaign, city: City) -> None:
    """The rules of the day propose; the examiner takes that over but for what was argued."""
    said, examiner = story(), city.users["examiner"]
    move_campaign(campaign, "examine", by=city.users["leader"])
    waiting = _filings(campaign)
    screen_filings(campaign, waiting, by=examiner, on=said["甄别"])
    search_duplicates(campaign, by=examiner)
    argued = {entry["名称"]: entry for entry in said["另定"]}
    for filing in waiting:
        if filing.name in argued:
            entry = argued[filing.name]
            opinion = Opinion(Outcome.from_label(entry["意见"]), entry["理由"])
            propose_decision(filing, opinion, by=examiner)
    accept_proposals(
        [filing for filing in waiting if filing.name not in argued],
        by=examiner,
        rectify_by=said["联席会议"][0]["日期"],
    )


def resolve_everything(campaign: Campaign, city: City) -> None:
    """The leader confirms, the conference resolves, results go back and are accepted."""
    said = story()
    confirm_decisions(_filings(campaign), by=city.users["leader"], on=said["复核"])
    _resolve(campaign, city, 0)
    notify_units(campaign, by=city.users["examiner"], on=said["反馈"])
    contested = said["申辩"]["名称"]
    for entry in filings():
        own = [one for one in _filings(campaign, city[entry.unit]) if one.name != contested]
        acknowledge_results(own, by=city.heads[entry.unit], on=said["认可"])


def settle_contest(campaign: Campaign, city: City) -> None:
    """One unit contests; that decision alone is taken again, and the conference resolves anew."""
    said, examiner = story()["申辩"], city.users["examiner"]
    unit = said["单位"]
    filing = next(one for one in _filings(campaign, city[unit]) if one.name == said["名称"])
    head = city.heads[unit]
    filing = contest_result(filing, reason=said["理由"], by=head, on=said["日期"])
    screen_filings(campaign, [filing], by=examiner, on=story()["甄别"])
    opinion = Opinion(Outcome.from_label(said["意见"]), said["意见理由"])
    propose_decision(filing, opinion, by=examiner)
    confirm_decisions([filing], by=city.users["leader"], on=said["再次复核"])
    _resolve(campaign, city, 1)
    notify_units(campaign, by=examiner, on=said["再次反馈"])
    acknowledge_results(
        _filings(campaign, city[unit], FilingState.NOTIFIED), by=head, on=said["再次认可"]
    )
    move_campaign(campaign, "institute", by=city.users["leader"])


def _resolve(campaign: Campaign, city: City, sitting: int) -> None:
    said = story()["联席会议"][sitting]
    draft = ResolutionDraft(said["名称"], said["日期"], said["内容"], said["文号"])
    confirmed = _filings(campaign, state=FilingState.CONFIRMED)
    record_resolution(campaign, confirmed, draft, by=city.users["examiner"])


def _declaration(campaign: Campaign, unit: Organization) -> Declaration:
    rows = campaign.declarations.select_related("organization", "campaign")
    return rows.get(organization=unit)


def _filings(
    campaign: Campaign, unit: Organization | None = None, state: FilingState | None = None
) -> list[Filing]:
    rows = campaign.filings.select_related("organization", "campaign", "activity").order_by("pk")
    if unit is not None:
        rows = rows.filter(organization=unit)
    return list(rows if state is None else rows.filter(state=state))
