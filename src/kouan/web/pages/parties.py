"""One's own organisation: its staff, its mandates, its tokens. Everybody in it reads; its administrators change."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from kouan.blueprint import AGENCIES, Problem
from kouan.engine import Refused
from kouan.kernel.clock import from_micros, local_date, now
from kouan.kernel.text import Text
from kouan.modules.parties import public as parties
from kouan.procedures import procedures
from kouan.web.language import pick
from kouan.web.navigation import Entry, Place
from kouan.web.refused import found

_AGENTS = ("customs-broker", "forwarder", "ship-agent", "haulier", "warehouse")
_BAD_DATE = Text("应填日期，如 2026-03-01。", "A date is needed, such as 2026-03-01.")


# ── The three pages ──────────────────────────────────────────────────────────────────────────────────────────────
@login_required
def organisation(request: HttpRequest) -> HttpResponse:
    """Who we are, how customs rate us, who works here; administrators add people."""
    me = _me(request)
    problems, invitation = _attempt(request, lambda post: _add_staff(request, me, post))
    context = {
        "organisation": parties.organisation(me.party),
        "roles": [parties.ROLES[role] for role in sorted(me.roles)],
        "credit": None if me.agency else parties.credit_levels(me.party)[::-1],
        "staff": parties.staff(me.party),
        "desks": AGENCIES[me.agency].desks if me.agency else {},
        "invitation": invitation,
    }
    return _show(request, "parties/organisation.html", context, problems)


@login_required
def mandates(request: HttpRequest) -> HttpResponse:
    """Mandates given and held; administrators offer new ones."""
    me = _me(request)
    problems, offered = _attempt(request, lambda post: _offer(me, post))
    if offered is not None:
        return _done(
            request, Text("委托已发出，等待对方接受。", "Offered; it waits for the agent's answer."), "my-mandates"
        )
    context = {
        "mandates": parties.mandates_of(me.party),
        "today": local_date(now()),
        "agents": [] if me.agency else _agents(me.party),
        "procedures": {code: found.title for code, found in procedures().items()},
    }
    return _show(request, "parties/mandates.html", context, problems)


@login_required
def tokens(request: HttpRequest) -> HttpResponse:
    """Keys for machines. A new one's secret is on the answer to its making, and nowhere afterwards."""
    me = _me(request)
    problems, made = _attempt(request, lambda post: _create_token(me, post))
    moment = now()
    context = {
        "tokens": [(row, from_micros(row.created_at), *_life(row, moment)) for row in parties.tokens_of(me.party)],
        "scopes": {scope: parties.SCOPES[scope] for scope in parties.SCOPES if scope in me.scopes},
        "made": made,
    }
    return _show(request, "parties/tokens.html", context, problems)


# ── Buttons ──────────────────────────────────────────────────────────────────────────────────────────────────────
@login_required
@require_POST
def accept_mandate(request: HttpRequest, mandate: int) -> HttpResponse:
    """The agent accepts."""
    done = Text("已接受委托，可以代其办理。", "Accepted; you may act for it now.")
    return _press(request, lambda me: parties.accept(me, mandate), done, "my-mandates")


@login_required
@require_POST
def revoke_mandate(request: HttpRequest, mandate: int) -> HttpResponse:
    """Either side ends it, or the agent declines."""
    done = Text("委托已终止，即刻生效。", "The mandate is ended, as of now.")
    return _press(request, lambda me: parties.revoke(me, mandate), done, "my-mandates")


@login_required
@require_POST
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """A token ends."""
    done = Text("令牌已吊销，即刻失效。", "The token is revoked and dead.")
    return _press(request, lambda me: parties.revoke_token(me, token), done, "my-tokens")


@login_required
@require_POST
def end_post(request: HttpRequest, post: int) -> HttpResponse:
    """Somebody leaves."""
    done = Text("岗位已结束，其令牌一并吊销。", "The post is ended, and the person's tokens with it.")
    return _press(request, lambda me: parties.end_position(me, post), done, "my-organisation")


@login_required
@require_POST
def invite(request: HttpRequest, person: str) -> HttpResponse:
    """A new link for setting a password, shown once."""
    me = _me(request)
    try:
        link = _link(request, parties.invite(me, person))
    except Refused as refusal:
        return _refused(request, refusal, "my-organisation")
    return _secret(render(request, "parties/invitation.html", {"link": link}))


# ── What was posted ──────────────────────────────────────────────────────────────────────────────────────────────
def _add_staff(request: HttpRequest, me: parties.Viewer, post: Any) -> str:
    name = Text(post.get("name_zh", "").strip(), post.get("name_en", "").strip())
    title = Text(post.get("title_zh", "").strip() or "职员", post.get("title_en", "").strip() or "Staff")
    account = parties.Account(name, post.get("username", "").strip(), post.get("email", "").strip())
    job = parties.Post(title, post.get("desk", ""), administers="administers" in post)
    person = parties.add_staff(me, me.party, account, job)
    return _link(request, parties.invite(me, person.id))


