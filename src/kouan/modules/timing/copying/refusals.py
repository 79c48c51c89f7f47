"""Why the copy cannot be read or written now, for whoever asks; nothing of the platform is needed to say it."""

from pathlib import Path

from kouan.kernel.text import Text

_NO_COPY = Text(
    "尚无时效数据：{path} 不存在。请运行 kouan serve 或 kouan timing rebuild。",
    "There is no copy of the log yet: {path} is not there. Let kouan serve run, or run kouan timing rebuild.",
)
_NOT_YET = Text(
    "时效数据只到第 {position} 号事件，不能复现其后的状态。",
    "The copy ends with event {position}; what came later cannot be read from it.",
)
_BUSY = Text("{path} 正被使用，请稍后再试。", "{path} is in use; try again in a moment.")


class NoCopy(Exception):  # noqa: N818 - it is only not there
    """There is no copy of the log, or none that reaches so far; ``message`` says what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    @classmethod
    def at(cls, path: Path) -> "NoCopy":
        return cls(_NO_COPY.fill(path=path))

    @classmethod
    def beyond(cls, position: int) -> "NoCopy":
        return cls(_NOT_YET.fill(position=position))


class Busy(Exception):  # noqa: N818 - it passes
    """The file stayed in use for as long as was to be waited."""

    def __init__(self, path: Path) -> None:
        self.message = _BUSY.fill(path=path)
        super().__init__(self.message.en)
