"""Signing in through the city's identity provider (OpenID Connect): only into accounts that are here already."""

from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from kouan.modules.parties.models import Person
from kouan.runtime import oidc
from tests.modules.parties.identity_provider import CLIENT, SECRET, IdentityProvider
from tests.modules.parties.steps import HOME

pytestmark = pytest.mark.usefixtures("port")

ADDRESS = "zhou@huating.example"


@pytest.fixture
def provider(settings):
    with IdentityProvider() as running:
        environment = {
            "KOUAN_OIDC_ISSUER": running.issuer,
            "KOUAN_OIDC_CLIENT_ID": CLIENT,
            "KOUAN_OIDC_SECRET": SECRET,
            "KOUAN_OIDC_NAME": "城市统一身份",
        }
        settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(environment)
        yield running


@pytest.fixture
def clerk():
    """Zhou Yu'an of Huating with an address that the administrator vouched for."""
    user = Person.objects.get(pk="huating-2").user
    user.email = ADDRESS
    user.save()
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


def go(client, **query):
    """From our button to the provider and back."""
    start = client.post(reverse("openid_connect_login", kwargs={"provider_id": "city"}), query_params=query)
    assert start.status_code == 302
    back = httpx.get(start.url, follow_redirects=False).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}", follow=False)


def test_the_button_is_on_the_sign_in_page_only_where_there_is_a_provider(client, provider, settings):
    assert "用城市统一身份登录" in client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers({})
    assert "城市统一身份" not in client.get(reverse("account_login")).content.decode()


def test_a_checked_address_leads_to_the_account_that_has_it(client, provider, clerk):
    provider.user = {"sub": "4711", "email": ADDRESS, "email_verified": True}
    assert go(client, process="login", next="/me/tokens").url == "/me/tokens"
    assert "周予安" in client.get(reverse("my-organisation")).content.decode()
    assert provider.seen == ["/.well-known/openid-configuration", "/authorize", *provider.seen[2:]]
    assert provider.seen[-2:] == ["/token", "/userinfo"]


def test_the_second_time_the_providers_own_number_is_enough(client, provider, clerk):
    provider.user = {"sub": "4711", "email": ADDRESS, "email_verified": True}
    go(client)
    assert SocialAccount.objects.get(user=clerk).uid == "4711"
    client.post(reverse("account_logout"))
    provider.user = {"sub": "4711", "email": "new@huating.example", "email_verified": False}
    assert go(client).url == HOME


@pytest.mark.parametrize(
    "user",
    [
        {"sub": "1", "email": ADDRESS, "email_verified": False},
        {"sub": "2", "email": ADDRESS},
        {"sub": "3", "email": "stranger@example.com", "email_verified": True},
        {"sub": "4"},
    ],
)
def test_an_unchecked_or_unknown_address_opens_no_account(client, provider, clerk, user, django_user_model):
    before = django_user_model.objects.count()
    provider.user = user
    page = go(client)
    assert page.status_code == 200
    assert "还没有帐号" in page.content.decode()
    assert client.get(reverse("my-organisation")).status_code == 302
    assert django_user_model.objects.count() == before


def test_a_refusal_at_the_provider_says_so(client, provider, clerk):
    assert "已取消" in client.get(go(client).url).content.decode()


def test_a_made_up_return_opens_nothing(client, provider, clerk):
    provider.user = {"sub": "4711", "email": ADDRESS, "email_verified": True}
    where = reverse("openid_connect_callback", kwargs={"provider_id": "city"})
    page = client.get(where, {"code": "made-up", "state": "made-up"})
    assert page.status_code == 401
    assert "没能登录" in page.content.decode()


def test_an_officer_still_needs_the_second_factor(client, provider):
    user = Person.objects.get(pk="customs-documents-1").user
    EmailAddress.objects.create(user=user, email="zhao@customs.example", verified=True, primary=True)
    provider.user = {"sub": "88", "email": "zhao@customs.example", "email_verified": True}
    go(client)
    assert client.get(reverse("my-organisation")).url == reverse("account")


def test_the_browser_may_be_sent_to_the_provider_and_nowhere_else():
    assert oidc.origins({"KOUAN_OIDC_ISSUER": "https://id.city.example/realm"}) == ("https://id.city.example",)
    assert oidc.origins({}) == ()
