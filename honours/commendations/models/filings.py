"""What the house remembers of filings, so that a later one can be held against them."""

from django.db import models

from honours.commendations.models.nominations import Nomination


class FiledRank(models.Model):
    """The rank under which a person was put forward when a list naming him was handed on.

    ``order`` is the person's place in the nomination, ``identity_index`` the keyed digest of the
    identity number; both outlast a person who is taken off the form. Rows are only added.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="filed_ranks")
    order = models.PositiveSmallIntegerField("次序")
    identity_index = models.CharField("身份证号索引", max_length=64, blank=True, db_index=True)
    rank = models.CharField("行政级别", max_length=30)
    filed_on = models.DateField("申报日期")

    class Meta:
        ordering = ["filed_on", "pk"]
