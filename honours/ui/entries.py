"""Long forms drawn in Python, as rows of lists are: an entry costs no template work.

For forms of many entries that take whatever is typed. The markup is that of
``ui/forms/field.html``, so that both look and read alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from honours.kernel.terms import Term

NOTHING_CHOSEN = "请选择"


class EntryLook(Term):
    """How an entry is typed in."""

    LINE = "line", "一行文字"
    PROSE = "prose", "多行文字"
    CHOICE = "choice", "选一项"
    TICKS = "ticks", "选几项"
    PICTURE = "picture", "一张图片"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a form. ``choices`` are what is sent and what is read; ``limit`` is metered."""

    name: str
    label: str
    look: EntryLook = EntryLook.LINE
    choices: tuple[str, ...] = ()
    help_text: str = ""
    rows: int = 3
    limit: int | None = None
    is_needed: bool = False


def drawn(entry: Entry, value: str, errors: Sequence[str] = ()) -> SafeString:
    """The entry with its label, what stands in it, its help and what stands against it."""
    key = f"id_{entry.name}"
    described = [f"{key}_helptext"] if entry.help_text else []
    described += [f"{key}_error"] if errors else []
    tied = f' aria-describedby="{" ".join(described)}"' if described else ""
    tied += ' aria-invalid="true"' if errors else ""
    faulty = " has-error" if errors else ""
    label = f"{escape(entry.label)}{' ＊' if entry.is_needed else ''}"
    remarks = _remarks(key, entry.help_text, told(entry.name, errors))
    if entry.look is EntryLook.TICKS:
        boxes = _boxes(entry, value, bool(errors))
        return _safe(
            f'<fieldset class="field{faulty}"{tied}><legend class="field-label">{label}</legend>'
            f"{boxes}{remarks}</fieldset>"
        )
    control = _control(entry, value, tied, bool(errors))
    return _safe(
        f'<div class="field{faulty}"><label class="field-label" for="{key}">{label}</label>'
        f"{control}{remarks}</div>"
    )


def told(name: str, errors: Sequence[str], *, is_anew: bool = False) -> SafeString:
    """What stands against an entry; ``is_anew``: to take the place of what was told before."""
    key = f"id_{name}"
    swap = ' hx-swap-oob="innerHTML"' if is_anew else ""
    lines = "".join(f"<span>{escape(error)}</span>" for error in errors)
    faults = (
        f'<p class="field-error" id="{key}_error">'
        f'<i class="bi bi-x-octagon" aria-hidden="true"></i>{lines}</p>'
        if errors
        else ""
    )
    return _safe(f'<div id="{key}_faults" data-faults-of="{key}"{swap}>{faults}</div>')


def hidden(name: str, value: object) -> SafeString:
    """A value that goes along unseen."""
    shown = "" if value is None else escape(str(value))
    return _safe(f'<input type="hidden" name="{name}" value="{shown}" id="id_{name}">')


def _control(entry: Entry, value: str, tied: str, is_faulty: bool) -> str:
    invalid = " is-invalid" if is_faulty else ""
    names = f'name="{entry.name}" id="id_{entry.name}"{tied}'
    match entry.look:
        case EntryLook.CHOICE:
            options = _options_with(entry.choices, value)
            return f'<select {names} class="form-select{invalid}">{options}</select>'
        case EntryLook.PROSE:
            meter = f' data-meter="" data-limit="{entry.limit}"' if entry.limit else ""
            return (
                f'<textarea {names} class="form-control{invalid}" cols="40" '
                f'rows="{entry.rows}"{meter}>\n{escape(value)}</textarea>'
            )
        case EntryLook.PICTURE:
            return (
                f'<input type="file" {names} class="form-control{invalid}" '
                f'accept="image/jpeg,image/png">'
            )
        case _:
            return (
                f'<input type="text" {names} class="form-control{invalid}" '
                f'value="{escape(value)}" autocomplete="off">'
            )


def _options_with(choices: tuple[str, ...], value: str) -> str:
    if not value:
        return _options(choices)
    if value not in choices:
        shown = escape(value)
        return f'{_options(choices)}<option value="{shown}" selected>{shown}（未读懂）</option>'
    plain = f'value="{escape(value)}"'
    return _options(choices).replace(plain, f"{plain} selected", 1)


@lru_cache(maxsize=64)
def _options(choices: tuple[str, ...]) -> str:
    named = "".join(f'<option value="{escape(one)}">{escape(one)}</option>' for one in choices)
    return f'<option value="">{NOTHING_CHOSEN}</option>{named}'


def _boxes(entry: Entry, value: str, is_faulty: bool) -> str:
    """Ticked are those named in the value, set apart as the reader of entries sets them apart."""
    ticked = set(value.split("、"))
    invalid = " is-invalid" if is_faulty else ""
    boxes = "".join(
        f'<div><label for="id_{entry.name}_{number}"><input type="checkbox" name="{entry.name}" '
        f'value="{escape(one)}" id="id_{entry.name}_{number}" class="choice-list{invalid}"'
        f"{' checked' if one in ticked else ''}> {escape(one)}</label></div>"
        for number, one in enumerate(entry.choices)
    )
    return f'<div id="id_{entry.name}" class="choice-list{invalid}">{boxes}</div>'


def _remarks(key: str, help_text: str, faults: SafeString) -> str:
    if not help_text:
        return faults
    return f'{faults}<p class="field-help" id="{key}_helptext">{escape(help_text)}</p>'


def _safe(markup: str) -> SafeString:
    """Everything that came from outside was escaped where it was put in."""
    return mark_safe(markup)  # noqa: S308
