"""Which column of a table, or which attribute of an event, says what: given by whoever asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import yaml

from kouan.kernel.text import Text
from kouan.modules.timing.logs.malformed import WHOLE, Malformed

_PAIR = Text("“{pair}”应写作 键=列名。", "“{pair}” should be written KEY=COLUMN.")
_KEY = Text("没有“{key}”这个键；有：{keys}。", "there is no key “{key}”; there are {keys}.")
_VALUE = Text("“{key}”应是列名（文字）。", "“{key}” should be the name of a column, a text.")
_OBJECTS = Text(
    "objects 应是列名的列表，或对象类型到列名的对照。",
    "objects should be a list of columns, or should name the column of each kind of object.",
)
_MAP = Text("列对照文件应是 键: 列名 的 YAML 或 JSON。", "a map of columns should be YAML or JSON of KEY: COLUMN.")
CASE = "case"


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns, "" where not said. In XES and OCEL they name attributes of events."""

    activity: str = ""  # in XES: attributes joined by "+", or the name of one of the log's classifiers
    time: str = ""
    case: str = ""
    event: str = ""  # the event's id
    party: str = ""  # who did it
    recorded: str = ""  # when it was recorded
    source: str = ""  # which system told of it
    objects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind of object: its columns
    separator: str = ""  # between several ids in one cell
    zone: str = "UTC"  # of times that do not say theirs
    format: str = ""  # of times: as strptime has it, or "epoch-s", "epoch-ms", "epoch-us"

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """The columns of each kind of object, the case among them."""
        return {**({CASE: (self.case,)} if self.case else {}), **self.objects}


NAMES = tuple(each.name for each in fields(Columns) if each.name != "objects")


def columns_of(pairs: Iterable[str]) -> Columns:
    """From ``activity=type``, ``object=Container``, ``object:box=Container``, or a file's name. Raises Malformed."""
    made = Columns()
    for pair in pairs:
        key, sign, column = pair.partition("=")
        if sign:
            made = _with(made, Path(pair), key.strip(), column)
        elif Path(pair).is_file():
            made = _from_file(made, Path(pair))
        else:
            raise Malformed(Path("--columns"), WHOLE, _PAIR.fill(pair=pair))
    return made


def _with(made: Columns, file: Path, key: str, column: Any) -> Columns:
    what, _, kind = key.partition(":")
    if what == "object":
        kind = kind or str(column)
        return replace(made, objects={**made.objects, kind: (*made.objects.get(kind, ()), str(column))})
    if key == "objects":
        return replace(made, objects={**made.objects, **_objects(file, column)})
    if key not in NAMES:
        raise Malformed(file, WHOLE, _KEY.fill(key=key, keys=", ".join((*NAMES, "object", "object:KIND"))))
    if not isinstance(column, str):
        raise Malformed(file, WHOLE, _VALUE.fill(key=key))
    # A tab is hard to type: \t stands for it.
    return replace(made, **{key: column.replace("\\t", "\t")})  # type: ignore[arg-type]


def _objects(file: Path, said: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(said, str):
        said = [each.strip() for each in said.split(",")]
    if isinstance(said, list):
        said = {str(column): column for column in said}
    if not isinstance(said, dict):
        raise Malformed(file, WHOLE, _OBJECTS)
    return {
        str(kind): tuple(map(str, columns)) if isinstance(columns, list) else (str(columns),)
        for kind, columns in said.items()
    }


def _from_file(made: Columns, file: Path) -> Columns:
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Malformed(file, WHOLE, _MAP) from error
    if not isinstance(said, dict):
        raise Malformed(file, WHOLE, _MAP)
    for key, column in said.items():
        made = _with(made, file, str(key), column)
    return made