def _offer(me: parties.Viewer, post: Any) -> Any:
    chosen = [code for code in post.getlist("procedures") if code in procedures()]
    return parties.offer(me, post.get("agent", ""), chosen, _date(post, "start"), _date(post, "end"))


def _create_token(me: parties.Viewer, post: Any) -> parties.NewToken:
    days = post.get("days", "")
    return parties.create_token(
        me, post.get("name", ""), post.getlist("scopes"), int(days) if days.isdecimal() and len(days) < 5 else 0
    )


def _date(post: Any, name: str) -> date | None:
    typed = post.get(name, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise Refused([Problem("date", f"/{name}", _BAD_DATE, "")]) from None


# ── Around them ──────────────────────────────────────────────────────────────────────────────────────────────────
def _me(request: HttpRequest) -> parties.Viewer:
    """The viewer; somebody signed in who works nowhere has no organisation to look at."""
    viewer = parties.viewer_of(request)
    if not viewer.party:
        raise Http404
    return viewer


def _attempt(request: HttpRequest, act: Callable[[Any], Any]) -> tuple[tuple[Problem, ...], Any]:
    """Do what was posted: what was wrong with it, and what came of it."""
    if request.method != "POST":
        return (), None
    try:
        return (), act(request.POST)
    except Refused as refusal:
        return refusal.problems, None


def _show(request: HttpRequest, template: str, context: dict[str, Any], problems: Iterable[Problem]) -> HttpResponse:
    """A page with its form; what was typed and what is wrong with it stand where they belong."""
    wrong = found(problems)
    typed = request.POST if wrong else {}
    picked = request.POST.getlist("scopes") + request.POST.getlist("procedures") if wrong else []
    extra = {"typed": typed, "picked": picked, "wrong": wrong}
    return _secret(render(request, template, {**context, **extra}, status=422 if wrong else 200))


def _press(request: HttpRequest, act: Callable[[parties.Viewer], Any], done: Text, page: str) -> HttpResponse:
    try:
        act(_me(request))
    except Refused as refusal:
        return _refused(request, refusal, page)
    return _done(request, done, page)


def _refused(request: HttpRequest, refusal: Refused, page: str) -> HttpResponse:
    if any(problem.code.startswith("no-such-") for problem in refusal.problems):
        raise Http404
    for problem in refusal.problems:
        messages.error(request, pick(problem.message))
    return HttpResponseRedirect(reverse(page), status=303)


def _done(request: HttpRequest, words: Text, page: str) -> HttpResponse:
    messages.success(request, pick(words))
    return HttpResponseRedirect(reverse(page), status=303)


def _link(request: HttpRequest, invitation: parties.Invitation) -> str:
    kept = {"uidb36": invitation.uid, "key": invitation.key}
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=kept))


def _secret(response: HttpResponse) -> HttpResponse:
    """No cache keeps a page that may show a secret."""
    response["Cache-Control"] = "no-store"
    return response


def _agents(party: str) -> list[tuple[str, Text]]:
    found = {row.id: row.name for role in _AGENTS for row in parties.organisations(role) if row.id != party}
    return sorted(found.items(), key=lambda each: pick(each[1]))


def _life(row: Any, moment: Any) -> tuple[Any, Any, str]:
    """Until when, last used when, and "live", "expired" or "revoked"."""
    until = from_micros(row.expires_at)
    used = from_micros(row.last_used_at) if row.last_used_at else None
    state = "revoked" if row.revoked_at else "live" if until > moment else "expired"
    return until, used, state


_PLACES: tuple[Place, ...] = ("trader", "terminal", "agency", "port-office")
navigation = (
    Entry(Text("我的单位", "My organisation"), "my-organisation", _PLACES, order=90),
    Entry(Text("代理委托", "Mandates"), "my-mandates", ("trader", "terminal"), order=91),
    Entry(Text("接口令牌", "API tokens"), "my-tokens", _PLACES, order=92),
)
urlpatterns = [
    path("me/organisation", organisation, name="my-organisation"),
    path("me/organisation/posts/<int:post>/end", end_post, name="end-post"),
    path("me/organisation/people/<str:person>/invite", invite, name="invite"),
    path("me/mandates", mandates, name="my-mandates"),
    path("me/mandates/<int:mandate>/accept", accept_mandate, name="accept-mandate"),
    path("me/mandates/<int:mandate>/revoke", revoke_mandate, name="revoke-mandate"),
    path("me/tokens", tokens, name="my-tokens"),
    path("me/tokens/<int:token>/revoke", revoke_token, name="revoke-token"),
]
