"""Running the console with uvicorn on one socket of ours."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from leadminer.app import App
from leadminer.base.errors import Conflict
from leadminer.web import create_web


def serve_web(
    app: App, *, host: str, port: int, on_ready: Callable[[str], None] | None = None
) -> None:
    """Serve until stopped by a signal. `port` 0 takes any free one; `on_ready` gets the address.

    Raises Conflict if the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise Conflict(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --port"
        ) from None
    taken = listener.getsockname()[1]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    config = uvicorn.Config(
        create_web(app), log_level="warning", access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    if on_ready is not None:
        on_ready(f"http://{shown}:{taken}/")
    server.run(sockets=[listener])
