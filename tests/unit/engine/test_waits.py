"""How long a story waits between two moves."""

from datetime import UTC, datetime

import pytest

from kouan.engine.moves import later
from kouan.kernel.limit import Limit


@pytest.mark.parametrize(
    ("wait", "then"),
    [("6 months", "2026-07-31T09:00"), ("1 month", "2026-02-28T09:00"), ("5 days", "2026-02-05T09:00"),
     ("5 working days", "2026-02-05T09:00"), ("90 minutes", "2026-01-31T10:30")],
)  # fmt: skip
def test_a_month_is_a_month_and_a_working_day_of_a_story_is_a_day(wait, then):
    assert later(datetime(2026, 1, 31, 9, tzinfo=UTC), Limit.of(wait)) == datetime.fromisoformat(f"{then}+00:00")
