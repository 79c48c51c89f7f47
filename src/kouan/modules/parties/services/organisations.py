"""Registering organisations and recording their credit levels; on the stream ``party/<id>``."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.clock import now, to_micros
from kouan.kernel.identifiers import is_customs_code, is_uscc
from kouan.kernel.text import Text
from kouan.modules.parties.models import CreditRecord, Organisation, OrganisationRole
from kouan.modules.parties.record import record_party
from kouan.modules.parties.refusal import SYSTEM_VIEWER, governs, refused, require
from kouan.modules.parties.regimes import regime_on
from kouan.modules.parties.roles import AGENCY, PORT_OFFICE, ROLES
from kouan.modules.parties.viewer import Viewer

_PORT_OFFICE_ONLY = Text(
    "登记单位由口岸办管理员办理。", "Organisations are registered by an administrator of the port office."
)
_NAME = Text("请填写中英文名称。", "A name in both languages is required.")
_CUSTOMS_ONLY = Text("企业信用等级由海关认定。", "Credit levels are given by customs.")
_USCC = Text(
    "统一社会信用代码 {code} 有误：应为 18 位，且校验位正确（GB 32100）。",
    "The social credit code {code} is wrong: 18 characters with a right check character (GB 32100).",
)
_CUSTOMS_CODE = Text(
    "海关注册编码 {code} 有误：应为 10 位。", "The customs registration {code} is wrong: 10 characters are needed."
)
_EXISTS = Text("该统一社会信用代码已登记。", "This social credit code is registered already.")
_CUSTOMS_CODE_TAKEN = Text(
    "该海关注册编码已属于另一单位。", "This customs registration belongs to another organisation."
)
_ROLES = Text("单位类型应从以下选择至少一项：{allowed}。", "Choose at least one role out of: {allowed}.")
_LEVEL = Text(
    "{day} 的信用等级没有“{level}”：按{law}，应为 {levels} 之一。",
    "There was no credit level “{level}” on {day}: under {law} it is one of {levels}.",
)
_UNKNOWN = Text("没有代码为 {code} 的单位。", "There is no organisation with the code {code}.")


def create_organisation(
    by: Viewer,
    id: str,
    name: Text,
    roles: Collection[str],
    customs_code: str = "",
    at: datetime | None = None,
    demo: bool = False,
) -> Organisation:
    """Register a firm under its 18-character social credit code, with its 10-digit customs code if it has one.

    Raises Refused on a code that is not well made or taken, an unknown role, or somebody not entitled.
    """
    require(governs(by), "not-port-office", "", _PORT_OFFICE_ONLY)
    require(bool(name.zh.strip() and name.en.strip()), "name-missing", "/name_zh", _NAME)
    _check_codes(id, customs_code)
    _check_roles(roles)
    return _register(
        by,
        Organisation(id=id, name_zh=name.zh, name_en=name.en, customs_code=customs_code, demo=demo),
        roles,
        at or now(),
    )


def register_agencies(at: datetime | None = None, demo: bool = False) -> None:
    """Make the organisations of the agencies that procedures know; those that exist stay as they are."""
    known = set(Organisation.objects.filter(pk__in=AGENCIES).values_list("pk", flat=True))
    for agency in AGENCIES.values():
        if agency.code not in known:
            row = Organisation(id=agency.code, name_zh=agency.title.zh, name_en=agency.title.en, demo=demo)
            role = PORT_OFFICE if agency.code == PORT_OFFICE else AGENCY
            _register(SYSTEM_VIEWER, row, {AGENCY, role}, at or now())


def record_credit(
    by: Viewer,
    uscc: str,
    level: str,
    since: date,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Customs give an enterprise a credit level from a day on. Earlier records stay.

    Raises Refused on a level that the law of that day does not know; NoRegime before 2018-05-01.
    """
    moment = at or now()
    entitled = by.agency == "customs" or by == SYSTEM_VIEWER
    require(entitled, "not-customs", "", _CUSTOMS_ONLY)
    _check_level(level, since)
    organisation = known_organisation(uscc)
    with transaction.atomic():
        CreditRecord.objects.create(
            organisation=organisation, level=level, since=since, reason=reason, recorded_at=to_micros(moment)
        )
        payload = {"level": level, "since": since.isoformat(), "reason": reason}
        record_party(by, "credit-level-recorded", organisation, moment, payload)


def known_organisation(id: str) -> Organisation:
    """The organisation of a code; Refused where there is none."""
    row = Organisation.objects.filter(pk=id).first()
    if row is None:
        raise refused("unknown-organisation", "/organisation", _UNKNOWN.fill(code=id))
    return row


def _register(by: Viewer, row: Organisation, roles: Collection[str], moment: datetime) -> Organisation:
    does = sorted(set(roles))
    with transaction.atomic():
        row.save(force_insert=True)
        OrganisationRole.objects.bulk_create(OrganisationRole(organisation=row, role=role) for role in does)
        payload = {"name": row.name.as_json(), "roles": does, "customs_code": row.customs_code}
        record_party(by, "organisation-registered", row, moment, payload)
    return row


def _check_codes(id: str, customs_code: str) -> None:
    rows = Organisation.objects
    require(is_uscc(id), "uscc", "/id", _USCC.fill(code=id))
    require(not rows.filter(pk=id).exists(), "organisation-exists", "/id", _EXISTS)
    if customs_code:
        require(is_customs_code(customs_code), "customs-code", "/customs_code", _CUSTOMS_CODE.fill(code=customs_code))
        taken = rows.filter(customs_code=customs_code).exists()
        require(not taken, "customs-code-taken", "/customs_code", _CUSTOMS_CODE_TAKEN)


def _check_roles(roles: Collection[str]) -> None:
    allowed = ROLES.keys() - {AGENCY, PORT_OFFICE}
    right = bool(roles) and set(roles) <= allowed
    require(right, "roles", "/roles", _ROLES.fill(allowed=", ".join(sorted(allowed))))


def _check_level(level: str, since: date) -> None:
    regime = regime_on(since)
    message = _LEVEL.fill(day=since, level=level, law=regime.title, levels=", ".join(regime.levels))
    require(level in regime.levels, "credit-level", "/level", message)
