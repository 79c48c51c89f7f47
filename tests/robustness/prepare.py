"""Make a site's store ready: the demo's people, with tokens; prints them as JSON. Run with the site's variables set."""

import json
import os

import django

FILERS = ("tongda-1", "tongda-2", "haisheng-1", "wanlan-1", "gangxing-1")


def main() -> None:
    """Filers at four firms, two officers at one desk."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "kouan.runtime.settings"
    django.setup()
    print(json.dumps(_tokens()))


def _tokens() -> dict[str, list[str]]:
    # Only once Django is set up can these be loaded.
    from django.core.management import call_command

    from kouan.kernel.text import Text
    from kouan.modules.parties.public import SYSTEM_VIEWER, Account, Post, add_staff, seed_people
    from tests.api.town import token_of

    call_command("migrate", verbosity=0)
    seed_people()
    colleague = Account(Text("乔木", "Qiao Mu"), "window-reception-2", id="window-reception-2")
    add_staff(SYSTEM_VIEWER, "window", colleague, Post(Text("综合受理", "Reception officer"), "reception"))
    officers = ("window-reception-1", "window-reception-2")
    return {"filers": [token_of(each) for each in FILERS], "officers": [token_of(each) for each in officers]}


if __name__ == "__main__":
    main()
