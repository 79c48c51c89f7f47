"""Objects by number: in the order in which the log first names them, the same however often it is read anew."""

from collections.abc import Iterable
from hashlib import blake2b

import duckdb

from kouan.modules.timing.copying.activity import Thing
from kouan.modules.timing.copying.loading import load, scratch

Numbers = dict[Thing, int]


def numbered(connection: duckdb.DuckDBPyConnection, things: Iterable[Thing]) -> tuple[Numbers, int]:
    """The number of each thing, new ones entered; and the lowest number given now."""
    keys = {thing: _key(thing) for thing in dict.fromkeys(things)}
    numbers = _known(connection, keys)
    [(before,)] = connection.execute("SELECT coalesce(max(thing), 0) FROM thing").fetchall()
    fresh = [thing for thing in keys if thing not in numbers]
    numbers |= {thing: before + place for place, thing in enumerate(fresh, 1)}
    load(connection, "thing", [(numbers[thing], keys[thing], *thing) for thing in fresh])
    return numbers, before + 1


def _known(connection: duckdb.DuckDBPyConnection, keys: dict[Thing, int]) -> Numbers:
    scratch(connection, "asked", {"key": "BIGINT"}, [(key,) for key in keys.values()])
    found = connection.execute("SELECT kind, object, thing FROM thing WHERE key IN (SELECT key FROM asked)").fetchall()
    # Two names may share a key; which it is, the name itself says.
    return {(kind, name): number for kind, name, number in found if (kind, name) in keys}


def _key(thing: Thing) -> int:
    """64 bits of a name: whole numbers are found many times faster than texts."""
    digest = blake2b("\0".join(thing).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
