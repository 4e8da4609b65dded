"""Which place in a PDF a string stands in, by the dictionary that holds it."""

from __future__ import annotations

from typing import Literal

import pikepdf

Manner = Literal["prose", "label", "address"]
Place = tuple[str, Manner]

ANYWHERE: dict[str, Place] = {
    "/URI": ("link target (URL)", "address"),
    "/Alt": ("alt text", "prose"),
    "/ActualText": ("alt text, actual text of a structure element", "prose"),
    "/E": ("alt text, expansion", "prose"),
    "/JS": ("script in the file", "prose"),
    "/TU": ("form field, tooltip", "prose"),
    "/TM": ("form field, mapping name", "label"),
    "/Subj": ("annotation, subject", "prose"),
    "/RC": ("annotation, rich text comment", "prose"),
    "/CA": ("form field, caption", "prose"),
    "/RO": ("annotation, overlay text", "prose"),
    "/OverlayText": ("annotation, overlay text", "prose"),
    "/Contents": ("annotation comment", "prose"),
    "/UF": ("linked or attached file name", "label"),
    "/Desc": ("attachment description", "prose"),
    "/Dest": ("link target, named destination", "label"),
    "/NM": ("annotation name", "label"),
    "/DA": ("", "label"),
    "/DS": ("", "label"),
    "/Lang": ("", "label"),
    "/ID": ("", "label"),
    "/DR": ("", "label"),
    "/CharSet": ("", "label"),
    "/Panose": ("", "label"),
    "/Registry": ("", "label"),
    "/Ordering": ("", "label"),
    "/CheckSum": ("", "label"),
    "/OutputConditionIdentifier": ("", "label"),
    "/OutputCondition": ("", "label"),
    "/RegistryName": ("", "label"),
    "/U": ("", "label"),
    "/O": ("", "label"),
    "/UE": ("", "label"),
    "/OE": ("", "label"),
    "/Perms": ("", "label"),
    "/IDTree": ("", "label"),
}
FORM_FIELDS = {
    "/V": ("form field, value", "prose"),
    "/DV": ("form field, default value", "prose"),
    "/RV": ("form field, rich value", "prose"),
    "/T": ("form field, name", "label"),
    "/Opt": ("form field, choice", "prose"),
    "/MK": ("form field, caption", "prose"),
}
SIGNATURE = {"/Name", "/Reason", "/Location", "/ContactInfo"}
DATES = {"/M", "/CreationDate", "/ModDate", "/LastModified"}


def name_of(found: object) -> str:
    """A name as text; an empty one when it is no name that can be read."""
    try:
        return str(found) if isinstance(found, pikepdf.Name) else ""
    except UnicodeDecodeError:
        return ""


def place_of(holder: pikepdf.Dictionary, key: str) -> Place:
    """The plain name of the place of a string, and how its words are written; an empty name to leave it out."""
    if key in DATES:
        return "", "label"
    for matches, place in ((is_field, FORM_FIELDS.get(key)), (is_outline, OUTLINE.get(key))):
        if place is not None and matches(holder):
            return place
    return place_by_type(holder, key) or ANYWHERE.get(key) or ("other text in the file", "label")


OUTLINE: dict[str, Place] = {"/Title": ("outline (bookmark)", "prose")}


def is_field(holder: pikepdf.Dictionary) -> bool:
    """A form field, or the part of one that stands on a page."""
    return "/FT" in holder or "/Kids" in holder or holder.get("/Subtype") == "/Widget" or "/Parent" in holder


def is_outline(holder: pikepdf.Dictionary) -> bool:
    """An entry of the outline."""
    return "/Title" in holder and "/S" not in holder and ("/Parent" in holder or "/Dest" in holder or "/A" in holder)


def place_by_type(holder: pikepdf.Dictionary, key: str) -> Place | None:
    """Places that depend on what kind of dictionary holds the string."""
    kind = name_of(holder.get("/Type"))
    if key == "/T":
        return ("alt text, title of a structure element", "prose") if "/S" in holder else AUTHOR
    if key == "/F":
        return "linked or attached file name", "label"
    if key == "/Name" and kind == "/OCG":
        return "layer name (optional content)", "label"
    if key == "/Contents" and (kind == "/Sig" or "/ByteRange" in holder):
        return "", "label"
    if key in SIGNATURE and kind == "/Sig":
        return "signature", "prose"
    if key == "/P":
        return "page label", "label"
    if key == "/D":
        return "link target, named destination", "label"
    return None


AUTHOR: Place = ("annotation author", "label")
