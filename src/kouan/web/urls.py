"""Addresses: the pages found in ``kouan.web.pages``, and the API. Adding a page edits nothing here."""

from importlib.util import find_spec

from django.urls import include, path

from kouan.web.navigation import url_patterns

urlpatterns = [*url_patterns()]
if find_spec("kouan.api") is not None and find_spec("kouan.api.urls") is not None:
    urlpatterns.append(path("api/", include("kouan.api.urls")))

handler400 = "kouan.web.errors.bad_request"
handler403 = "kouan.web.errors.refused"
handler404 = "kouan.web.errors.not_found"
handler500 = "kouan.web.errors.server_error"
