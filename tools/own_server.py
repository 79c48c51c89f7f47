"""A pytest plugin: each worker of pytest-xdist works on a PostgreSQL of its own, out of ``KOUAN_TEST_DATABASE_URLS``.

Snapshots span a whole server. An open transaction of one worker's test would hold back, as it should, whoever follows
the log in another worker's test, and the two know nothing of each other.
"""

import os

_urls = os.environ.get("KOUAN_TEST_DATABASE_URLS", "").split()
if _urls:
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["KOUAN_TEST_DATABASE_URL"] = _urls[_worker]
