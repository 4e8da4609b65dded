"""Files that somebody of a family, or somebody who means harm, would give."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

# In two parts, so that no scanner on a developer's machine takes this file away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
HIDDEN = "Larchwhisper"


def a_photo(kind="JPEG", size=(60, 40), orientation=1, **more) -> bytes:
    """A picture, red on the left and blue on the right, that tells where it was taken and by whom."""
    image, facts, written = Image.new("RGB", size, "red"), Image.Exif(), io.BytesIO()
    image.paste("blue", (size[0] // 2, 0, *size))
    facts[0x010E] = facts[0x013B] = HIDDEN
    facts[0x0112] = orientation
    facts.get_ifd(0x8825)[1] = "N"
    image.save(written, kind, exif=facts, **more)
    return written.getvalue()


def a_pdf(pages=1, **saving) -> bytes:
    """A PDF that acts when it is opened, carries a file, and tells who wrote it in five places."""
    pdf, written = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    _add_photo(pdf, pdf.pages[0].obj)
    _add_actions(pdf, pdf.pages[0].obj)
    pdf.docinfo["/Author"] = HIDDEN
    with pdf.open_metadata() as facts:
        facts["dc:creator"] = [HIDDEN]
    pdf.attachments["run.exe"] = HIDDEN.encode()
    saving.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.disable)
    pdf.save(written, compress_streams=False, **saving)
    return written.getvalue()


def _add_photo(pdf, page) -> None:
    photo = pdf.make_stream(a_photo(), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40)
    photo.ColorSpace, photo.BitsPerComponent, photo.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    photo.Metadata = pdf.make_stream(HIDDEN.encode())
    page.Resources = Dictionary(XObject=Dictionary(Photo=photo))
    page.Contents = pdf.make_stream(b"q 60 0 0 40 0 0 cm /Photo Do Q")
    page.PieceInfo = Dictionary(Maker=Dictionary(Private=String(HIDDEN)))


def _add_actions(pdf, page) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    page.AA = Dictionary(O=script)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], T=String(HIDDEN))
    link.A = Dictionary(S=Name.URI, URI=String("https://evil.example/"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[100, 100, 150, 150], T=String(HIDDEN))
    drawn = pdf.make_stream(b"0 1 0 rg 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50])
    note.AP = Dictionary(N=drawn)
    page.Annots = pdf.make_indirect(Array([link, note]))


def everything_in(pdf: bytes) -> bytes:
    """All that a PDF says, its streams unpacked."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(written, qdf=True)
    return written.getvalue()


@contextmanager
def a_scanner(says=None) -> Iterator[str]:
    """A stand-in that speaks clamd's INSTREAM; yields its address. `says` takes the place of what it would find."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        thread = threading.Thread(target=_serve, args=(server, says), daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        with socket.create_connection(server.getsockname()) as line:
            line.sendall(b"zQUIT\0")
        thread.join(20)


def _serve(server, says) -> None:
    while True:
        line, _ = server.accept()
        with line, line.makefile("rb") as said:
            if said.read(10) != b"zINSTREAM\0":
                return
            content = b""
            while length := int.from_bytes(said.read(4), "big"):
                content += said.read(length)
            found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
            line.sendall(found if says is None else says)
