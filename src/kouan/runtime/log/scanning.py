"""Reading tables too long for memory, row by row."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

_CHUNK = 2000


def scan(query: str, parameters: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a chunk in memory at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, parameters)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows
