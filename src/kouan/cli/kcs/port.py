"""The synthetic side of the quay: by sea, a declaration names a bill, and a bill has a manifest and a ship."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from kouan.cli.kcs import firms
from kouan.cli.kcs.guarantees import Guarantees
from kouan.cli.kcs.mapping import SHIP, Declared, voyage_of
from kouan.kernel.clock import SHANGHAI
from kouan.kernel.identifiers import imo_check
from kouan.modules.consignments import public as quay
from kouan.modules.parties.public import SYSTEM_VIEWER, create_organisation, names, register_agencies

_HULL = "999000"
_ARRIVAL, _BEFORE = time(6), timedelta(days=2)
_ONE_PACKAGE = 1


class SyntheticPort:
    """Registers what a run of declarations needs and is not there yet; ``known`` saves asking twice."""

    def __init__(self) -> None:
        self._firms: set[str] = set()
        self._days: set[date] = set()
        self._guarantees = Guarantees()

    def open(self) -> None:
        """Agencies, the one firm that sends manifests and works the ships, and the bank."""
        register_agencies(demo=True)
        for code, name, roles in (
            (firms.CARRIER, firms.CARRIER_NAME, ("carrier", "ship-agent", "terminal")),
            (firms.BANK, firms.BANK_NAME, ("bank",)),
        ):
            if not names([firms.uscc_of(code)]):
                create_organisation(SYSTEM_VIEWER, firms.uscc_of(code), name, roles, demo=True)

    def prepare(self, declared: Sequence[Declared]) -> None:
        """Consignees, calls and manifests of some declarations that have not been filed yet."""
        self._register({each.importer: each.at for each in declared})
        by_sea = [each for each in declared if each.is_by_sea]
        self._call_in({date.fromisoformat(each.form["import_date"]) for each in by_sea})
        for each in by_sea:
            _manifest(each)

    def guarantee_of(self, declared: Declared) -> str:
        """The number of the guarantee that an importer names."""
        return self._guarantees.of(declared.importer, declared.at)

    def _register(self, importers: dict[str, datetime]) -> None:
        by_uscc = {firms.uscc_of(code): code for code in importers if code not in self._firms}
        known = names(list(by_uscc))
        for uscc, code in by_uscc.items():
            if uscc not in known:
                name = firms.consignee_name(code)
                create_organisation(SYSTEM_VIEWER, uscc, name, ("importer",), at=importers[code], demo=True)
        self._firms.update(importers)

    def _call_in(self, days: Collection[date]) -> None:
        for day in sorted(set(days) - self._days):
            known = quay.visible_calls(SYSTEM_VIEWER).filter(pk=call_of(day)).exists()
            if not known:
                _arrive(day)
            self._days.add(day)


def call_of(entered: date) -> str:
    """The number of the synthetic call of a day."""
    return f"KCS-{entered:%Y%m%d}"


def _arrive(day: date) -> None:
    arrival = datetime.combine(day, _ARRIVAL, SHANGHAI)
    call, by = call_of(day), firms.carrier()
    announced = quay.AnnounceCall(
        happened_at=arrival - _BEFORE, number=call, imo=_HULL + imo_check(_HULL), ship=SHIP, voyage_in=voyage_of(day),
        eta=arrival, terminal=by.party, carrier=by.party,
    )  # fmt: skip
    quay.announce_call(by, announced, demo=True)
    quay.record_arrival(by, quay.CallMove(happened_at=arrival, call=call))


def _manifest(declared: Declared) -> None:
    form, day = declared.form, date.fromisoformat(declared.form["import_date"])
    goods = form["lines"][0]
    quay.register_manifest(
        firms.carrier(),
        quay.Manifest(
            happened_at=datetime.combine(day, _ARRIVAL, SHANGHAI), bill=form["bill_number"], call=call_of(day),
            direction="import", cargo="break-bulk", consignee=form["consignee_uscc"],
            consignee_name=form["consignee_name"], goods=goods["name"], packages=_ONE_PACKAGE,
            gross_weight=goods["quantity"],
        ),
    )  # fmt: skip
