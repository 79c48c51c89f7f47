"""``python -m kouan.cli``."""

from kouan.cli.main import app

app()
