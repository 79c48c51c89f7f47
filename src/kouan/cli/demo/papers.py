"""Documents to attach: one small PDF of each kind a firm, handed in once as anybody would."""

from collections.abc import Sequence

from kouan.blueprint.document import Attached
from kouan.modules.cases.public import upload
from kouan.modules.parties.public import Viewer

_TEXT = "BT /F1 18 Tf 72 720 Td (DEMONSTRATION: {words}) Tj ET"
_OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    "<</Length {length}>>stream\n{content}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


def pdf(words: str) -> bytes:
    """A one-page PDF that says what it stands for. ``words``: letters and blanks only."""
    content = _TEXT.format(words=words)
    body, places = "%PDF-1.4\n", list[int]()
    for number, each in enumerate(_OBJECTS, 1):
        places.append(len(body))
        filled = each.replace("{length}", str(len(content))).replace("{content}", content)
        body += f"{number} 0 obj{filled}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(_OBJECTS) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return f"{body}{head}startxref\n{len(body)}\n%%EOF\n".encode()


class Cabinet:
    """What each firm has handed in already."""

    def __init__(self) -> None:
        self._stored: dict[tuple[str, str], Attached] = {}

    def take(self, by: Viewer, kinds: Sequence[str]) -> tuple[Attached, ...]:
        """The documents of these kinds, handed in by the firm on first use."""
        return tuple(self._one(by, kind) for kind in kinds)

    def _one(self, by: Viewer, kind: str) -> Attached:
        key = (by.party, kind)
        if key not in self._stored:
            row = upload(by, f"{kind}.pdf", pdf(kind.replace("-", " ")))
            self._stored[key] = Attached(kind, row.file, row.name)
        return self._stored[key]
