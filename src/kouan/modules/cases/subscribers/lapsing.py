"""See to deadlines that end a step by law, where nobody does anything to the case.

A case that was looked at in vain, or that cannot be dealt with now, is looked at again later, so that it keeps no other
waiting. Two servers that look at once do no harm: one of them finds that there is nothing left to end.
"""

import logging
from datetime import datetime

from kouan.engine import Refused, commands
from kouan.kernel.clock import to_micros
from kouan.modules.cases.projection import LOOK_AGAIN
from kouan.modules.cases.services.acting import act_as_system
from kouan.runtime import sql
from kouan.runtime.subscribers import watch

_DUE = "SELECT case_id FROM cases_lapsing WHERE look_at <= %s ORDER BY look_at LIMIT 100"
_LATER = "UPDATE cases_lapsing SET look_at = %s WHERE case_id = %s AND look_at <= %s"

logger = logging.getLogger(__name__)


@watch("cases-lapsing", every=5.0)
def end_lapsed_steps(moment: datetime) -> bool:
    """End the steps whose limit has passed by ``moment``; whether there was any case to look at."""
    due = sql.fetch(_DUE, [to_micros(moment)])
    for (case_id,) in due:
        _end(case_id, moment)
    return bool(due)


def _end(case_id: str, moment: datetime) -> None:
    try:
        act_as_system(case_id, commands.Lapse(), at=moment)
    except Refused:
        _look_again(case_id, moment)
    except Exception:
        logger.exception("the deadlines of case %s could not be seen to", case_id)
        _look_again(case_id, moment)


def _look_again(case_id: str, moment: datetime) -> None:
    now = to_micros(moment)
    sql.execute(_LATER, [now + LOOK_AGAIN, case_id, now])
