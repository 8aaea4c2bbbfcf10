"""The 情况报告 on the clean-up of 2010: drafted, reviewed, and laid before its signer."""

from honours.campaigns.models import Campaign
from honours.config.demo.files import story
from honours.config.demo.founding import City
from honours.reports.operations.drafting import (
    HeadDraft,
    confirm_words,
    draft_report,
    set_head,
)
from honours.reports.operations.signing import approve_report, submit_report


def write_report(campaign: Campaign, city: City) -> None:
    """The examiner drafts and hands in, the leader agrees; signing is left to the principal."""
    said, examiner = story()["情况报告"], city.users["examiner"]
    addressee, day = said["受文机关"], said["截止"]
    report = draft_report(campaign, addressee=addressee, cut_off_on=day, by=examiner)
    set_head(report, HeadDraft(report.title, addressee, day, said["文号"]), by=examiner)
    confirm_words(report, by=examiner)
    submit_report(report, by=examiner)
    approve_report(report, by=city.users["leader"])
