"""A page as somebody has it in front of them: its words, its links, and its forms with what stands in their fields."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

_UNREAD = re.compile(r"<(script|style|svg|datalist)\b.*?</\1>", re.S)
_READ_ALOUD = ("title", "aria-label", "placeholder", "data-confirm", "data-none", "data-some")
_TICKED = frozenset({"checkbox", "radio"})
_MARK = r"__row\d+__"


@dataclass(slots=True)
class Control:
    """A field. ``kind``: an input's type, ``select`` or ``textarea``; ``options``: what a select may be set to."""

    kind: str
    name: str
    value: str = ""
    on: bool = True
    options: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    """A form. ``models``: fields of rows that may be added; their names carry a mark in place of the row's number."""

    id: str
    action: str
    controls: list[Control] = field(default_factory=list)
    models: list[Control] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def named(self, name: str) -> list[Control]:
        """The fields of a name: more than one only where boxes are ticked, or where the page is wrong."""
        return [each for each in self.controls if each.name == name]

    def holds(self, **values: str) -> bool:
        """Whether hidden in it stand these values."""
        return all(any(each.value == value for each in self.named(name)) for name, value in values.items())

    def add_row(self, name: str, number: int) -> None:
        """What the page's script does when a row more is asked for."""
        mark = re.compile(rf"{re.escape(name)}-{_MARK}")
        for model in [each for each in self.models if mark.match(each.name)]:
            twin = replace(model, name=mark.sub(f"{name}-{number}", model.name, count=1))
            (self.models if re.search(_MARK, twin.name) else self.controls).append(twin)

    def remove_row(self, row: str) -> None:
        """What it does when a row is taken out."""
        for held in (self.controls, self.models):
            held[:] = [each for each in held if each.name != row and not each.name.startswith(f"{row}-")]

    @property
    def sent(self) -> dict[str, list[str]]:
        """What a browser sends of it, but for files and the button that is pressed."""
        sent: dict[str, list[str]] = {}
        for each in self.controls:
            if each.kind != "file" and each.on:
                sent.setdefault(each.name, []).append(each.value)
        return sent


class Drawn(HTMLParser):
    """A page read: ``words`` for people, ``links`` by address, ``sheets`` in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.sheets: list[Sheet] = []
        self._sheet: Sheet | None = None
        self._open: Control | None = None
        self._elsewhere: list[tuple[str, Control]] = []
        self._models = 0
        self.feed(_UNREAD.sub("", page))
        for id, control in self._elsewhere:
            self.sheet(id).controls.append(control)

    def sheet(self, id: str) -> Sheet:
        """The form with this id; StopIteration where there is none."""
        return next(each for each in self.sheets if each.id == id)

    def holding(self, **values: str) -> Sheet | None:
        """The form in which these values stand, if it is there."""
        return next((each for each in self.sheets if each.holds(**values)), None)

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._models += tag == "template"
        if not self._models:
            self.words += [said[name] for name in _READ_ALOUD if said.get(name)]
        if tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "form":
            self._sheet = Sheet(said.get("id", ""), said.get("action", ""))
            self.sheets.append(self._sheet)
        elif tag == "button" and self._sheet and not self._models:
            self._sheet.buttons.append((said.get("name", ""), said.get("value", "")))
        elif tag == "option" and self._open and not said.get("disabled"):
            self._option(self._open, said)
        elif tag in ("input", "select", "textarea"):
            self._control(tag, said)

    def _control(self, tag: str, said: dict[str, str]) -> None:
        kind = said.get("type", "text") if tag == "input" else tag
        ticked = kind in _TICKED
        value = said.get("value", "on" if ticked else "")
        control = Control(kind, said.get("name", ""), value, not ticked or "checked" in said)
        if tag != "input":
            self._open = control
        if control.name and "disabled" not in said:
            self._keep(said.get("form", ""), control)

    def _keep(self, id: str, control: Control) -> None:
        if id:
            self._elsewhere.append((id, control))
        elif self._sheet:
            (self._sheet.models if self._models else self._sheet.controls).append(control)

    def _option(self, select: Control, said: dict[str, str]) -> None:
        value = said.get("value", "")
        if "selected" in said or not select.options:
            select.value = value
        select.options += (value,)

    def handle_data(self, data: str) -> None:
        if self._open and self._open.kind == "textarea":
            self._open.value += data
        elif data.strip() and not self._models:
            self.words.append(" ".join(data.split()))

    def handle_endtag(self, tag: str) -> None:
        self._models -= tag == "template"
        if tag == "form":
            self._sheet = None
        elif tag in ("select", "textarea") and self._open:
            self._open.value = self._open.value.removeprefix("\n") if tag == "textarea" else self._open.value
            self._open = None
