"""Addresses: the pages found in ``kouan.web.pages``, and the API. Adding a page edits nothing here."""

from django.urls import include, path

from kouan.web.navigation import url_patterns

# The API first: machines call it most, and addresses are tried in order.
urlpatterns = [path("api/", include("kouan.api.urls")), *url_patterns()]

handler400 = "kouan.web.errors.bad_request"
handler403 = "kouan.web.errors.refused"
handler404 = "kouan.web.errors.not_found"
handler500 = "kouan.web.errors.server_error"
