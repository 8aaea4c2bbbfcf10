"""A page as its parts: what every page must have, and what none may."""

from html.parser import HTMLParser

VOID_OF_WORDS = {"script", "style"}


class PageParts(HTMLParser):
    """Collects what the rules of all pages ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = ""
        self.headings = 0
        self.title = ""
        self.skips: list[str] = []
        self.targets: set[str] = set()
        self.inline: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside = tag
        self.targets.add(given.get("id") or "")
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "h1":
            self.headings += 1
        if tag == "a" and "skip-link" in (given.get("class") or ""):
            self.skips.append((given.get("href") or "").removeprefix("#"))
        told = [name for name in given if name == "style" or name.startswith("on")]
        told += [name for name, value in given.items() if (value or "").startswith("javascript:")]
        if tag == "style" or (tag == "script" and not given.get("src")):
            told.append(tag)
        self.inline += [f"<{tag} {name}>" for name in told]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, text: str) -> None:
        if self._inside == "title":
            self.title += text.strip()

    def faults(self) -> list[str]:
        demands = {
            f"lang={self.language}": self.language.startswith("zh"),
            "没有标题": bool(self.title),
            f"h1有{self.headings}个": self.headings == 1,
            "没有跳到正文的链接": len(self.skips) == 1 and self.skips[0] in self.targets,
            f"行内脚本或样式：{self.inline}": not self.inline,
        }
        return [fault for fault, is_met in demands.items() if not is_met]
