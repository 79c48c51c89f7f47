"""One module a page, or a few that belong together: views, ``urlpatterns`` and, for the menu, ``navigation``."""
