"""Where the API stands."""

from django.urls import path

from kouan.api.service import api

urlpatterns = [path("api/v1/", api.urls)]
