"""Answers given the way bodies give them."""

from datetime import timedelta

from honours.clearances.checks.answers import AnswerGiven, Signing
from honours.clearances.operations.answers import answer_by_link
from honours.clearances.vocabulary import Opinion

CONTENT = AnswerGiven(Opinion.NO_OBJECTION)


def signing(request, **changes):
    given = {
        "official_name": "李某某",
        "official_post": "科长",
        "answered_on": request.asked_on,
        "document_number": "巴税函〔2019〕7号",
    }
    return Signing(**given | changes)


def answered(asking, requests, given=CONTENT, **changes):
    """Every question answered the same, through one link for each body."""
    made = []
    for issued in asking.issue(requests):
        numbers = [item.number for item in issued.link.items.all()]
        answers = dict.fromkeys(numbers, given)
        made += answer_by_link(issued.link, answers, signing(requests[0], **changes))
    return made


def some_days(request, count):
    return request.asked_on + timedelta(days=count)
