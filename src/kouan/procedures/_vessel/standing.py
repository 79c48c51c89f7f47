"""What was decided upon stands: a later report fills in its own fields and changes no others."""

from collections.abc import Iterator

from kouan.blueprint import Circumstances, Form

Fields = frozenset[str]
Location = tuple[str | int, ...]


def changed(filing: Form, before: Form, report: Fields, at: Location = ()) -> Iterator[Location]:
    """Where a filing differs from what it was, apart from the fields of the report; rows are compared one by one."""
    was = before.__dict__
    for name, value in filing.__dict__.items():
        if name in report or value == was.get(name):
            continue
        rows = isinstance(value, list) and all(isinstance(row, Form) for row in (*value, *was[name]))
        if rows and len(value) == len(was[name]):
            for index, (row, old) in enumerate(zip(value, was[name], strict=True)):
                yield from changed(row, old, report, (*at, name, index))
        else:
            yield (*at, name)


def reports(on: Circumstances, step: str, field: str) -> bool:
    """Whether the report is being made at ``step``, or corrected later; ``field`` is one that the report fills."""
    return on.step == step or (on.before is not None and on.before.__dict__.get(field) is not None)
