"""Files damaged anyhow are read or refused in a sentence, and nothing else happens."""

import random
from pathlib import Path

import pytest

from kouan.modules.timing.engines.duck import opened
from kouan.modules.timing.logs import read
from kouan.modules.timing.logs.columns import Columns, columns_of
from kouan.modules.timing.logs.malformed import Malformed
from kouan.modules.timing.shape import TABLES
from tests.unit.timing.written import BOX_AND_BILL, PORT, XES, as_csv, as_json, as_parquet, as_sqlite, relational

TIMES = 12


def as_xes(path: Path) -> Path:
    path.write_text(XES.replace("{namespace}", ""), encoding="utf-8")
    return path


WRITTEN = {
    "csv": lambda path: as_csv(path, PORT),
    "gb18030": lambda path: as_csv(path, PORT, encoding="gb18030"),
    "json": lambda path: as_json(path, PORT),
    "parquet": lambda path: as_parquet(path, PORT),
    "sqlite": lambda path: as_sqlite(path, relational(PORT)),
    "xes": as_xes,
}


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Bytes changed, left out, put twice, or the end cut off."""
    at = chance.randrange(len(whole))
    part = whole[at : at + chance.randrange(1, 40)]
    return chance.choice(
        [
            whole[:at] + bytes([chance.randrange(256)]) + whole[at + 1 :],
            whole[:at] + chance.choice(b"\"'<>{}[],;:\n\0").to_bytes() + whole[at:],
            whole.replace(part, b"", 1),
            whole[:at] + part + whole[at:],
            whole[:at],
        ]
    )


@pytest.mark.parametrize("format", WRITTEN)
def test_damaged_logs_are_read_or_refused(tmp_path, format):
    chance = random.Random(format)
    whole = WRITTEN[format](tmp_path / "whole").read_bytes()
    columns = columns_of(BOX_AND_BILL) if format in ("csv", "gb18030", "parquet") else Columns()
    path, refused = tmp_path / "log", 0
    for _ in range(TIMES):
        path.write_bytes(damaged(whole, chance))
        with opened() as duck:
            try:
                read(duck, path, columns)
            except Malformed as error:
                refused += 1
                assert error.said.en.startswith("log")
                left = [duck.connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES]
                assert set(left) == {(0,)}
    assert refused
