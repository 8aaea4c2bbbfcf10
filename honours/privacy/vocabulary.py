"""Closed words about what is kept under lock."""

from honours.kernel.terms import Term


class FileKind(Term):
    """The files that are taken, by the media type their content shows."""

    PDF = "application/pdf", "PDF 文档"
    JPEG = "image/jpeg", "JPEG 图片"
    PNG = "image/png", "PNG 图片"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 表格"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档"

    @property
    def suffix(self) -> str:
        return {"JPEG": ".jpg"}.get(self.name, f".{self.name.lower()}")

    @property
    def is_picture(self) -> bool:
        return self in {FileKind.JPEG, FileKind.PNG}


class Sex(Term):
    """What the seventeenth sign of an identity number tells (GB 11643-1999)."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class Frame(Term):
    """What a picture is for, and so how large it is kept."""

    PORTRAIT = "portrait", "证件照片"
    SCENE = "scene", "现场照片"
