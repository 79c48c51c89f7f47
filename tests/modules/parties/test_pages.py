"""The pages of one's own organisation: who sees what, who may press what, in both languages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from kouan.modules.parties.models import Mandate, Position, Token
from kouan.modules.parties.public import create_token, may_act_for, offer, viewer_for_token
from tests.speech import foreign

pytestmark = pytest.mark.usefixtures("port")

MINE = ("my-organisation", "my-mandates", "my-tokens")


@pytest.fixture
def as_(client, settings):
    """A browser in which somebody of the cast is signed in, without the demo's one click."""
    from kouan.modules.parties.models import Person

    def enter(person):
        client.force_login(Person.objects.get(pk=person).user)
        settings.KOUAN_DEMO = True  # no second factor to show: these tests are about what lies behind it
        return client

    return enter


def text(page):
    """What a reader sees of a page's main part."""
    body = page.content.decode()
    main = body[body.index("<main") : body.index("</main>")]
    return re.sub(r"<[^>]*>", " ", main)


# ── Everybody, in both languages ─────────────────────────────────────────────────────────────────────────────────
_SIGNED_OUT = ("account_login", "account_reset_password", "account_reset_password_done", "account_inactive",
               "account_reset_password_from_key_done", "socialaccount_login_cancelled")  # fmt: skip
_SIGNED_IN = (*MINE, "account", "account_logout", "account_reauthenticate", "account_change_password",
              "socialaccount_connections", "demo-people")  # fmt: skip
_GUARDED = ("mfa_activate_totp", "mfa_add_webauthn")


def _speaks_only(page, language):
    assert page.status_code == 200
    words = text(page)
    if language == "en":
        # Names of people and firms come in the language of the page too.
        assert foreign([words], language) == []
        assert re.search(r"[A-Za-z]", words)
    else:
        assert re.search(r"[\u4e00-\u9fff]", words)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", _SIGNED_OUT)
