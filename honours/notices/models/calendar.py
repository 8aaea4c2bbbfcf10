"""Published calendars: a year, the notice it rests on, and the days that depart from the week."""

from django.db import models

from honours.notices.vocabulary import CalendarSource


class CalendarYear(models.Model):
    """One publication of a year's calendar. A later one of the same year prevails; none is edited.

    ``document`` is the notice as people cite it; ``registered_by`` a login name, empty for what
    was seeded.
    """

    year = models.PositiveSmallIntegerField("年份")
    revision = models.PositiveSmallIntegerField("版次", default=1)
    document = models.CharField("依据通知", max_length=200)
    published_on = models.DateField("印发日期", null=True, blank=True)
    source = models.CharField("来源", max_length=20, choices=CalendarSource.choices())
    registered_by = models.CharField("登记人", max_length=60, blank=True)
    registered_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "revision"], name="one_calendar_of_a_revision")
        ]
        ordering = ["year", "revision"]

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A weekday that is a holiday, or a Saturday or Sunday that is a working day."""

    calendar_year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    day = models.DateField("日期")
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar_year", "day"], name="one_word_on_a_day")
        ]
        ordering = ["day"]
