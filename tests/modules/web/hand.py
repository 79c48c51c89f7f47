"""Fills in a drawn form as a hand does: types into fields, ticks, chooses, adds rows; and no more than the page offers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kouan.kernel.clock import SHANGHAI

from .drawn import Control, Sheet

Data = Mapping[str, Any]
_TICKS: Mapping[Any, list[str]] = {True: ["true"], "true": ["true"], False: [], "false": [], None: []}


class NoControl(AssertionError):  # noqa: N818 - what the page lacks
    """The page has nothing to say this with."""


def fill(sheet: Sheet, data: Data, before: Data | None = None) -> None:
    """Make a form say ``data``. ``before``: what it is known to say already, which is left as it stands."""
    _rows(sheet, "", data)
    wanted, known = dict(_flat(data)), dict(_flat(before or {}))
    for name, value in wanted.items():
        if known.get(name) != value:
            put(sheet, name, value)
    for name in known.keys() - wanted.keys():
        if sheet.named(name):
            put(sheet, name, None)


def put(sheet: Sheet, name: str, value: Any) -> None:
    """One field set to a value; None blanks it. NoControl where the page has none that takes it."""
    found = sheet.named(name)
    if found and all(each.kind == "checkbox" for each in found):
        _tick(found, name, value)
    elif len(found) == 1:
        _set(found[0], value)
    else:
        raise NoControl(f"{len(found)} fields are called {name}")


def _set(control: Control, value: Any) -> None:
    words = _typed(control, value)
    if control.kind == "select" and words not in control.options:
        raise NoControl(f"{control.name} cannot be set to {value!r}, only to one of {', '.join(control.options)}")
    control.value = words


def _tick(boxes: list[Control], name: str, value: Any) -> None:
    wanted = _TICKS[value] if isinstance(value, bool | str | None) and value in _TICKS else value
    lacking = [each for each in wanted if each not in {box.value for box in boxes}]
    if lacking or len(set(wanted)) < len(wanted):
        raise NoControl(f"{name} cannot be ticked for {value!r}")
    for each in boxes:
        each.on = each.value in wanted


def _typed(control: Control, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _local(str(value)) if control.kind == "datetime-local" and value else str("" if value is None else value)


def _local(value: str) -> str:
    """A moment as it is set on the port's clock; what is no moment stays as it is."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%dT%H:%M:%S}".removesuffix(":00") if moment.tzinfo else value


def _rows(sheet: Sheet, prefix: str, data: Data) -> None:
    """As many rows as are wanted, in every list of the form."""
    wanted: set[str] = set()
    for name, value in data.items():
        if _is_rows(value):
            for at, row in enumerate(value):
                wanted.add(f"{prefix}{name}-{at}")
                if not sheet.named(f"{prefix}{name}-{at}"):
                    sheet.add_row(f"{prefix}{name}", at)
                _rows(sheet, f"{prefix}{name}-{at}-", row)
        elif isinstance(value, Mapping):
            _rows(sheet, f"{prefix}{name}-", value)
            wanted |= {each for each in _rows_drawn(sheet) if each.startswith(f"{prefix}{name}-")}
    for row in [each for each in _rows_drawn(sheet) if each.startswith(prefix) and each not in wanted]:
        # What lies deeper was seen to when its own row was.
        if not any(row.startswith(f"{each}-") for each in wanted):
            sheet.remove_row(row)


def _rows_drawn(sheet: Sheet) -> list[str]:
    return [each.name for each in sheet.controls if each.kind == "hidden" and each.value == "row"]


def _is_rows(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(row, Mapping) for row in value)


def _flat(data: Data, prefix: str = "") -> list[tuple[str, Any]]:
    """Values by the names that their fields have on the page."""
    found: list[tuple[str, Any]] = []
    for name, value in data.items():
        if _is_rows(value):
            for at, row in enumerate(value):
                found += _flat(row, f"{prefix}{name}-{at}-")
        elif isinstance(value, Mapping):
            found += _flat(value, f"{prefix}{name}-")
        elif value not in (None, []):
            found.append((f"{prefix}{name}", list(value) if isinstance(value, tuple) else value))
    return found
