"""Signing in by password, one-time code and recovery code; the second factor that officers must have."""

import base64
import hmac
import struct
from datetime import timedelta
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from kouan.kernel.text import Text
from kouan.modules.parties.public import Account, Post, add_staff, invite
from tests.modules.parties.steps import HOME, PASSWORD, sign_in

pytestmark = pytest.mark.usefixtures("port")

MOMENT = 1_772_413_215.0


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """The clock of one-time codes stands still: no test reads digits just before they end and sends them just after."""
    clock = SimpleNamespace(time=lambda: MOMENT)
    monkeypatch.setattr(totp, "time", clock)
    return clock


def digits(secret, at=MOMENT):
    """RFC 6238, six digits, 30 seconds."""
    counter = int(at // 30)
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", counter), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"


def enrol_totp(client):
    """Through the pages: the password again, then the digits."""
    where = reverse("mfa_activate_totp")
    page = client.get(where, follow=True)
    if "password" in page.context_data["form"].fields:
        page = client.post(f"{reverse('account_reauthenticate')}?next={where}", {"password": PASSWORD}, follow=True)
    secret = page.context_data["form"].secret
    answer = client.post(where, {"code": digits(secret)})
    assert answer.status_code == 302, answer.context_data["form"].errors
    return secret


# ── Password ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_clerk_signs_in_with_name_and_password(client, account):
    account("huating-2")
    assert sign_in(client, "huating-2").url == HOME
    assert "周予安" in client.get(reverse("my-organisation")).content.decode()


@pytest.mark.parametrize(("language", "words"), [("zh", "不正确"), ("en", "not correct")])
def test_a_wrong_password_is_told_in_the_readers_language(client, account, language, words):
    account("huating-2")
    client.cookies["language"] = language
    page = sign_in(client, "huating-2", "wrong")
    assert page.status_code == 200
    assert words in page.content.decode()


def test_guessing_is_slowed_down(client, account):
    account("huating-2")
    for _ in range(5):
        sign_in(client, "huating-2", "wrong")
    page = sign_in(client, "huating-2")
    assert page.status_code == 200
    assert "请稍后" in page.content.decode()


def test_many_sign_ins_from_one_place_meet_a_page_that_asks_to_wait(client, account):
    account("huating-2")
    answers = [sign_in(client, f"nobody-{n}", "x").status_code for n in range(31)]
    assert answers[-1] == 429


def test_where_one_wanted_to_go_is_kept_but_never_another_site(client, account):
    account("huating-2")
    assert sign_in(client, "huating-2", next="/me/tokens").url == "/me/tokens"
    client.post(reverse("account_logout"))
    assert sign_in(client, "huating-2", next="https://evil.example/").url == HOME


def test_nobody_signs_up(client):
    assert client.get("/account/signup/").status_code == 404
    assert client.get("/account/email/").status_code == 404


def test_an_invitation_sets_the_first_password_once(client, being):
    boss = being("tongda-1")
    account = Account(Text("新人", "New Clerk"), "new.clerk")
    person = add_staff(boss, boss.party, account, Post(Text("报关员", "Customs broker")))
    link = invite(boss, person.id)
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": link.uid, "key": link.key})
    form = client.get(address, follow=True)
    where = form.redirect_chain[-1][0]
    assert link.key not in where
    assert client.post(where, {"password1": "password12", "password2": "password12"}).status_code == 200
    assert client.post(where, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    assert sign_in(client, "new.clerk").url == HOME
    client.post(reverse("account_logout"))
    assert "无效" in client.get(address, follow=True).content.decode()


# ── Second factor ────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_officer_without_a_second_factor_gets_no_further_than_enrolling(client, account):
    account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    for where in (HOME, reverse("my-organisation"), reverse("my-tokens")):
        assert client.get(where).url == reverse("account")
    page = client.get(reverse("account"))
    assert page.status_code == 200
    assert "第二重验证" in page.content.decode()


def test_a_trader_needs_no_second_factor(client, account):
    account("huating-2")
    sign_in(client, "huating-2")
    assert client.get(HOME).status_code == 200


def test_an_officer_enrols_an_authenticator_and_is_in(client, account):
    account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    enrol_totp(client)
    assert client.get(HOME).status_code == 200
    assert "还有" in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_the_secret_is_sealed_in_the_database(client, account):
    user = account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    secret = enrol_totp(client)
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data
    assert secret not in str(kept)


def test_from_then_on_signing_in_asks_for_the_digits(client, account, monkeypatch):
    account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    secret = enrol_totp(client)
    client.post(reverse("account_logout"))
    cache.clear()
    assert sign_in(client, "customs-documents-1").url == reverse("mfa_authenticate")
    assert client.get(reverse("my-organisation")).url.startswith(reverse("account_login"))
    assert "code" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).context_data["form"].errors
    assert client.post(reverse("mfa_authenticate"), {"code": digits(secret)}).url == HOME
    assert client.get(reverse("my-organisation")).status_code == 200


def test_digits_end_with_their_half_minute(client, account, moment):
    account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    secret = enrol_totp(client)
    client.post(reverse("account_logout"))
    sign_in(client, "customs-documents-1")
    moment.time = lambda: MOMENT + 30
    assert "code" in client.post(reverse("mfa_authenticate"), {"code": digits(secret)}).context_data["form"].errors
    assert client.post(reverse("mfa_authenticate"), {"code": digits(secret, MOMENT + 30)}).url == HOME


def test_a_recovery_code_works_once(client, account):
    account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    enrol_totp(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context_data["unused_codes"][0]
    for expected in (302, 200):
        client.post(reverse("account_logout"))
        sign_in(client, "customs-documents-1")
        assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == expected


def test_a_session_from_before_the_enrolment_must_prove_the_second_factor_too(client, account, django_user_model):
    from django.test import Client

    account("customs-documents-1")
    thief = Client()
    sign_in(thief, "customs-documents-1")
    sign_in(client, "customs-documents-1")
    enrol_totp(client)
    assert client.get(HOME).status_code == 200
    assert thief.get(HOME).url.startswith(reverse("mfa_reauthenticate"))
    assert thief.get(reverse("mfa_add_webauthn")).url.startswith(reverse("mfa_reauthenticate"))
    assert thief.post(reverse("account_reauthenticate"), {"password": PASSWORD}).url.startswith(
        reverse("mfa_reauthenticate")
    )


def test_an_officer_cannot_take_the_last_second_factor_away(client, account):
    user = account("customs-documents-1")
    sign_in(client, "customs-documents-1")
    enrol_totp(client)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert page.status_code == 200
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_a_trader_may_take_theirs_away(client, account):
    user = account("huating-1")
    sign_in(client, "huating-1")
    enrol_totp(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_officers_token_needs_no_browser_session(client, being):
    from kouan.modules.parties.public import create_token

    secret = create_token(being("customs-documents-1"), "queue", ["read"]).secret
    assert client.get("/api/v1/cases", headers={"Authorization": f"Bearer {secret}"}).status_code != 403


def test_who_lost_their_post_is_nobody_even_while_signed_in(client, account, being):
    from kouan.modules.parties.public import end_position, staff

    account("tongda-2")
    sign_in(client, "tongda-2")
    boss = being("tongda-1")
    end_position(boss, staff(boss.party).get(person="tongda-2").pk)
    assert client.get(reverse("my-organisation")).status_code == 404


def test_a_session_ends_after_a_working_day(settings):
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) <= timedelta(hours=12)
    assert settings.SESSION_COOKIE_HTTPONLY
