"""Graphs that are small to send and large, deep or slow to read, sent by someone who has the token."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from tests.bombs.model import NOT_TAKEN, QUERY, REFUSED, UPDATE, UPLOADED, Around, Bomb, Request, upload

if TYPE_CHECKING:
    from collections.abc import Callable

DEEP = 100_000
BOUND = 64 << 20
"""Bytes of the largest upload by default (setting max_upload_bytes)."""
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/"'
_FORM = "application/x-www-form-urlencoded"
_TOO_LARGE = frozenset({413})
_TURTLE, _TRIPLES, _XML, _JSON = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"


def _deep(opens: str, innermost: str, closes: str, around: str = "@", depth: int = DEEP) -> Callable[[Around], bytes]:
    return lambda _: around.replace("@", opens * depth + innermost + closes * depth).encode()


def _long(first: str, link: str, last: str, length: int) -> Callable[[Around], bytes]:
    return lambda _: (first + link * length + last).encode()


def _laughs(levels: int, width: int) -> Callable[[Around], bytes]:
    """Entities of entities: width to the power of levels."""
    entities = ['<!ENTITY e0 "ha">'] + [
        f'<!ENTITY e{n} "{f"&e{n - 1};" * width}">' for n in range(1, levels + 1)
    ]  # fmt: skip
    text = (
        f"<!DOCTYPE r [{''.join(entities)}]><rdf:RDF {_RDF}><rdf:Description rdf:about='a:a'>"
        f"<a:b>&e{levels};</a:b></rdf:Description></rdf:RDF>"
    )
    return lambda _: text.encode()


def _one_entity(size: int, uses: int) -> Callable[[Around], bytes]:
    """One long entity, used often: the square of what is sent."""
    text = (
        f'<!DOCTYPE r [<!ENTITY e "{"a" * size}">]><rdf:RDF {_RDF}><rdf:Description rdf:about="a:a">'
        f"<a:b>{'&e;' * uses}</a:b></rdf:Description></rdf:RDF>"
    )
    return lambda _: text.encode()


def _zeros(size: int, *, times: int = 1) -> Callable[[Around], bytes]:
    """White space that packs to a thousandth, packed several times."""

    def make(_: Around) -> bytes:
        packer, block = zlib.compressobj(9, wbits=-15), b"\n" * (1 << 20)
        piece = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)  # after a full flush it can stand anywhere
        count, check = size >> 20, 0
        for _again in range(count):
            check = zlib.crc32(block, check)
        end = packer.flush() + check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
        packed = b"\x1f\x8b\x08" + bytes(7) + piece * count + end  # RFC 1952
        for _again in range(times - 1):
            packed = gzip.compress(packed)
        return packed

    return make


def _body(media: str, body: Callable[[Around], bytes], **headers: str) -> Callable[[Around], Request]:
    def make(around: Around) -> Request:
        return Request("POST", "/sparql", {"Content-Type": media, **headers}, body(around))

    return make


def _parts(count: int) -> Callable[[Around], bytes]:
    part = '--b\r\nContent-Disposition: form-data; name="f"\r\nContent-Type: text/turtle\r\n\r\n<a:a> <a:b> 1 .\r\n'
    return lambda _: (part * count + "--b--\r\n").encode()


_GRAPHS: dict[str, tuple[Callable[[Around], bytes], str, frozenset[int]]] = {
    "triple terms in N-Triples": (_deep("<<( <a:a> <a:b> ", "<a:c>", " )>>", "<a:a> <a:b> @ ."), _TRIPLES, NOT_TAKEN),
    "triple terms in Turtle": (_deep("<<( <a:a> <a:b> ", "<a:c>", " )>>", "<a:a> <a:b> @ ."), _TURTLE, NOT_TAKEN),
    "reified triples in Turtle": (_deep("<< <a:a> <a:b> ", "<a:c>", " >>", "@ <a:b> <a:c> ."), _TURTLE, NOT_TAKEN),
    "annotations in Turtle": (_deep("{| <a:b> <a:c> ", "", " |}", "<a:a> <a:b> <a:c> @ ."), _TURTLE, NOT_TAKEN),
    "blank nodes in Turtle": (_deep("[ <a:b> ", "1", " ]", "<a:a> <a:b> @ ."), _TURTLE, UPLOADED),
    "collections in Turtle": (_deep("(", "1", ")", "<a:a> <a:b> @ ."), _TURTLE, UPLOADED),
    "collections never closed": (_long("<a:a> <a:b> ", "(", "", DEEP), _TURTLE, NOT_TAKEN),
    "objects in JSON-LD": (_deep('{"a:b":', '"c"', "}", depth=10_000), _JSON, NOT_TAKEN),
    "more objects in JSON-LD": (_deep('{"a:b":', '"c"', "}"), _JSON, NOT_TAKEN),
    "arrays in JSON-LD": (_deep("[", "", "]", depth=10_000), _JSON, UPLOADED),
    "contexts in JSON-LD": (_deep('{"@context":{"a":"http://a/"},"a:b":', '"c"', "}", depth=5_000), _JSON, UPLOADED),
    "terms of one another in JSON-LD": (
        lambda _: ('{"@context":{' + ",".join(f'"t{n}":"t{n + 1}:x"' for n in range(20_000)) + '},"t0":"c"}').encode(),
        _JSON,
        UPLOADED,
    ),
    "elements in RDF/XML": (
        _deep("<rdf:Description><a:b>", "", "</a:b></rdf:Description>", f"<rdf:RDF {_RDF}>@</rdf:RDF>"),
        _XML,
        UPLOADED,
    ),
    "entities of entities in RDF/XML": (_laughs(12, 20), _XML, NOT_TAKEN),
    "a long entity used often in RDF/XML": (_one_entity(300_000, 300_000), _XML, NOT_TAKEN),
    "attributes in RDF/XML": (
        lambda _: (f"<rdf:RDF {_RDF}><rdf:Description " + " ".join(f'a:b{n}="1"' for n in range(100_000)) + "/></rdf:RDF>").encode(),
        _XML,
        UPLOADED,
    ),
    "a literal of 60 MB": (_long('<a:a> <a:b> "', "a", '" .', 60 << 20), _TRIPLES, UPLOADED),
    "an IRI of 20 MB": (_long("<a:a> <a:b> <a:", "a", "> .", 20 << 20), _TRIPLES, UPLOADED),
    "many triples": (
        lambda _: "".join(f"<a:{n}> <a:b> {n} .\n" for n in range(1_500_000)).encode(), _TURTLE, UPLOADED),
    "prefixes": (lambda _: "".join(f"@prefix p{n}: <a:{n}> .\n" for n in range(300_000)).encode(), _TURTLE, UPLOADED),
    "bytes that are no text": (lambda _: bytes(range(256)) * 40_000, _TURTLE, NOT_TAKEN),
}  # fmt: skip


def bombs() -> list[Bomb]:
    """Graphs that are deep, wide or packed; bodies that are larger than any that is read."""
    made = [
        Bomb("uploads", name, upload(body, media), statuses, writes=True)
        for name, (body, media, statuses) in _GRAPHS.items()
    ]
    packed = {"Content_Encoding": "gzip"}
    gzipped = {"Content-Encoding": "gzip"}
    made += [
        Bomb("bodies", "gzip of 1 GB", upload(_zeros(1 << 30), _TURTLE, **packed), _TOO_LARGE | {504}, writes=True),
        Bomb("bodies", "gzip of gzip", upload(_zeros(1 << 30, times=2), _TURTLE, Content_Encoding="gzip, gzip"),
             _TOO_LARGE | {400, 415}, writes=True),
        Bomb("bodies", "gzip cut off", upload(lambda a: _zeros(1 << 20)(a)[:-20], _TURTLE, **packed), REFUSED | {415}, writes=True),
        Bomb("bodies", "gzip that is none", upload(lambda _: b"\x1f\x8bno", _TURTLE, **packed), REFUSED | {415}, writes=True),
        Bomb("bodies", "gzip of 1 GB to no token", _body(_TURTLE, _zeros(1 << 30), **gzipped), frozenset({401, 403, 413, 415})),
        Bomb("bodies", "gzipped query of 1 GB", _body(QUERY, _zeros(1 << 30), **gzipped), _TOO_LARGE | {400, 415}),
        Bomb("bodies", "upload over the bound", upload(lambda _: b"\n" * (BOUND + 1), _TURTLE), _TOO_LARGE, writes=True),
        Bomb("bodies", "query over the bound", _body(QUERY, lambda _: b" " * (BOUND + 1)), _TOO_LARGE),
        Bomb("bodies", "update over the bound to no token", _body(UPDATE, lambda _: b" " * (BOUND + 1)),
             frozenset({401, 403, 413})),
        Bomb("bodies", "form over the bound", _body(_FORM, lambda _: b"query=" + b"%20" * (BOUND // 3)), _TOO_LARGE),
        Bomb("bodies", "form of many fields", _body(_FORM, lambda _: b"a=&" * 300_000 + b"query=ASK{}"), frozenset({200, 400, 413})),
        Bomb("bodies", "multipart of many parts", upload(_parts(100_000), "multipart/form-data; boundary=b", method="POST"),
             UPLOADED, writes=True),
        Bomb("bodies", "percent signs", _body(_FORM, lambda _: b"query=" + b"%" * 900_000), frozenset({400, 413})),
    ]  # fmt: skip
    return made
