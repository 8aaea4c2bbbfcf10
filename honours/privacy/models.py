"""Files kept under lock: photographs, proofs and sealed papers, encrypted in the database."""

from typing import ClassVar

from django.db import models

from honours.privacy.fields import EncryptedBytesField, EncryptedTextField


class Attachment(models.Model):
    """A file that belongs to a record, by the record's subject (``room.model:id``).

    Who may open it is for the room of that record to say; there is no page here.
    ``digest`` is the SHA-256 of the plain bytes, in hexadecimal.
    """

    subject = models.CharField("事项", max_length=100, db_index=True)
    purpose = models.CharField("用途", max_length=40)
    file_name = EncryptedTextField("文件名")
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要", max_length=64)
    content = EncryptedBytesField("内容")
    added_by = models.CharField("添加人", max_length=60)
    added_at = models.DateTimeField("添加时间", auto_now_add=True)

    HEAVY: ClassVar = ("content",)
    """Columns that a list defers."""

    class Meta:
        ordering = ["pk"]
