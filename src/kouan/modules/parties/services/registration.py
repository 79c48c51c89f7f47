"""Opening an organisation together with the administrator who then runs it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kouan.kernel.text import Text
from kouan.modules.parties.models import Position
from kouan.modules.parties.refusal import SYSTEM_VIEWER, require
from kouan.modules.parties.roles import PORT_OFFICE
from kouan.modules.parties.services.organisations import create_organisation, register_agencies
from kouan.modules.parties.services.staff import Account, Invitation, Post, add_staff, invite
from kouan.modules.parties.viewer import Viewer

_ADMINISTRATOR = Text("管理员", "Administrator")
_FOUNDED = Text("口岸办已有管理员。", "The port office has an administrator already.")


@dataclass(frozen=True, slots=True)
class Registration:
    """What is registered of a firm; see :func:`create_organisation`."""

    id: str
    name: Text
    roles: Collection[str]
    customs_code: str = ""


def open_organisation(by: Viewer, firm: Registration, administrator: Account, at: datetime | None = None) -> Invitation:
    """Register a firm with its first administrator, who gets the invitation. Raises Refused; then nothing is kept."""
    with transaction.atomic():
        create_organisation(by, firm.id, firm.name, firm.roles, firm.customs_code, at)
        person = add_staff(by, firm.id, administrator, Post(_ADMINISTRATOR, administers=True), at)
        return invite(by, person.id, at)


def found_port_office(administrator: Account, at: datetime | None = None) -> Invitation:
    """The first step on a new site: the agencies, and the port office's administrator, who opens all the rest.

    Raises Refused once there is one.
    """
    there = Position.objects.filter(organisation=PORT_OFFICE, administers=True, until=None).exists()
    require(not there, "founded-already", "", _FOUNDED)
    with transaction.atomic():
        register_agencies(at)
        post = Post(_ADMINISTRATOR, "general", administers=True)
        person = add_staff(SYSTEM_VIEWER, PORT_OFFICE, administrator, post, at)
        return invite(SYSTEM_VIEWER, person.id, at)
