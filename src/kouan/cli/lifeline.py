"""A process that was started to serve another ends with it, however that one ends: nothing is left listening."""

import os
import threading
import time
from collections.abc import Callable

_SECONDS = 0.5


def end_with_parent(end: Callable[[], object]) -> None:
    """Call ``end`` once the process that started this one is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_SECONDS)
        end()

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
