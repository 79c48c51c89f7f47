"""Passkeys: added under the password, then enough by themselves; never for another site, key or challenge."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from tests.modules.parties.passkey import Passkey
from tests.modules.parties.steps import HOME, PASSWORD, sign_in

pytestmark = pytest.mark.usefixtures("port")


@pytest.fixture
def browser():
    """A browser on https."""
    return Client(SERVER_PORT="443", **{"wsgi.url_scheme": "https"})


def add(browser, key, **more):
    where = reverse("mfa_add_webauthn")
    browser.get(where)
    page = browser.post(f"{reverse('account_reauthenticate')}?next={where}", {"password": PASSWORD}, follow=True)
    answer = key.register(page.context_data["js_data"]["creation_options"], **more)
    return browser.post(where, {"name": "办公室电脑", "credential": answer, "passwordless": "on"})


def enter(browser, key, **more):
    where = reverse("mfa_login_webauthn")
    options = browser.get(where, headers={"Accept": "application/json"}).json()["request_options"]
    return browser.post(where, {"credential": key.sign(options, **more)})


@pytest.fixture
def key(browser, account):
    """An officer's passkey, the officer signed out again."""
    account("customs-documents-1")
    sign_in(browser, "customs-documents-1")
    made = Passkey()
    assert add(browser, made).status_code == 302
    assert browser.get(HOME).status_code == 200
    browser.post(reverse("account_logout"))
    return made


def test_a_passkey_signs_an_officer_in_without_password_and_counts_as_the_second_factor(browser, key):
    assert enter(browser, key).url == HOME
    assert browser.get(HOME).status_code == 200
    assert "赵清源" in browser.get(reverse("account")).content.decode()


def test_a_passkey_is_the_second_factor_after_the_password(browser, key):
    assert sign_in(browser, "customs-documents-1").url == reverse("mfa_authenticate")
    page = browser.get(reverse("mfa_authenticate"))
    answer = key.sign(page.context_data["js_data"]["request_options"])
    assert browser.post(reverse("mfa_authenticate"), {"credential": answer}).url == HOME


def test_the_options_stand_on_the_page_as_data(browser, key):
    sign_in(browser, "customs-documents-1")
    page = browser.get(reverse("mfa_authenticate"))
    held = page.content.decode().split('id="passkey-options">')[1].split("</script>")[0]
    assert json.loads(held) == page.context_data["js_data"]


def test_another_site_another_key_and_an_old_challenge_open_nothing(browser, key):
    options = browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()
    old = key.sign(options["request_options"])
    key.origin = "https://testserver.evil.example"
    assert not _inside(browser, enter(browser, key))
    key.origin = "https://testserver"
    assert not _inside(browser, enter(browser, key, forged=ec.generate_private_key(ec.SECP256R1())))
    browser.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert not _inside(browser, browser.post(reverse("mfa_login_webauthn"), {"credential": old}))
    assert not _inside(browser, browser.post(reverse("mfa_login_webauthn"), {"credential": "{}"}))
    assert _inside(browser, enter(browser, key))


def test_without_a_fingerprint_or_pin_it_does_not_sign_in_by_itself(browser, key):
    assert not _inside(browser, enter(browser, key, verified=False))


def _inside(browser, answer):
    return answer.status_code == 302 and browser.get(reverse("my-organisation")).status_code == 200


def test_a_passkey_can_be_renamed_and_an_officers_last_one_stays(browser, key):
    enter(browser, key)
    held = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    again = reverse("mfa_reauthenticate_webauthn")
    where = reverse("mfa_edit_webauthn", kwargs={"pk": held.pk})
    page = browser.get(f"{again}?next={where}")
    browser.post(f"{again}?next={where}", {"credential": key.sign(page.context_data["js_data"]["request_options"])})
    assert browser.get(where).status_code == 200
    assert browser.post(where, {"name": "值班室"}).status_code == 302
    assert "值班室" in browser.get(reverse("account")).content.decode()
    gone = reverse("mfa_remove_webauthn", kwargs={"pk": held.pk})
    assert browser.get(gone).status_code == 200
    browser.post(gone)
    assert Authenticator.objects.filter(pk=held.pk).exists()
