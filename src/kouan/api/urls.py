"""Where the API stands, below ``/api/``."""

from django.urls import path

from kouan.api.service import api

urlpatterns = [path("v1/", api.urls)]
