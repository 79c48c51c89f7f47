"""Text in the two languages every person and machine is answered in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label, Chinese first, English a full second.

    ``{name}`` placeholders are filled by :meth:`fill`.
    """

    zh: str
    en: str

    @classmethod
    def of(cls, pair: str) -> "Text":
        """Read ``"中文。 | English."``; raises ValueError when one of the two is missing."""
        zh, bar, en = pair.partition("|")
        if not (bar and zh.strip() and en.strip()):
            raise ValueError(f"not a text in two languages: {pair!r}")
        return cls(" ".join(zh.split()), " ".join(en.split()))

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.zh

    def fill(self, **values: object) -> "Text":
        """Fill placeholders; a value that is itself a Text gives each language its own words."""
        return Text(_fill(self.zh, "zh", values), _fill(self.en, "en", values))

    def as_json(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


def listed(texts: Iterable[Text]) -> Text:
    """Several names in a row, each once."""
    each = list(dict.fromkeys(texts))
    return Text("、".join(text.zh for text in each), ", ".join(text.en for text in each))


def _fill(template: str, language: Language, values: dict[str, object]) -> str:
    words = {name: value[language] if isinstance(value, Text) else value for name, value in values.items()}
    return template.format(**words)
