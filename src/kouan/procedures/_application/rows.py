"""Rows of a form, named only once."""

from collections.abc import Iterator, Sequence

from kouan.blueprint import Form


def repeated(rows: Sequence[Form], *fields: str) -> Iterator[tuple[int, str]]:
    """Place and value (that of the first field) of each row whose fields all say what an earlier row said."""
    seen: set[tuple[object, ...]] = set()
    for at, row in enumerate(rows):
        said = row.__dict__
        if not all(field in said for field in fields):
            continue
        key = tuple(said[field] for field in fields)
        if key in seen:
            yield at, str(key[0])
        seen.add(key)
