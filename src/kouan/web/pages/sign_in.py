"""Signing in and the account's own page. The library's views, at our addresses, in our templates; nobody signs up."""

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import include, path, re_path, reverse
from django.views.decorators.http import require_POST

from kouan.kernel.text import Text
from kouan.modules.parties.public import choose_party, enrolling, positions_of, second_factor_enforced, viewer_of
from kouan.web.language import pick

_LAST = Text(
    "工作人员至少保留一种第二重验证，请先添加另一种，再删除这一个。",
    "Officers keep at least one second factor; add another before you remove this one.",
)


def _providers(request: HttpRequest) -> list[dict[str, str]]:
    """Identity providers one can sign in with; ``next`` travels along."""
    onward = {name: request.GET[name] for name in ("next",) if name in request.GET}
    return [
        {"name": provider.name, "address": provider.get_login_url(request, process="login", **onward)}
        for provider in get_adapter().list_providers(request)
    ]


class _LoginView(account_views.LoginView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "providers": _providers(self.request)}


class _PasswordResetView(account_views.PasswordResetView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail": settings.KOUAN_MAIL}


class _RemovePasskeyView(passkeys.RemoveWebAuthnView):  # type: ignore[misc]  # the library has no types
    def form_valid(self, form: Any) -> HttpResponse:
        if not mfa_adapter().can_delete_authenticator(self.get_object()):
            messages.error(self.request, pick(_LAST))
            return HttpResponseRedirect(reverse("account"))
        removed: HttpResponse = super().form_valid(form)
        return removed


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, for whom one acts, and how one signs in."""
    viewer = viewer_of(request)
    held = list(Authenticator.objects.filter(user=request.user.pk).order_by("created_at"))
    factors = {kind: [each for each in held if each.type == kind] for kind in Authenticator.Type}
    context = {
        "posts": positions_of(viewer.person),
        "totp": factors[Authenticator.Type.TOTP],
        "passkeys": factors[Authenticator.Type.WEBAUTHN],
        "codes": [each.wrap() for each in factors[Authenticator.Type.RECOVERY_CODES]],
        "has_password": request.user.is_authenticated and request.user.has_usable_password(),
        "providers": _providers(request),
        "needs_second": viewer.is_officer and second_factor_enforced() and len(held) == 0,
    }
    return render(request, "account/index.html", context)


@login_required
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Act for another organisation where one has a post; 404 where one has none."""
    if not choose_party(request, request.POST.get("party", "")):
        raise Http404
    return HttpResponseRedirect("/", status=303)


_PASSWORD = [
    path("change/", account_views.password_change, name="account_change_password"),
    path("set/", account_views.password_set, name="account_set_password"),
    path("reset/", _PasswordResetView.as_view(), name="account_reset_password"),
    path("reset/done/", account_views.password_reset_done, name="account_reset_password_done"),
    path("new/done/", account_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
_PASSKEYS = [
    path("", account, name="mfa_list_webauthn"),
    path("add/", enrolling(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("confirm/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/remove/", _RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
_SECURITY = [
    path("", account, name="account"),
    path("", account, name="mfa_index"),
    path("code/", mfa.authenticate, name="mfa_authenticate"),
    path("confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totp/add/", enrolling(totp.activate_totp), name="mfa_activate_totp"),
    path("totp/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", include(_PASSKEYS)),
]
_IDENTITIES = [
    path("", social.connections, name="socialaccount_connections"),
    path("cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("error/", social.login_error, name="socialaccount_login_error"),
]
urlpatterns = [
    path("account/login/", _LoginView.as_view(), name="account_login"),
    path("account/logout/", account_views.logout, name="account_logout"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/act-for/", act_for, name="account-act-for"),
    path("account/password/", include(_PASSWORD)),
    path("account/security/", include(_SECURITY)),
    path("account/identities/", include(_IDENTITIES)),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
