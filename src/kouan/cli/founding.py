"""``kouan open-port-office``: a new site's first administrator, who opens all the rest."""

from typing import Annotated

import typer

from kouan.cli.django_setup import DEFAULT_DATA, Data, start
from kouan.cli.output import fail, show
from kouan.engine import Refused
from kouan.kernel.text import Text

_NAME = Text("姓名应写作“中文 | English”。", "Write the name as “中文 | English”.")


def open_port_office(
    username: Annotated[str, typer.Option(help="What the administrator signs in with.")],
    name: Annotated[str, typer.Option(help="Name in both languages: '高瞻 | Gao Zhan'.")],
    email: Annotated[str, typer.Option(help="E-mail address, for forgotten passwords.")] = "",
    site: Annotated[str, typer.Option(help="Address of the site, for the link.")] = "http://localhost:8000",
    data: Data = DEFAULT_DATA,
    json: Annotated[bool, typer.Option("--json", help="Machine output.")] = False,
) -> None:
    """Register the agencies and the port office's administrator; print the link that sets the password, good once."""
    try:
        words = Text.of(name)
    except ValueError as error:
        raise fail(_NAME, json=json) from error
    start(data)
    from kouan.modules.parties.public import Account, found_port_office

    try:
        invitation = found_port_office(Account(words, username, email))
    except Refused as refused:
        raise fail(refused.problems[0].message, json=json) from refused
    from django.urls import reverse

    kept = {"uidb36": invitation.uid, "key": invitation.key}
    link = site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=kept)
    show({"username": username, "link": link}, link, json=json)
