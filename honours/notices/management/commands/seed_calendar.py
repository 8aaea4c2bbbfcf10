"""``honours seed-calendar``: keep the working-day calendars that come with the system."""

from typing import Any

from django.core.management import BaseCommand

from honours.notices.operations.calendar import seed_calendar


class Command(BaseCommand):
    help = "装入随程序提供的历年工作日历（含调休）；已有的年份不动，新一年的须依通知登记。"

    def handle(self, **options: Any) -> None:
        added = seed_calendar()
        if added:
            self.stdout.write(f"已装入{added[0]}年至{added[-1]}年的工作日历，共{len(added)}年。")
        else:
            self.stdout.write("没有新的年份。")
