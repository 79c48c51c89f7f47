"""Which column holds which field. A heading may be the path, either label, or the official message's tag."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kouan.blueprint.describe import Field, fields
from kouan.blueprint.form import Form
from kouan.kernel.text import Text

GROUP = ("filing", "报文序号", "filing no.")
DOCUMENTS = ("documents", "随附单证", "attached documents")
GROUP_PATH, DOCUMENTS_PATH = "#filing", "#documents"


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the form as a column: ``path`` such as ``lines.hs_code``; ``rows``: the list it is in, if any."""

    path: str
    field: Field
    rows: str
    label: Text


class UnknownColumns(ValueError):  # noqa: N818 - what is said of a table
    """Headings that belong to no field; they are asked about, never guessed."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        names = "、".join(headings)
        self.message = Text(
            f"无法识别的列：{names}。请使用模板中的列名。",
            f"Columns not recognised: {', '.join(headings)}. Use the headings of the template.",
        )
        super().__init__(self.message.en)


def columns(form: type[Form]) -> tuple[Column, ...]:
    """Every field that can be a column, in the order of the form."""
    return tuple(_columns(fields(form), "", "", None))


def _columns(parts: tuple[Field, ...], prefix: str, rows: str, group: Text | None) -> Iterator[Column]:
    for part in parts:
        path = prefix + part.name
        if part.fields:
            inner = rows or (path if part.kind == "rows" else "")
            if not (rows and part.kind == "rows"):  # rows within rows have no place in a flat table
                yield from _columns(part.fields, path + ".", inner, part.label)
        else:
            yield Column(path, part, rows, _label(part, group))


def _label(part: Field, group: Text | None) -> Text:
    if group is None:
        return part.label
    return Text(f"{group.zh}·{part.label.zh}", f"{group.en} · {part.label.en}")


def recognise(form: type[Form], headings: Sequence[str]) -> list[tuple[str, Column | None]]:
    """For each heading its path (with a row number when the heading has one) and column. Raises UnknownColumns."""
    known, names = columns(form), _names(form)
    by_path = {column.path: column for column in known}
    found: list[tuple[str, Column | None]] = []
    unknown = []
    for heading in headings:
        path = _special(heading) or names.get(_plain(heading)) or heading.strip()
        column = by_path.get(_without_numbers(path))
        if column or path in (GROUP_PATH, DOCUMENTS_PATH, ""):
            found.append((path, column))
        else:
            unknown.append(heading)
    if unknown:
        raise UnknownColumns(unknown)
    return found


def _names(form: type[Form]) -> dict[str, str]:
    """Every name that means exactly one column."""
    pairs = [(_plain(name), column.path) for column in columns(form) for name in _called(column)]
    times = Counter(name for name, _ in dict.fromkeys(pairs))
    return {name: path for name, path in pairs if times[name] == 1}


def _called(column: Column) -> Iterator[str]:
    yield from (column.path, column.field.label.zh, column.field.label.en, column.label.zh, column.label.en)
    if column.field.tag:
        yield column.field.tag


def _special(heading: str) -> str:
    if _plain(heading) in GROUP:
        return GROUP_PATH
    return DOCUMENTS_PATH if _plain(heading) in DOCUMENTS else ""


def _plain(name: str) -> str:
    return " ".join(name.replace("*", "").split()).casefold()


def _without_numbers(path: str) -> str:
    return ".".join(part for part in path.split(".") if not part.isdecimal())
