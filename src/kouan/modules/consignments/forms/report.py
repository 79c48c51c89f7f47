"""What every report has: when it happened, and the sender's own number for the message."""

from datetime import datetime
from typing import Annotated

from kouan.blueprint import Form, Hint, Length, Text, Zoned


class Report(Form):
    """``happened_at``: when it happened, not when it is told. ``message_id``: sent twice, it counts once."""

    happened_at: Annotated[datetime, Text("发生时间", "Happened at"), Zoned()]
    message_id: Annotated[
        str | None,
        Text("报文编号", "Message number"),
        Length(64),
        Hint(Text("由发送方编号；重复发送只计一次。", "The sender's own; a message sent twice counts once.")),
    ] = None
