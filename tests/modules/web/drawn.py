"""What a browser without script would send of a drawn form: every field with what stands in it."""

from html.parser import HTMLParser


class Drawn(HTMLParser):
    """The fields of a page, as ``(name, value)`` in order; buttons and files are left to the hand that presses them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._text: tuple[str, list[str]] | None = None
        self._form = False
        self._models = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._models += 1
        elif self._models:
            return
        elif tag == "form":
            self._form = said.get("id") == "filing" or said.get("enctype") == "multipart/form-data"
        elif self._form and tag == "input":
            self._input(said)
        elif self._form and tag == "select":
            self._select, self._options = said.get("name", ""), []
        elif tag == "option" and self._select is not None:
            self._options.append((said.get("value", ""), "selected" in said))
        elif self._form and tag == "textarea":
            self._text = (said.get("name", ""), [])

    def _input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        sent = kind not in ("file", "submit", "button") and (kind not in ("checkbox", "radio") or "checked" in said)
        if said.get("name") and sent and "disabled" not in said:
            self.fields.append((said["name"], said.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._models -= 1
        elif tag == "form":
            self._form = False
        elif tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected] or [v for v, _ in self._options[:1]]
            self.fields += [(self._select, value) for value in chosen if self._select]
            self._select = None
        elif tag == "textarea" and self._text:
            name, text = self._text
            self.fields.append((name, "".join(text).removeprefix("\n")))
            self._text = None
