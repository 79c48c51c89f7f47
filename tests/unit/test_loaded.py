"""What a worker of the web loads before anybody has asked it for anything, and for the menu of whoever asks first."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = ("duckdb", "ibis", "sqlglot", "numpy", "lightgbm", "pyspark")
_START = f"""
import sys
from importlib import import_module
import_module("kouan.runtime.wsgi")
import_module("kouan.web.urls")
from kouan.modules.parties.public import Viewer
from kouan.web.navigation import menu
[menu(kind, Viewer(kind=kind, roles=frozenset(["consignee", "tally"]))) for kind in ("public", "trader", "terminal")]
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_worker_of_the_web_loads_nothing_that_only_clearance_times_need(tmp_path: Path):
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "kouan.runtime.settings", "KOUAN_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _START], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
