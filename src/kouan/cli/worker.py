"""What each worker of ``kouan serve`` runs: the application, for as long as its server lives."""

import os

from kouan.cli.lifeline import end_with_parent
from kouan.runtime.wsgi import application

__all__ = ["application"]

# What a request had not committed by then is rolled back, as in any crash; what was answered is kept.
end_with_parent(lambda: os._exit(1))
