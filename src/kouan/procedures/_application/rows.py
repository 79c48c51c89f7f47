"""Rows of a form: named only once, and standing when a later step adds to them."""

from collections.abc import Container, Iterator, Sequence

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


def standing(rows: Sequence[Form], but: Container[str]) -> list[dict[str, object]]:
    """The rows without the fields that may still be filled in, to be compared with what they were."""
    return [{name: value for name, value in row.as_json().items() if name not in but} for row in rows]
