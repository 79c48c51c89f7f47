"""Tokens for machines: made once, shown once, kept as a hash."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from kouan.kernel.clock import now, to_micros
from kouan.kernel.text import Text
from kouan.modules.parties.bearer import PREFIX, digest_of, forget_tokens
from kouan.modules.parties.models import Token
from kouan.modules.parties.record import record_party
from kouan.modules.parties.refusal import refused, require, require_administrator
from kouan.modules.parties.roles import scopes_of
from kouan.modules.parties.viewer import Viewer

LONGEST_DAYS = 366

_NONE = Text("没有这个令牌。", "There is no such token.")
_NAME = Text("请填写用途。", "Say what the token is for.")
_SCOPES = Text("权限应从以下选择至少一项：{allowed}。", "Choose at least one scope out of: {allowed}.")
_DAYS = Text("有效期应为 1 至 {most} 天。", "A token lives for 1 to {most} days.")


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token as it is shown, once: ``secret`` is what the machine sends and is kept nowhere."""

    row: Token
    secret: str


def create_token(
    by: Viewer, name: str, scopes: Collection[str], days: int = 90, at: datetime | None = None
) -> NewToken:
    """A token that acts as ``by`` within ``scopes`` for some days (1 to 366). Raises Refused."""
    moment = at or now()
    _check(by, name, scopes, days)
    secret = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        row = Token.objects.create(
            organisation_id=by.party,
            person_id=by.person,
            name=name.strip(),
            hint=secret[:10],
            digest=digest_of(secret),
            scopes=sorted(set(scopes)),
            created_at=to_micros(moment),
            expires_at=to_micros(moment + timedelta(days=days)),
        )
        payload = {"token": row.pk, "name": row.name, "scopes": row.scopes, "expires_at": row.expires_at}
        record_party(by, "token-created", row.organisation, moment, payload)
    return NewToken(row, secret)


def revoke_token(by: Viewer, token_id: int, at: datetime | None = None) -> None:
    """End a token at once: here with the transaction, in other processes within seconds. Revoking twice is no error."""
    moment = at or now()
    require_administrator(by, by.party)
    with transaction.atomic():
        row = Token.objects.select_for_update().filter(pk=token_id, organisation=by.party).first()
        if row is None:
            raise refused("no-such-token", "", _NONE)
        if row.revoked_at is None:
            row.revoked_at = to_micros(moment)
            row.save(update_fields=["revoked_at"])
            record_party(by, "token-revoked", row.organisation, moment, {"token": row.pk})
    forget_tokens()


def _check(by: Viewer, name: str, scopes: Collection[str], days: int) -> None:
    require_administrator(by, by.party)
    require(bool(name.strip()), "name-missing", "/name", _NAME)
    allowed = scopes_of(by.kind)
    right = bool(scopes) and set(scopes) <= allowed
    require(right, "scopes", "/scopes", _SCOPES.fill(allowed=", ".join(sorted(allowed))))
    require(1 <= days <= LONGEST_DAYS, "days", "/days", _DAYS.fill(most=LONGEST_DAYS))
