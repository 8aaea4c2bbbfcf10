"""``honours import_clearances``: the shipped bodies, matrix rows and bars by other laws."""

from typing import Any

from django.core.management.base import BaseCommand

from honours.clearances.operations.importing import import_shipped

IMPORTER = "import_clearances"
"""Who stands in the audit book."""


class Command(BaseCommand):
    help = "导入自带的征求意见部门、矩阵和一票否决情形；再导入一次不会重复，已入库的只增不改。"

    def handle(self, *_: Any, **__: Any) -> None:
        added = import_shipped(by=IMPORTER)
        if added.is_empty:
            self.stdout.write("内容与已入库的相同，没有新增。")
            return
        self.stdout.write(
            f"共新增部门{added.bodies}个、矩阵{added.rows}行、一票否决情形{added.disqualifiers}条。"
        )
