"""Where the API stands, below ``/api/``."""

from django.urls import path

from kouan.api.service import api, openapi

urlpatterns = [path("v1/", api.urls), path("v1/openapi.json", openapi, name="openapi")]
