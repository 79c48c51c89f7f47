"""Who applies and whom to call."""

from typing import Annotated

from kouan.blueprint import Identifier, Length, Pattern, Refers, Text

Uscc = Annotated[str, Identifier("uscc"), Refers("organisation")]
"""The credit code of an organisation, which the case is then related to."""
CompanyName = Annotated[str, Length(70)]
Contact = Annotated[str, Text("联系人", "Contact"), Length(40)]
Phone = Annotated[str, Text("联系电话", "Phone"), Pattern(r"\+?[0-9][0-9 \-]{6,24}", "0759-2208000")]
