"""What a Word file's styles say of the words written in them."""

from __future__ import annotations

from lxml import etree

from anonymity.documents.markup import attribute, local

OFF = ("0", "false", "off", "none")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of a name."""
    return None if element is None else next((one for one in element if local(one) == name), None)


def value_of(element: etree._Element | None, name: str) -> str:
    """The w:val of a child; empty when there is none."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def switched(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a switch such as w:vanish is on or off; None when it is not there."""
    found = child(properties, name)
    return None if found is None else attribute(found, "val").lower() not in OFF


class Styles:
    """Which styles hide words, and what each is called."""

    def __init__(self) -> None:
        self.hides: dict[str, bool | None] = {}
        self.based_on: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.own_names: list[str] = []

    def learn(self, root: etree._Element) -> None:
        """Take in the styles of a file."""
        for style in root:
            if local(style) == "style":
                self.learn_style(style)

    def learn_style(self, style: etree._Element) -> None:
        """Take in one style."""
        identity = attribute(style, "styleId")
        self.names[identity] = value_of(style, "name").lower()
        self.based_on[identity] = value_of(style, "basedOn")
        self.hides[identity] = switched(child(style, "rPr"), "vanish")
        if attribute(style, "customStyle") == "1":
            names = (value_of(style, "name"), value_of(style, "aliases"))
            self.own_names += [name for name in names if not name.endswith(" Char")]

    def hidden(self, identity: str) -> bool:
        """The style, or one that it is based on, hides its words."""
        for _ in range(20):
            if self.hides.get(identity) is not None:
                return bool(self.hides[identity])
            identity = self.based_on.get(identity, "")
        return False

    def kind(self, identity: str) -> str:
        """Heading, list or caption by the name of a style; empty for all others."""
        name = self.names.get(identity, identity.lower())
        for word, kind in (("heading", "heading"), ("title", "heading"), ("list", "list"), ("caption", "caption")):
            if word in name:
                return kind
        return ""
