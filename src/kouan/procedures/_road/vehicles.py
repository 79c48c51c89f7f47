"""A vehicle, its driver and the land port it crosses at."""

from datetime import date, datetime
from typing import Annotated

from kouan.blueprint import Choice, Code, Length, Pattern, Refers, Tag, Text, Zoned

ENTRY, EXIT = "entry", "exit"
DIRECTIONS = Choice({ENTRY: Text("入境", "Inbound"), EXIT: Text("出境", "Outbound")})
DOCUMENTS = Choice(
    {
        "home-return": Text("港澳居民来往内地通行证", "Mainland travel permit of a Hong Kong or Macao resident"),
        "exit-endorsement": Text("往来港澳通行证", "Exit-entry permit to Hong Kong and Macao"),
        "passport": Text("护照", "Passport"),
    }
)
LandPort = Annotated[str, Code("land-port")]
Moment = Annotated[datetime, Zoned()]
MainlandPlate = Annotated[
    str,
    Pattern(r"粤Z[0-9A-Z]{4}[港澳]|[\u4e00-\u9fff][A-HJ-NP-Z][0-9A-HJ-NP-Z]{5,6}", "粤ZF023港"),
    Refers("vehicle"),
]
HomePlate = Annotated[str, Pattern(r"[0-9A-Z]{2,8}", "LM4821"), Refers("vehicle")]
Seal = Annotated[str, Pattern(r"[0-9A-Z-]{5,20}", "GZ-8820417")]
Name = Annotated[str, Length(60)]
DocumentKind = Annotated[str, Text("驾驶人证件种类", "Driver, kind of document"), DOCUMENTS]
DocumentNumber = Annotated[
    str, Text("驾驶人证件号码", "Driver, document number"), Pattern(r"[0-9A-Z]{6,12}", "H12345678")
]
DocumentUntil = Annotated[date, Text("驾驶人证件有效期至", "Driver, document valid until"), Tag("DocumentExpiry")]
