"""What cannot be replayed, in one sentence in both languages."""

from kouan.kernel.text import Text


class Unfit(ValueError):  # noqa: N818 - named for what is wrong
    """A lever that is none, or that the study or its chain gives no hold to; ``message`` says what would be right."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message
