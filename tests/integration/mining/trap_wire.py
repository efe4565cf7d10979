"""What a server can do wrong below the page: each takes the connection and does it."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable

from tests.integration.mining.trap_pages import shell

Wire = Callable[[socket.socket, threading.Event], None]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_BODY = shell("<p>nothing here</p>").encode()


def drip_head(link: socket.socket, over: threading.Event) -> None:
    """A head that comes a byte at a time and never ends."""
    link.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not over.wait(0.3):
        link.sendall(b"a")


def drip_body(link: socket.socket, over: threading.Event) -> None:
    """A body that comes a byte at a time."""
    link.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    while not over.wait(0.3):
        link.sendall(b" ")


def silent(link: socket.socket, over: threading.Event) -> None:
    """No answer at all, and the connection stays."""
    over.wait(120)


def too_short(link: socket.socket, over: threading.Event) -> None:
    """More is promised than comes."""
    link.sendall(HEAD + b"Content-Length: 90000\r\n\r\n" + _BODY)


def too_long(link: socket.socket, over: threading.Event) -> None:
    """More comes than was promised: the rest must not be taken for another answer."""
    fake = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake"
    link.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(_BODY) + _BODY + fake * 20)


def giant(link: socket.socket, over: threading.Event) -> None:
    """Five gigabytes are promised."""
    link.sendall(HEAD + b"Content-Length: 5000000000\r\n\r\n" + _BODY)
    over.wait(60)


def part_of_giant(link: socket.socket, over: threading.Event) -> None:
    """A part nobody asked for, of nine gigabytes."""
    link.sendall(
        b"HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\n"
        b"Content-Range: bytes 0-9000000000/9000000001\r\nContent-Length: 9000000001\r\n\r\n"
    )
    over.wait(60)


def endless_chunks(link: socket.socket, over: threading.Event) -> None:
    """Chunks without end."""
    link.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"10000\r\n" + b"<p>drum</p>".ljust(0x10000) + b"\r\n"
    while not over.is_set():
        link.sendall(chunk)


def bad_chunks(link: socket.socket, over: threading.Event) -> None:
    """Chunks of a size that is none."""
    link.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n-5\r\n")


def chunk_line(link: socket.socket, over: threading.Event) -> None:
    """A chunk's size line without end."""
    link.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        link.sendall(b"0" * 65536)


def old_answer(link: socket.socket, over: threading.Event) -> None:
    """HTTP/0.9: a page without a head."""
    link.sendall(_BODY)


def nothing(link: socket.socket, over: threading.Event) -> None:
    """The connection is closed."""


def half_head(link: socket.socket, over: threading.Event) -> None:
    """Closed within the head."""
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Ty")


def reset(link: socket.socket, over: threading.Event) -> None:
    """Broken off hard."""
    link.sendall(HEAD)
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def many_heads(link: socket.socket, over: threading.Event) -> None:
    """Header lines without end."""
    link.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.is_set():
        link.sendall(b"X-Flood: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 1000)


def long_head(link: socket.socket, over: threading.Event) -> None:
    """One header line without end."""
    link.sendall(b"HTTP/1.1 200 OK\r\nX-Flood: ")
    while not over.is_set():
        link.sendall(b"a" * 65536)


def hints(link: socket.socket, over: threading.Event) -> None:
    """Informational answers without end, and never the answer."""
    while not over.is_set():
        link.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
        over.wait(0.001)


def switching(link: socket.socket, over: threading.Event) -> None:
    """Another protocol, unasked."""
    link.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: foo\r\nConnection: upgrade\r\n\r\n")
    over.wait(30)


def two_lengths(link: socket.socket, over: threading.Event) -> None:
    """Two lengths that differ."""
    link.sendall(HEAD + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n123456789")


def both_lengths(link: socket.socket, over: threading.Event) -> None:
    """A length and chunks."""
    link.sendall(
        HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    )


def no_number(link: socket.socket, over: threading.Event) -> None:
    """A status that is none."""
    link.sendall(b"HTTP/1.1 abc Never\r\nContent-Length: 0\r\n\r\n")


def minus(link: socket.socket, over: threading.Event) -> None:
    """A length below nothing."""
    link.sendall(HEAD + b"Content-Length: -10\r\n\r\n" + _BODY)


def noise(link: socket.socket, over: threading.Event) -> None:
    """Bytes that are no HTTP."""
    link.sendall(bytes(range(256)) * 400)


def events(link: socket.socket, over: threading.Event) -> None:
    """A stream of events for ever, called a page."""
    link.sendall(HEAD + b"\r\n")
    while not over.wait(0.2):
        link.sendall(b"data: <p>tick</p>\n\n")


def injected(link: socket.socket, over: threading.Event) -> None:
    """A redirect with a line break and a head of its own in its target."""
    link.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: /closed/7\r\n\tX: y\r\nLocation: /closed/8\r\n"
        b"Content-Length: 0\r\n\r\n"
    )


def tiny_chunks(link: socket.socket, body: bytes) -> None:
    """An honest page in chunks of seven bytes."""
    link.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    for start in range(0, len(body), 7):
        piece = body[start : start + 7]
        link.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
    link.sendall(b"0\r\n\r\n")


WIRES: dict[str, Wire] = {
    wire.__name__: wire
    for wire in (
        drip_head, drip_body, silent, too_short, too_long, giant, part_of_giant, endless_chunks,
        bad_chunks, chunk_line, old_answer, nothing, half_head, reset, many_heads, long_head,
        hints, switching, two_lengths, both_lengths, no_number, minus, noise, events, injected,
    )
}  # fmt: skip
