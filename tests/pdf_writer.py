"""Write small PDFs for tests: text in the standard fonts, each piece at its place, and nothing else.

ISO 32000-1 says what the objects are. Places are given as in the reader: points from the left and from the top.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
FONTS = {"plain": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: left edge, baseline from the top, size and style."""

    x: float
    y: float
    text: str
    size: float = 10
    style: str = "plain"


def write_pdf(
    pages: Sequence[Iterable[Piece]], *, trailer: str = "", turn: int = 0, password: str | None = None, box: str | None = None
) -> bytes:
    """Return the bytes of a PDF with these pages.

    Args:
        trailer: Further entries of the trailer dictionary.
        password: That opens the file; "" encrypts it so that anybody may read it.
        box: The corners of a page, where they are not those of A4.
        turn: Degrees by which a viewer turns the pages clockwise; the text is set so that it is upright then.
    """
    key = _encryption_key(password) if password is not None else None
    objects: list[bytes] = []
    names = list(FONTS)
    fonts = " ".join(f"/F{index} {3 + index} 0 R" for index in range(len(names)))
    first_page = 3 + len(names)
    kids = " ".join(f"{first_page + 2 * index} 0 R" for index in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] /MediaBox [{box or f'0 0 {WIDTH} {HEIGHT}'}]"
        f" /Resources << /Font << {fonts} >> >> >>".encode()
    )
    for name in names:
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{FONTS[name]} /Encoding /WinAnsiEncoding >>"
        objects.append(font.encode())
    for index, pieces in enumerate(pages):
        stream = b"\n".join(_operators(piece, names, turn) for piece in pieces)
        if key:
            number = first_page + 2 * index + 1
            stream = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], stream)
        objects.append(f"<< /Type /Page /Parent 2 0 R /Rotate {turn} /Contents {first_page + 2 * index + 1} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    if key:
        user, owner = _rc4(key, _PADDING).hex(), _OWNER.hex()
        trailer += f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{owner}> /U <{user}> >> /ID [<{_ID.hex()}> <{_ID.hex()}>]"
    return _file(objects, trailer)


# Encryption by the standard handler, revision 2: ISO 32000-1, 7.6.3, algorithms 1, 2 and 4.
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_OWNER, _ID = bytes(range(32)), bytes(16)


def _encryption_key(password: str) -> bytes:
    padded = (password.encode("latin-1") + _PADDING)[:32]
    return hashlib.md5(padded + _OWNER + (-4).to_bytes(4, "little", signed=True) + _ID).digest()[:5]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _matrix(piece: Piece, turn: int) -> str:
    """Return the text matrix of a piece on a page that is turned."""
    places = {
        0: (1, 0, 0, 1, piece.x, HEIGHT - piece.y),
        90: (0, 1, -1, 0, piece.y, piece.x),
        180: (-1, 0, 0, -1, WIDTH - piece.x, piece.y),
        270: (0, -1, 1, 0, WIDTH - piece.y, HEIGHT - piece.x),
    }
    return " ".join(map(str, places[turn]))


def _operators(piece: Piece, names: list[str], turn: int) -> bytes:
    escaped = piece.text.encode("cp1252")
    for character in (b"\\", b"(", b")"):
        escaped = escaped.replace(character, b"\\" + character)
    place = f"BT /F{names.index(piece.style)} {piece.size} Tf {_matrix(piece, turn)} Tm ("
    return place.encode() + escaped + b") Tj ET"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
