"""What a browser finds in a page: its forms, its links, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style", "title", "svg", "head"})
NOT_SENT = frozenset({"submit", "button", "image", "reset", "file"})
TICKED = frozenset({"checkbox", "radio"})

Attributes = dict[str, str]


@dataclass
class Form:
    """A form as it would be sent now."""

    action: str
    method: str
    is_multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def name_of(self, short: str) -> str | None:
        """Return the field of this name; some carry their step's name in front."""
        found = (
            name for name in self.names if name == short or name.endswith(f"-{short}")
        )
        return next(found, None)


class Page(HTMLParser):
    """Reads one page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._textarea: str | None = None
        self._unseen = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All words that one sees."""
        return " ".join(" ".join(self._words).split())

    def form(self, *, with_field: str = "", to: str = "") -> Form | None:
        """Return the first form to post with this field, or whose address ends so.

        Without either: the page's own, which is sent to where the page came from.
        """
        for form in self.forms:
            is_meant = form.action.endswith(to) if to or with_field else not form.action
            has_field = not with_field or form.name_of(with_field) is not None
            if form.method == "post" and is_meant and has_field:
                return form
        return None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note forms, fields and links."""
        found = {name: value or "" for name, value in attrs}
        self._unseen += tag in UNSEEN
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag == "form":
            self._begin_form(found)
        elif self._form is not None and "disabled" not in found:
            self._field(tag, found, self._form)

    def handle_endtag(self, tag: str) -> None:
        """Leave what ends."""
        self._unseen -= tag in UNSEEN
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        """Keep the words, and what stands in a text field."""
        if self._form is not None and self._textarea:
            self._form.fields[self._textarea] += data
        elif self._unseen <= 0:
            self._words.append(data)

    def _begin_form(self, found: Attributes) -> None:
        self._form = Form(
            action=found.get("action", ""),
            method=found.get("method", "get").lower(),
            is_multipart=found.get("enctype", "") == "multipart/form-data",
        )
        self.forms.append(self._form)

    def _field(self, tag: str, found: Attributes, form: Form) -> None:
        name = found.get("name", "")
        if tag == "option" and self._select:
            self._option(found, form, self._select)
        elif tag in {"input", "select", "textarea"} and name:
            form.names.add(name)
            if tag == "input":
                _input(name, found, form)
            elif tag == "select":
                self._select = name
            else:
                self._textarea = name
                form.fields[name] = ""

    def _option(self, found: Attributes, form: Form, name: str) -> None:
        if "selected" in found:
            form.fields[name] = found.get("value", "")
        else:
            form.fields.setdefault(name, found.get("value", ""))


def _input(name: str, found: Attributes, form: Form) -> None:
    kind = found.get("type", "text")
    if kind in NOT_SENT or (kind in TICKED and "checked" not in found):
        return
    form.fields[name] = found.get("value", "on" if kind in TICKED else "")
