"""A server to be killed: writes to the log from several threads, says what is committed, and follows the log.

Run as a script with the database's name; without it only :func:`follow` is of use.
"""

import os
import sys
import threading


def follow() -> None:
    """Register a subscriber that writes down each event it is given."""
    from kouan.runtime.log import Recorded
    from kouan.runtime.models import NumberSeries
    from kouan.runtime.subscribers import subscriber

    @subscriber("crash-test")
    def write_down(event: Recorded) -> None:
        NumberSeries.objects.get_or_create(key=f"seen {event.stream} {event.n}", defaults={"taken": 0})


def write(stream: str) -> None:
    """Append for ever, in transactions of three events; a line on standard output once each is acknowledged."""
    from django.db import transaction

    from kouan.kernel.clock import now
    from kouan.kernel.event import SYSTEM, Event, ObjectRef
    from kouan.runtime import log, numbers

    head = log.Head.NONE
    while True:
        number = numbers.take("crash-test")
        with transaction.atomic():
            events = [Event("filed", now(), SYSTEM, {"number": number}, (ObjectRef("case", stream),))] * 3
            head = log.append(stream, head, events)
        # One write a line: what several threads print may be mixed.
        os.write(1, f"{stream} {head.n} {number}\n".encode())


def main(database: str) -> None:
    """Serve until killed."""
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    follow()
    for number in range(3):
        threading.Thread(target=write, args=(f"crash/{os.getpid()}/{number}",)).start()
    from kouan.runtime.subscribers import run

    run(threading.Event(), ["crash-test"])


if __name__ == "__main__":
    main(sys.argv[1])
