"""The application a WSGI server runs: ``kouan.runtime.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kouan.runtime.settings")

application = get_wsgi_application()
