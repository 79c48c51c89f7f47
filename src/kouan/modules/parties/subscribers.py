"""What procedures decide about organisations is entered in their record."""

import logging

from kouan.engine import Refused
from kouan.kernel.clock import local_date
from kouan.kernel.event import ObjectRef
from kouan.modules.parties.models import CreditRecord
from kouan.modules.parties.refusal import SYSTEM_VIEWER
from kouan.modules.parties.regimes import NoRegime
from kouan.modules.parties.services.organisations import record_credit
from kouan.runtime.log import Recorded
from kouan.runtime.subscribers import subscriber

GIVEN = frozenset({"credit-level-given", "credit-restored"})

logger = logging.getLogger(__name__)


@subscriber("parties-credit", kinds=GIVEN)
def enter_credit_levels(event: Recorded) -> None:
    """A credit level that a case gave, or gave back, holds from that day. A second delivery does nothing."""
    case, *named = event.objects
    for each in named:
        if each.kind == "organisation":
            _enter(event, each, case.id)


def _enter(event: Recorded, firm: ObjectRef, case: str) -> None:
    level, since = event.payload["level"], local_date(event.happened_at)
    if CreditRecord.objects.filter(organisation=firm.id, level=level, since=since, reason=case).exists():
        return
    try:
        record_credit(SYSTEM_VIEWER, firm.id, level, since, reason=case, at=event.happened_at)
    except (Refused, NoRegime) as error:
        logger.warning("the credit level of %s from %s was not entered: %s", firm.id, case, error)
