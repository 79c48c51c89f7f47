"""What rules may know of an organisation that a filing names."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache, partial

from kouan.kernel.clock import local_date
from kouan.modules.parties.regimes import Credit, credit_history
from kouan.runtime import sql
from kouan.runtime.objects import Facts, Known, provider

# One question for all: every filing asks it. Credit records count in the order they were recorded.
_KNOWN = """
SELECT id, 0, name_zh, name_en, customs_code, 0, 0 FROM parties_organisation WHERE id IN ({ids})
UNION ALL
SELECT organisation_id, 1, role, '', '', 0, 0 FROM parties_organisationrole WHERE organisation_id IN ({ids})
UNION ALL
SELECT organisation_id, 2, level, CAST(since AS text), '', recorded_at, id FROM parties_creditrecord
WHERE organisation_id IN ({ids}) AND since <= %s
ORDER BY 2, 6, 7
"""
_ORGANISATION, _ROLE, _CREDIT = range(3)


@provider("organisation")
def organisation_facts(ids: Sequence[str], at: datetime) -> sql.Question[Known]:
    """Name, roles, customs code, and credit level and AEO on the day; one query however many ids.

    ``credit`` is a level of :mod:`.regimes`, "" on a day before the first regime in the data.
    """
    day = local_date(at)
    statement = _KNOWN.format(ids=sql.places(len(ids)))
    return sql.Question(statement, [*ids, *ids, *ids, day], partial(_organisations, day))


def _organisations(day: date, rows: Iterable[sql.Row]) -> Known:
    found: dict[str, list[sql.Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return {id: _facts(rows, day) for id, rows in found.items() if rows[0][1] == _ORGANISATION}


def _facts(rows: Sequence[sql.Row], day: date) -> Facts:
    _, _, zh, en, customs_code, *_ = rows[0]
    records = tuple((date.fromisoformat(row[3]), row[2]) for row in rows if row[1] == _CREDIT)
    level = _level(records, day)
    return {
        "name": {"zh": zh, "en": en},
        "roles": sorted(row[2] for row in rows if row[1] == _ROLE),
        "customs_code": customs_code,
        "credit": level.level if level else "",
        "aeo": bool(level and level.aeo),
    }


@lru_cache(maxsize=4096)
def _level(records: tuple[tuple[date, str], ...], day: date) -> Credit | None:
    """The level that these records come to on a day."""
    history = credit_history(records, day)
    return history[-1] if history else None
