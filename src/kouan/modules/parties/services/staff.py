"""Accounts are made by an organisation's administrator, never by signing up."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kouan.blueprint.agency import AGENCIES
from kouan.kernel.clock import local_date, now, to_micros
from kouan.kernel.text import Text
from kouan.modules.parties.bearer import forget_tokens
from kouan.modules.parties.models import Organisation, Person, Position, Token
from kouan.modules.parties.record import record_party
from kouan.modules.parties.refusal import governs, refused, require, require_administrator
from kouan.modules.parties.selectors import held_on
from kouan.modules.parties.services.organisations import known_organisation
from kouan.modules.parties.viewer import Viewer

_NO_PERSON = Text("没有此人员。", "There is no such person.")
_NO_POST = Text("没有这个岗位。", "There is no such post.")
_OWN_POST = Text("不能结束自己的岗位，请由其他管理员办理。", "Your own post is ended by another administrator.")
_ELSEWHERE = Text(
    "此人还在其他单位任职，请其自行通过“忘记密码”重设。",
    "This person works elsewhere too; they reset the password themselves under “Forgotten password”.",
)
_DESK = Text("岗位席位应为以下之一：{desks}。", "The desk is one of: {desks}.")
_NAME = Text("请填写中英文姓名和登录名。", "Name in both languages and user name are required.")
_USERNAME = Text("登录名“{name}”已被使用，请另选。", "The user name “{name}” is in use; choose another.")
_EMAIL = Text("邮箱地址格式有误。", "This is not an e-mail address.")
_EMAIL_TAKEN = Text("该邮箱已有账号。", "This address has an account already.")


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is appointed to. ``desk`` is one of the agency's, empty at a firm; ``since`` defaults to today."""

    title: Text
    desk: str = ""
    administers: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Who is given an account. ``username`` is what they sign in with; ``id`` names them on the log, made if empty."""

    name: Text
    username: str
    email: str = ""
    id: str = field(default_factory=lambda: f"p-{secrets.token_hex(5)}")


def add_staff(
    by: Viewer,
    organisation: str,
    account: Account,
    post: Post,
    at: datetime | None = None,
    demo: bool = False,
) -> Person:
    """Make an account at an organisation. It has no password: its owner sets one through an invitation.

    Raises Refused on a name or address in use, a desk the agency does not have, or somebody not entitled.
    """
    moment = at or now()
    at_work = _entitled(by, organisation, post)
    _check_account(account)
    with transaction.atomic():
        person = Person.objects.create(
            id=account.id, user=_user(account), name_zh=account.name.zh, name_en=account.name.en, demo=demo
        )
        _appoint(by, person, at_work, post, moment)
    return person


def appoint(by: Viewer, person: str, organisation: str, post: Post, at: datetime | None = None) -> Position:
    """Give somebody who has an account a further post, at this organisation or another. Raises Refused."""
    at_work = _entitled(by, organisation, post)
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise refused("no-such-person", "/person", _NO_PERSON)
    with transaction.atomic():
        return _appoint(by, row, at_work, post, at or now())


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link for setting a password is made of; good once, for three days."""

    uid: str
    key: str


def invite(by: Viewer, person: str, at: datetime | None = None) -> Invitation:
    """A link for a member of the viewer's own staff to set a password with, for a new account or a forgotten password.

    Raises Refused for somebody who works elsewhere too: their account is not this organisation's alone.
    """
    moment = at or now()
    posts = list(Position.objects.filter(held_on(local_date(moment)), person=person).select_related("organisation"))
    if by.party not in {post.organisation_id for post in posts} and not (posts and governs(by)):
        raise refused("no-such-person", "", _NO_PERSON)
    require_administrator(by, posts[0].organisation_id)
    require(len({post.organisation_id for post in posts}) == 1, "works-elsewhere", "", _ELSEWHERE)
    user = posts[0].person.user
    with transaction.atomic():
        record_party(by, "staff-invited", posts[0].organisation, moment, {"person": person})
    return Invitation(user_pk_to_url_str(user), default_token_generator.make_token(user))


def end_position(by: Viewer, position_id: int, at: datetime | None = None) -> None:
    """End a post: yesterday was its last day, and the person's tokens at the organisation end with the last post there.

    Raises Refused when the post is not this administrator's to end, or is their own; a stranger's is not there.
    """
    moment = at or now()
    with transaction.atomic():
        post = Position.objects.select_for_update().filter(pk=position_id).first()
        if post is None or not (by.party == post.organisation_id or governs(by)):
            raise refused("no-such-post", "", _NO_POST)
        require_administrator(by, post.organisation_id)
        require(post.person_id != by.person, "own-post", "", _OWN_POST)
        _end(post, local_date(moment))
        _end_tokens(post, moment)
        payload = {"person": post.person_id, "desk": post.desk, "post": post.pk}
        record_party(by, "staff-left", post.organisation, moment, payload)
    forget_tokens()


def _appoint(by: Viewer, person: Person, organisation: Organisation, post: Post, moment: datetime) -> Position:
    position = Position.objects.create(
        person=person,
        organisation=organisation,
        desk=post.desk,
        title_zh=post.title.zh,
        title_en=post.title.en,
        administers=post.administers,
        since=post.since or local_date(moment),
    )
    # No name and no address: the log is never rewritten, and a person may ask for theirs to be removed.
    payload: dict[str, Any] = {
        "person": person.id,
        "desk": post.desk,
        "title": post.title.as_json(),
        "administers": post.administers,
        "since": position.since.isoformat(),
        "post": position.pk,
    }
    record_party(by, "staff-added", organisation, moment, payload, person.demo)
    return position


def _end(post: Position, day: date) -> None:
    """A post that began today never counted; any other one ended yesterday."""
    if post.since >= day:
        post.delete()
        return
    post.until = date.fromordinal(day.toordinal() - 1)
    post.save(update_fields=["until"])


def _end_tokens(post: Position, moment: datetime) -> None:
    there = {"person": post.person_id, "organisation": post.organisation_id}
    if not Position.objects.filter(held_on(local_date(moment)), **there).exists():
        Token.objects.filter(**there, revoked_at=None).update(revoked_at=to_micros(moment))


def _user(account: Account) -> User:
    user = User(username=account.username, email=account.email)
    user.set_unusable_password()
    user.save()
    if account.email:
        # The administrator answers for the address: it is what a sign-in through the organisation's OIDC is matched on.
        EmailAddress.objects.create(user=user, email=account.email.lower(), verified=True, primary=True)
    return user


def _entitled(by: Viewer, organisation: str, post: Post) -> Organisation:
    require_administrator(by, organisation)
    row = known_organisation(organisation)
    desks = AGENCIES[organisation].desks if organisation in AGENCIES else {}
    right = post.desk in desks or not (post.desk or desks)
    require(right, "unknown-desk", "/desk", _DESK.fill(desks=", ".join(desks) or "—"))
    return row


def _check_account(account: Account) -> None:
    named = account.name.zh.strip() and account.name.en.strip() and account.username.strip()
    require(bool(named), "name-missing", "/name", _NAME)
    taken = User.objects.filter(username__iexact=account.username).exists()
    require(not taken, "username-taken", "/username", _USERNAME.fill(name=account.username))
    _check_email(account.email)


def _check_email(email: str) -> None:
    try:
        validate_email(email) if email else None
    except ValidationError:
        raise refused("email", "/email", _EMAIL) from None
    taken = bool(email) and EmailAddress.objects.filter(email=email.lower()).exists()
    require(not taken, "email-taken", "/email", _EMAIL_TAKEN)