def test_pages_before_signing_in_speak_one_language_at_a_time(client, name, language):
    client.cookies["language"] = language
    _speaks_only(client.get(reverse(name)), language)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "person", ["tongda-1", "tongda-2", "customs-documents-1", "dongwan-1", "port-office-general-1"]
)
def test_pages_of_the_account_and_the_organisation_speak_one_language_at_a_time(as_, account, person, language):
    account(person)
    client = as_(person)
    client.cookies["language"] = language
    for name in _SIGNED_IN:
        _speaks_only(client.get(reverse(name)), language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_behind_a_confirmed_identity_speak_one_language_at_a_time(as_, account, language):
    from tests.modules.parties.steps import PASSWORD

    account("tongda-1")
    client = as_("tongda-1")
    client.cookies["language"] = language
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in _GUARDED:
        _speaks_only(client.get(reverse(name)), language)


@pytest.mark.parametrize("name", MINE)
def test_strangers_are_asked_to_sign_in(client, name):
    where = reverse(name)
    assert client.get(where).url == f"{reverse('account_login')}?next={where}"


# ── Who may what ─────────────────────────────────────────────────────────────────────────────────────────────────
def _resources(uscc, being):
    """One of each thing of Tongda's (and of Beichen's offer to it), as the address and the form that change it."""
    waiting = Mandate.objects.get(principal=uscc("beichen"), agent=uscc("tongda"))
    held = Mandate.objects.get(principal=uscc("lanyu"), agent=uscc("tongda"))
    token = create_token(being("tongda-1"), "ERP", ["read"]).row
    post = Position.objects.get(person="tongda-3")
    return {
        "accept": (reverse("accept-mandate", args=[waiting.pk]), {}),
        "revoke": (reverse("revoke-mandate", args=[held.pk]), {}),
        "token": (reverse("revoke-token", args=[token.pk]), {}),
        "invite": (reverse("invite", args=["tongda-2"]), {}),
        "end": (reverse("end-post", args=[post.pk]), {}),
    }


_DENIED = dict.fromkeys(("accept", "revoke", "invite", "end"), 404)


@pytest.mark.parametrize(
    "person",
    ["huating-1", "haisheng-1", "haisheng-2", "dongwan-1", "customs-documents-1", "customs-duty-1", "msa-vessels-1"],
)
def test_what_is_anothers_cannot_be_changed_and_does_not_exist(as_, uscc, being, person):
    resources = _resources(uscc, being)
    client = as_(person)
    answers = {name: client.post(*call) for name, call in resources.items()}
    # A clerk who is no administrator is told so, whichever token is named.
    told = _DENIED | {"token": 404 if being(person).administers else 303}
    assert {name: answer.status_code for name, answer in answers.items()} == told
    assert Token.objects.get().revoked_at is None
    assert Mandate.objects.filter(agent=uscc("tongda"), revoked_on=None).count() == 6
    assert Mandate.objects.filter(agent=uscc("tongda"), accepted_on=None).count() == 1
    assert Position.objects.filter(person="tongda-3", until=None).exists()


def test_a_clerk_of_the_firm_reads_all_and_changes_nothing(as_, uscc, being):
    resources = _resources(uscc, being)
    client = as_("tongda-2")
    for name, call in resources.items():
        assert client.post(*call).status_code == 303, name
    assert Token.objects.get().revoked_at is None
    assert Mandate.objects.filter(agent=uscc("tongda"), revoked_on=None, accepted_on=None).count() == 1
    assert "开通帐号" not in text(client.get(reverse("my-organisation")))
    page = client.post(reverse("my-tokens"), {"name": "x", "scopes": "read", "days": "9"})
    assert page.status_code == 422
    assert Token.objects.count() == 1


def test_an_administrator_changes_what_is_theirs(as_, uscc, being):
    resources = _resources(uscc, being)
    client = as_("tongda-1")
    for name, call in resources.items():
        assert client.post(*call).status_code == (200 if name == "invite" else 303), name
    assert Token.objects.get().revoked_at is not None
    assert may_act_for(uscc("tongda"), uscc("beichen"), "export-declaration", _today())
    assert not may_act_for(uscc("tongda"), uscc("lanyu"), "import-declaration", _today())


def _today():
    from kouan.modules.parties.selectors import today

    return today()


def test_buttons_are_not_links(as_, uscc, being):
    client = as_("tongda-1")
    for where, _ in _resources(uscc, being).values():
        assert client.get(where).status_code == 405


def test_the_page_shows_only_ones_own(as_, uscc, being):
    create_token(being("tongda-1"), "Tongda ERP", ["read"])
    for person, seen in [("tongda-1", True), ("haisheng-1", False)]:
        client = as_(person)
        assert ("Tongda ERP" in text(client.get(reverse("my-tokens")))) is seen
        assert ("蓝屿化工" in text(client.get(reverse("my-mandates")))) is seen
        assert ("顾清越" in text(client.get(reverse("my-organisation")))) is seen


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_token_is_shown_once_and_works(as_):
    client = as_("tongda-1")
    page = client.post(reverse("my-tokens"), {"name": "ERP", "scopes": ["read", "file"], "days": "30"})
    secret = re.search(r"kou_[\w-]{43}", page.content.decode())[0]
    assert page["Cache-Control"] == "no-store"
    assert viewer_for_token(secret).scopes == {"read", "file"}
    assert secret not in client.get(reverse("my-tokens")).content.decode()


def test_what_was_typed_stays_and_the_fault_is_at_its_field(as_):
    client = as_("tongda-1")
    page = client.post(reverse("my-tokens"), {"name": "夜间对账", "scopes": ["read"], "days": "4000"})
    body = page.content.decode()
    assert page.status_code == 422
    assert 'value="夜间对账"' in body
    assert 'value="read" checked' in body
    assert "1 至 366" in body


def test_a_mandate_is_offered_and_accepted_by_hand(as_, uscc):
    client = as_("huating-1")
    sent = {"agent": uscc("liantong"), "procedures": ["import-declaration"], "start": "2026-01-01", "end": ""}
    assert client.post(reverse("my-mandates"), sent).status_code == 303
    made = Mandate.objects.get(principal=uscc("huating"), agent=uscc("liantong"))
    client = as_("liantong-1")
    assert "待接受" in text(client.get(reverse("my-mandates")))
    client.post(reverse("accept-mandate", args=[made.pk]))
    assert may_act_for(uscc("liantong"), uscc("huating"), "import-declaration", _today())


def test_a_date_that_is_none_is_told_at_its_field(as_, uscc):
    page = as_("huating-1").post(reverse("my-mandates"), {"agent": uscc("liantong"), "start": "tomorrow"})
    assert page.status_code == 422
    assert "应填日期" in page.content.decode()


def test_an_account_is_opened_and_its_link_shown_once(as_):
    client = as_("customs-documents-1")
    sent = {"name_zh": "新关员", "name_en": "New Officer", "username": "new.officer", "desk": "duty"}
    page = client.post(reverse("my-organisation"), sent)
    assert re.search(r"http://testserver/account/password/new/\S+", page.content.decode())
    assert Position.objects.get(person__user__username="new.officer").desk == "duty"


def test_expired_mandates_say_so(as_, being, uscc):
    from kouan.modules.parties.public import accept

    made = offer(being("huating-1"), uscc("liantong"), (), date(2026, 1, 6), date(2026, 1, 7))
    accept(being("liantong-1"), made.pk)
    assert "已到期" in text(as_("huating-1").get(reverse("my-mandates")))


# ── The demo's one click ─────────────────────────────────────────────────────────────────────────────────────────
def test_in_the_demo_one_click_makes_one_anybody(client, settings):
    settings.KOUAN_DEMO = True
    page = client.get(reverse("demo-people"))
    assert "赵清源" in text(page)
    answer = client.post(reverse("demo-be"), {"person": "customs-documents-1", "next": "/me/organisation"})
    assert answer.url == "/me/organisation"
    assert "赵清源" in text(client.get("/me/organisation"))
    client.post(reverse("demo-be"), {"person": "dongwan-1"})
    assert "东湾集装箱码头" in text(client.get("/me/organisation"))


def test_outside_of_the_demo_there_is_no_such_page_and_no_such_click(client):
    assert client.get(reverse("demo-people")).status_code == 404
    assert client.post(reverse("demo-be"), {"person": "customs-documents-1"}).status_code == 404
    assert client.get(reverse("my-organisation")).status_code == 302


def test_the_click_makes_nobody_real_and_leads_to_no_other_site(client, settings, being):
    from kouan.kernel.text import Text
    from kouan.modules.parties.public import Account, Post, add_staff

    boss = being("tongda-1")
    real = add_staff(boss, boss.party, Account(Text("真人", "Real One"), "real"), Post(Text("员", "Clerk")))
    settings.KOUAN_DEMO = True
    assert client.post(reverse("demo-be"), {"person": real.id}).status_code == 404
    answer = client.post(reverse("demo-be"), {"person": "huating-1", "next": "https://evil.example/"})
    assert answer.url == "/"


def test_another_sites_form_cannot_make_the_click(settings):
    from django.test import Client

    settings.KOUAN_DEMO = True
    assert Client(enforce_csrf_checks=True).post(reverse("demo-be"), {"person": "huating-1"}).status_code == 403


def test_somebody_with_two_posts_switches_between_them(as_, uscc):
    from kouan.kernel.text import Text
    from kouan.modules.parties.public import SYSTEM_VIEWER, Post, appoint

    appoint(SYSTEM_VIEWER, "tongda-2", uscc("haisheng"), Post(Text("顾问", "Adviser")))
    client = as_("tongda-2")
    assert "海晟" in text(client.get(reverse("my-organisation")))
    assert client.post(reverse("account-act-for"), {"party": uscc("tongda")}).status_code == 303
    assert "许明朗" in text(client.get(reverse("my-organisation")))
    assert client.post(reverse("account-act-for"), {"party": uscc("huating")}).status_code == 404


# ── The port office's register ───────────────────────────────────────────────────────────────────────────────────
_FIRM = {"id": "91510100569680768F", "name_zh": "成都一厂", "name_en": "Chengdu Works", "roles": ["importer"],
         "customs_code": "5101644060", "person_zh": "成某", "person_en": "Cheng Mou", "username": "cheng"}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_port_office_sees_the_register_in_either_language(as_, language):
    client = as_("port-office-general-1")
    client.cookies["language"] = language
    for name in ("organisations", "open-organisation"):
        _speaks_only(client.get(reverse(name)), language)


def test_the_port_office_opens_a_firm_whose_administrator_then_comes_in(as_, client):
    page = as_("port-office-general-1").post(reverse("open-organisation"), _FIRM)
    link = re.search(r"http://testserver(/account/password/new/[^<\s\"]+)", page.content.decode())[1]
    where = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(where, {"password1": "correct horse battery", "password2": "correct horse battery"})
    client.post(reverse("account_login"), {"login": "cheng", "password": "correct horse battery"})
    assert "成都一厂" in text(client.get(reverse("my-organisation")))


def test_a_refused_administrator_leaves_no_firm_behind(as_):
    from kouan.modules.parties.public import organisation

    page = as_("port-office-general-1").post(reverse("open-organisation"), {**_FIRM, "username": "tongda-1"})
    assert page.status_code == 422
    assert "已被使用" in page.content.decode()
    assert organisation(_FIRM["id"]) is None


@pytest.mark.parametrize("person", ["huating-1", "customs-documents-1", "port-office-general-2", "dongwan-1"])
def test_for_everybody_else_the_register_does_not_exist(as_, person):
    client = as_(person)
    assert client.get(reverse("organisations")).status_code == 404
    assert client.post(reverse("open-organisation"), _FIRM).status_code == 404
