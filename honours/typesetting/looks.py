"""The look of each element: typeface, size, place in the line. A row for each style."""

from dataclasses import dataclass

from honours.typesetting.measures import LINE_PITCH, lines
from honours.typesetting.vocabulary import Face

RED = "FF0000"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. ``size`` in half points; ``line`` and ``before`` in twips, exact.

    ``indent`` is the first-line indent in hundredths of a character; ``outline`` the level Word
    shows in its navigation pane, −1 for none.
    """

    code: str
    name: str
    face: Face = Face.IMITATION_SONG
    size: int = 32
    align: str = "both"
    indent: int = 0
    line: int = LINE_PITCH
    before: int = 0
    keeps_next: bool = False
    outline: int = -1
    colour: str = ""

    @property
    def tightening(self) -> int:
        """Twentieths of a point taken from each character, so that 28 of 16 pt fill a line,
        also where a program narrows the line to whole cells of the grid (LibreOffice: 440.4 pt).

        Said for each run and not left to the grid: LibreOffice gives a character wider than its
        cell two cells, and would set 14 to the line.
        """
        return -6 if self.size == 32 else 0


BODY = Look("Body", "公文正文", indent=200)
COPY_SERIAL = Look("CopySerial", "份号")
URGENCY = Look("Urgency", "紧急程度", face=Face.BOLDFACE)
ISSUER_MARK = Look(
    "IssuerMark", "发文机关标志", Face.TITLE_SONG, size=96, align="center", colour=RED
)
NUMBER = Look("DocumentNumber", "发文字号", align="center", line=320)
UPWARD_NUMBER = Look("UpwardNumber", "发文字号和签发人", align="left", line=320)
RED_LINE = Look("RedLine", "版头分隔线", size=2, line=199)
TITLE = Look("OfficialTitle", "公文标题", Face.TITLE_SONG, 44, "center")
ADDRESSEE = Look("Addressee", "主送机关", before=lines(1))
HEADINGS = (
    Look("Level1", "第一层标题", Face.BOLDFACE, indent=200, keeps_next=True, outline=0),
    Look("Level2", "第二层标题", Face.REGULAR_SCRIPT, indent=200, keeps_next=True, outline=1),
    Look("Level3", "第三层标题", indent=200, keeps_next=True, outline=2),
    Look("Level4", "第四层标题", indent=200, keeps_next=True, outline=3),
)
ATTACHMENT_NOTE = Look("AttachmentNote", "附件说明", align="left", keeps_next=True)
SIGNATURE = Look("Signature", "发文机关署名", align="right", keeps_next=True)
DATED = Look("Dated", "成文日期", align="right")
NOTE = Look("Annotation", "附注", indent=200)
ANNEX_LABEL = Look("AnnexLabel", "附件序号", Face.BOLDFACE, align="left", keeps_next=True)
ANNEX_TITLE = Look(
    "AnnexTitle", "附件标题", Face.TITLE_SONG, 44, "center", before=lines(1), keeps_next=True
)
TABLE_CAPTION = Look("TableCaption", "表题", Face.BOLDFACE, 24, "center", keeps_next=True)
TABLE_HEAD = Look("TableHead", "表头", Face.BOLDFACE, 21, "center", line=360)
TABLE_TEXT = Look("TableText", "表格文字", size=21, align="left", line=360)
IMPRINT = Look("Imprint", "版记", size=28, align="left")
IMPRINT_ANCHOR = Look("ImprintAnchor", "版记后空行", size=2, line=20)
PAGE_NUMBER = Look("PageNumber", "页码", Face.SONG, 28, "right", line=280)

LOOKS = (
    BODY,
    COPY_SERIAL,
    URGENCY,
    ISSUER_MARK,
    NUMBER,
    UPWARD_NUMBER,
    RED_LINE,
    TITLE,
    ADDRESSEE,
    *HEADINGS,
    ATTACHMENT_NOTE,
    SIGNATURE,
    DATED,
    NOTE,
    ANNEX_LABEL,
    ANNEX_TITLE,
    TABLE_CAPTION,
    TABLE_HEAD,
    TABLE_TEXT,
    IMPRINT,
    IMPRINT_ANCHOR,
    PAGE_NUMBER,
)
