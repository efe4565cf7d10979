"""`leadminer serve` and `leadminer work`."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add these commands to the top level."""
    app.command("serve")(serve)
    app.command("work")(work)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; default: web.host.")] = "",
    port: Annotated[int, typer.Option(help="Port; default: web.port; 0: any free.")] = -1,
) -> None:
    """Run everything in one command: console, clock and workers. Stop it with Ctrl-C.

    Example: leadminer serve --port 8080
    """
    from leadminer.cli.opening import opened
    from leadminer.web.server import serve_web
    from leadminer.work import Service, single_service

    with opened() as app, single_service(app):
        service = Service(app)
        service.start()
        try:
            serve_web(
                app,
                host=host or app.config.web.host,
                port=app.config.web.port if port < 0 else port,
                on_ready=lambda url: typer.echo(f"leadminer console: {url}"),
            )
        finally:
            service.stop()


def work() -> None:
    """Run workers only; as many as you like, on as many machines, on PostgreSQL.

    Example: LEADMINER_WORKSPACE=/srv/leads leadminer work
    """
    import signal
    import threading

    from leadminer.base.errors import Conflict
    from leadminer.cli.opening import opened
    from leadminer.work import Service

    with opened() as app:
        if app.engine.dialect.name == "sqlite":
            raise Conflict(
                "SQLite has its workers inside `leadminer serve`; `work` is for PostgreSQL"
            )
        done = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: done.set())
        service = Service(app)
        service.start()
        typer.echo("working; stop with Ctrl-C")
        done.wait()
        service.stop()
