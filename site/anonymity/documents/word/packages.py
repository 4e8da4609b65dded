"""Reads Office packages (.docx, .xlsx, .pptx), OpenDocument files and plain archives part by part."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from anonymity.documents.collecting import ExpandsTooFar, Gathered
from anonymity.documents.embedding import read_embedded
from anonymity.documents.markup import HasEntities, parsed
from anonymity.documents.naming import is_picture
from anonymity.documents.pictures.reading import read_picture_within
from anonymity.documents.text import carved, decoded
from anonymity.documents.word.parts import read_part
from anonymity.documents.word.styles import Styles
from anonymity.passages import Fault, Passage

MAX_MEMBERS = 5_000
MAX_MEMBER_BYTES = 120_000_000
MAX_MARKUP_BYTES = 40_000_000
MARKUP = (".xml", ".rels", ".vml")
DULL_PARTS = re.compile(r"(theme/theme\d*|fontTable|stylesWithEffects|commentsExtended|commentsIds)\.xml$|\.odttf$")
USUAL_NAME = re.compile(
    r"^(document|styles|settings|websettings|numbering|fonttable|theme|header|footer|footnotes|endnotes|comments\w*|"
    r"image|item|itemprops|core|app|custom|people|chart|data|layout|colors|quickstyle|style|drawing|thumbnail|"
    r"\[content_types\]|sheet|sharedstrings|workbook|slide\w*|presentation|stylesWithEffects|oleobject|"
    r"microsoft_\w+|glossary\w*|vbaproject|printersettings|content|meta|mimetype|manifest|)\d*(\.\w+)*$",
    re.IGNORECASE,
)
UNFINISHED = (
    (
        {"tracked insertion", "tracked deletion"},
        "tracked_changes",
        "The document holds changes that were tracked; what was deleted is still there.",
    ),
    ({"comment"}, "comments", "The document holds comments."),
    ({"hidden text"}, "hidden_text", "The document holds words that readers cannot see."),
)
FIRST = ("word/document.xml", "content.xml")


@dataclass
class Package:
    """An opened package: its members with their bytes, and what its styles hide."""

    archive: zipfile.ZipFile
    styles: Styles = field(default_factory=Styles)
    is_office: bool = False


def read_package(data: bytes, into: Gathered) -> None:
    """Say every part of a package. A broken or hostile one becomes a fault."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError):
        into.blame("damaged", "block", "the file", "This file is damaged and cannot be opened.")
        return
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        into.blame("too_large", "block", "the file", "This file holds more parts than are read.")
        return
    package = Package(archive)
    names = {member.filename for member in members}
    package.is_office = "[Content_Types].xml" in names or "content.xml" in names
    read_styles(package, members, into)
    into.say("archive comment", archive.comment.decode("utf-8", "replace"))
    start = len(into.document.passages)
    for member in sorted(members, key=lambda m: m.filename not in FIRST):
        into.bounds.keep_time()
        read_member(package, member, into)
    blame_unfinished(into.document.passages[start:], into)


def blame_unfinished(passages: list[Passage], into: Gathered) -> None:
    """Blame a document for what is seldom meant to be published: changes, comments and hidden words."""
    for places, kind, message in UNFINISHED:
        where = next((p.where for p in passages if places & set(p.where.split(", "))), "")
        if where:
            into.add_fault(Fault(kind, "review", where, message))
    if into.counts.get("picture"):
        message = "Words that can be seen in pictures are not read: look there."
        into.blame("picture_not_read", "note", "pictures", message)


def read_styles(package: Package, members: list[zipfile.ZipInfo], into: Gathered) -> None:
    """Take from the styles what they hide and which are headings, lists and captions."""
    for member in members:
        if member.filename.endswith("word/styles.xml"):
            try:
                root = parsed(opened(package, member, into))
            except (etree.XMLSyntaxError, HasEntities):
                return
            if root is not None:
                package.styles.learn(root)


def opened(package: Package, member: zipfile.ZipInfo, into: Gathered) -> bytes:
    """The bytes of a member. Raises ExpandsTooFar when there are too many."""
    most = MAX_MARKUP_BYTES if member.filename.lower().endswith(MARKUP) else MAX_MEMBER_BYTES
    if member.file_size > most:
        raise ExpandsTooFar
    with package.archive.open(member) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ExpandsTooFar
    into.bounds.spend(max(0, len(data) - member.compress_size))
    return data


def read_member(package: Package, member: zipfile.ZipInfo, into: Gathered) -> None:
    """Say one member; one that cannot be read is a fault and the others are still read."""
    if member.is_dir():
        return
    say_name(member, into)
    try:
        data = opened(package, member, into)
        with into.keeping_on("part of the file"):
            read_content(package, member.filename, data, into)
    except RuntimeError:
        into.blame("encrypted", "block", "part of the file", "Part of this file is locked and cannot be read.")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zipfile.zlib.error):
        into.blame("damaged", "block", "part of the file", "Part of this file is damaged and cannot be read.")
    except HasEntities:
        into.blame("entities", "block", "part of the file", "Part of this file declares XML entities: it is not read.")


def say_name(member: zipfile.ZipInfo, into: Gathered) -> None:
    """Say the name of a member that is not one of those that every file has."""
    name = member.filename.rpartition("/")[2]
    if not USUAL_NAME.match(name):
        into.say("embedded file name", name, "label")
    into.say("embedded file, comment", member.comment.decode("utf-8", "replace"))


def read_content(package: Package, name: str, data: bytes, into: Gathered) -> None:
    """Say a member by what it holds."""
    if DULL_PARTS.search(name) or not data:
        return
    if package.is_office and name.lower().endswith(MARKUP):
        read_markup(package, name, data, into)
    elif package.is_office and is_picture(data):
        if "thumbnail" in name.lower():
            message = "The file carries a small picture of its first page, which may show what was later changed."
            into.blame("thumbnail", "note", "picture of the first page (thumbnail)", message)
        read_picture_within(data, into)
    elif package.is_office and name.lower().endswith((".emf", ".wmf", ".bin")) and "embeddings" not in name:
        into.say("picture or other part, words in the file", "\n".join(carved(data)), "label")
    elif name != "mimetype":
        read_embedded(data, name.rpartition("/")[2], "embedded file", into)


def parsed_anyhow(data: bytes, into: Gathered) -> etree._Element | None:
    """What can be made of broken XML; where nothing can, its letters are said as they stand."""
    try:
        return parsed(data, forgiving=True)
    except etree.XMLSyntaxError:
        into.say("other part", re.sub(r"<[^<>]*>", " ", decoded(data)))
        return None


def read_markup(package: Package, name: str, data: bytes, into: Gathered) -> None:
    """Say an XML part; one that is not well formed is said as far as it goes, and blamed."""
    try:
        root = parsed(data)
    except etree.XMLSyntaxError:
        into.blame("damaged", "block", "part of the file", "Part of this file is damaged and was read only in part.")
        root = parsed_anyhow(data, into)
    if root is not None:
        read_part(root, name, package.styles, into)
