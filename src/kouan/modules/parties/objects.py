"""What rules may know of an organisation that a filing names."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kouan.kernel.clock import local_date
from kouan.modules.parties.models import Organisation
from kouan.modules.parties.regimes import Credit
from kouan.modules.parties.selectors import credits
from kouan.runtime.objects import Facts, provider


@provider("organisation")
def organisation_facts(ids: Sequence[str], at: datetime) -> Mapping[str, Facts]:
    """Name, roles, customs code, and credit level and AEO on the day; three queries however many ids.

    ``credit`` is a level of :mod:`.regimes`, "" on a day before the first regime in the data.
    """
    rows = Organisation.objects.filter(pk__in=ids).prefetch_related("role_rows")
    histories = credits(ids, local_date(at))
    return {row.id: _facts(row) | _credit(histories[row.id]) for row in rows}


def _facts(row: Organisation) -> dict[str, object]:
    return {
        "name": row.name.as_json(),
        "roles": sorted(role.role for role in row.role_rows.all()),
        "customs_code": row.customs_code,
    }


def _credit(history: Sequence[Credit]) -> dict[str, object]:
    if not history:
        return {"credit": "", "aeo": False}
    return {"credit": history[-1].level, "aeo": history[-1].aeo}
