"""Whom a request speaks for."""

from django.http import HttpRequest

from kouan.modules.parties.selectors import viewer_for_user
from kouan.modules.parties.viewer import PUBLIC, Viewer

PARTY = "party"
_KEPT = "kouan_viewer"


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request: a token's, else the one signed in, else PUBLIC. Looked up once a request."""
    bearer = getattr(request, "auth", None)
    if isinstance(bearer, Viewer):
        return bearer
    kept = vars(request)
    if _KEPT not in kept:
        kept[_KEPT] = _signed_in(request)
    found: Viewer = kept[_KEPT]
    return found


def choose_party(request: HttpRequest, party: str) -> bool:
    """From now on, act for another organisation where one has a post; False, and no change, where one has none."""
    viewer = viewer_for_user(request.user.pk, party) if request.user.is_authenticated else PUBLIC
    if viewer == PUBLIC:
        return False
    request.session[PARTY] = party
    vars(request)[_KEPT] = viewer
    return True


def _signed_in(request: HttpRequest) -> Viewer:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return PUBLIC
    viewer = viewer_for_user(user.pk, request.session.get(PARTY, ""))
    # The post chosen earlier may have ended since.
    return viewer if viewer != PUBLIC else viewer_for_user(user.pk)
