"""Reads every string that a PDF holds outside its pages, and names its place."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.naming import DATES, place_of

MAX_NESTING = 60
DIRECT = (0, 0)
BINARY_SHARE = 0.2
MAX_TREE_NODES = 100_000
NAME_TREES = {
    "/Dests": "link target, named destination",
    "/EmbeddedFiles": "attachment name",
    "/JavaScript": "script in the file, name",
}
USUAL_INFO = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Trapped", *DATES}
NAMED_VALUES = {"/Dest", "/D", "/V", "/DV"}
SKIPPED = {"/ID", "/W", "/Widths", "/Differences", "/Encrypt", "/Limits", "/IDTree"}


def read_info(pdf: pikepdf.Pdf, into: Gathered) -> None:
    """The document information: title, author and whatever else was put there, with its keys."""
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in info.items():
        if isinstance(value, pikepdf.String) and key not in DATES:
            into.say(f"document property (metadata, {key[1:]})", text_of(value))
        if key not in USUAL_INFO:
            into.say("document property (metadata), name", key[1:], "label")


def read_strings(pdf: pikepdf.Pdf, into: Gathered) -> list[pikepdf.Dictionary]:
    """Say every string in its place, and return the file specifications among what was met.

    Strings of objects that nothing points to any more are said as removed.
    """
    reached, specifications = reached_objects(pdf, into), []
    info = pdf.trailer.get("/Info")
    info_number = info.objgen if isinstance(info, pikepdf.Object) else DIRECT
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Object) or found.objgen == info_number:
            continue
        is_live = found.objgen in reached
        for holder, key, text in strings_in(found, 0):
            if holder is not None and "/EF" in holder and key in ("/F", "/UF"):
                specifications.append(holder)
            say_string(holder, key, text, is_live, into)
    return specifications


def say_string(holder: pikepdf.Dictionary | None, key: str, text: str, is_live: bool, into: Gathered) -> None:
    """Say one string, unless its place holds no words."""
    where, manner = place_of(holder, key) if holder is not None else ("other text in the file", "label")
    if where:
        into.say(where if is_live else f"removed object still in the file, {where}", text, manner)


def reached_objects(pdf: pikepdf.Pdf, into: Gathered) -> set[tuple[int, int]]:
    """The numbers of all objects that can be reached from the file's trailer."""
    reached: set[tuple[int, int]] = set()
    waiting: list[pikepdf.Object] = [pdf.trailer]
    while waiting:
        found = waiting.pop()
        number = found.objgen
        if number != DIRECT and number in reached:
            continue
        reached.add(number)
        if len(reached) % 1000 == 0:
            into.bounds.keep_time()
        waiting.extend(child for child in children(found) if child.objgen == DIRECT or child.objgen not in reached)
    return reached


def children(found: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionaries, streams and arrays directly in an object."""
    if isinstance(found, pikepdf.Stream):
        found = found.stream_dict
    values = found.values() if isinstance(found, pikepdf.Dictionary) else found
    if isinstance(found, pikepdf.Dictionary | pikepdf.Array):
        yield from (v for v in values if isinstance(v, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream))


def read_names(pdf: pikepdf.Pdf, into: Gathered) -> None:
    """The names under which destinations, attachments and scripts are kept."""
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key, tree in names.items():
            say_tree(tree, NAME_TREES.get(key, "name in the file"), into, set())
    destinations = pdf.Root.get("/Dests")
    if isinstance(destinations, pikepdf.Dictionary):
        for key in destinations:
            into.say("link target, named destination", key[1:], "label")


def say_tree(tree: pikepdf.Object, where: str, into: Gathered, above: set[tuple[int, int]]) -> None:
    """Say the names of a name tree. `above` are the numbers of the nodes that were read before."""
    is_known = tree.objgen in above and tree.objgen != DIRECT
    if not isinstance(tree, pikepdf.Dictionary) or is_known or len(above) > MAX_TREE_NODES:
        return
    above.add(tree.objgen)
    into.bounds.keep_time()
    for name in list(tree.get("/Names", []))[::2]:
        if isinstance(name, pikepdf.String):
            into.say(where, text_of(name), "label")
    for kid in tree.get("/Kids", []):
        say_tree(kid, where, into, above)


def strings_in(found: pikepdf.Object, depth: int) -> Iterator[tuple[pikepdf.Dictionary | None, str, str]]:
    """The strings directly in an object, with the dictionary and the key that hold them."""
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        holder = found.stream_dict if isinstance(found, pikepdf.Stream) else found
        for key, value in holder.items():
            if isinstance(value, pikepdf.Name) and key in NAMED_VALUES:
                yield holder, key, str(value)[1:]
            elif isinstance(value, pikepdf.String | pikepdf.Array | pikepdf.Dictionary) and key not in SKIPPED:
                yield from strings_under(holder, key, value, depth)
    elif isinstance(found, pikepdf.Array | pikepdf.String):
        yield from strings_under(None, "", found, depth)


def strings_under(
    holder: pikepdf.Dictionary | None, key: str, value: pikepdf.Object, depth: int
) -> Iterator[tuple[pikepdf.Dictionary | None, str, str]]:
    """The strings of one entry; objects that stand by themselves are read by themselves."""
    if isinstance(value, pikepdf.String):
        text = text_of(value)
        if text:
            yield holder, key, text
    elif isinstance(value, pikepdf.Array) and (depth == 0 or not value.is_indirect) and depth < MAX_NESTING:
        for item in value:
            yield from strings_under(holder, key, item, depth + 1)
    elif isinstance(value, pikepdf.Dictionary) and not value.is_indirect and depth < MAX_NESTING:
        yield from strings_in(value, depth + 1)


def text_of(value: pikepdf.String) -> str:
    """A string as text; nothing when it is mere bytes."""
    data = bytes(value)
    if data[:2] in (b"\xfe\xff", b"\xff\xfe"):
        return data.decode("utf-16", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    control = sum(byte < 9 or 13 < byte < 32 for byte in data[:2000])
    return "" if control > BINARY_SHARE * max(1, len(data[:2000])) else unmarked(value, data)


def unmarked(value: pikepdf.String, data: bytes) -> str:
    """A string without a mark: UTF-8 where it is sound and goes beyond ASCII, else the PDF's own letters."""
    try:
        return str(value) if data.isascii() else data.decode("utf-8")
    except UnicodeDecodeError:
        return str(value)
