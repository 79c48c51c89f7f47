"""What the sign-in library asks of this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from kouan.modules.parties.selectors import viewer_for_user
from kouan.modules.parties.sign_in import vault
from kouan.modules.parties.sign_in.second_factor import second_factor_enforced, second_factors


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody signs up: an organisation's administrator makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """A provider's user must have an account here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Secrets are sealed; an officer keeps at least one second factor."""

    def encrypt(self, text: str) -> str:
        return vault.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether one may be taken away: not an officer's last one."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES or not second_factor_enforced():
            return True
        officer = viewer_for_user(authenticator.user_id).is_officer
        return not officer or second_factors(authenticator.user_id) > 1
