"""How fast mails leave: claim from SQLite, checks, build, hand to a sink, record.

    python benchmarks/outreach_send.py [--mails 500] [--sink aiosmtpd|smtp-sink]

Prints one JSON line. `smtp-sink` (Debian's postfix) is the quicker sink and hides less.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.base.clock import FixedClock
from leadminer.flow import converse
from leadminer.store import open_engine, write
from leadminer.store.metadata import all_metadata
from leadminer.workspace import Workspace, bundled_root
from tests.factories.conversations import make_case, outreach_config
from tests.factories.mail_sink import mail_sink

KEY = b"k" * 32


@contextmanager
def smtp_sink() -> Iterator[int]:
    """Debian's smtp-sink on a free port."""
    path = shutil.which("smtp-sink") or "/usr/sbin/smtp-sink"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen([path, "-u", "postfix", f"127.0.0.1:{port}", "100"])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Queue mails, send them, print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--sink", choices=("aiosmtpd", "smtp-sink"), default="aiosmtpd")
    arguments = parser.parse_args()
    clock = FixedClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/bench.sqlite")
        all_metadata().create_all(engine)
        config = outreach_config(25)
        started = time.perf_counter()
        with write(engine) as session:
            for number in range(arguments.mails):
                make_case(
                    session,
                    KEY,
                    number,
                    now=clock.now(),
                    email=f"p{number}@people.example",
                    consent=True,
                )
        queued = time.perf_counter()
        with write(engine) as session:
            converse.propose_next(
                session,
                clock=clock,
                config=config,
                workspace=Workspace(bundled_root()),
                hash_key=KEY,
                limit=arguments.mails,
            )
        proposed = time.perf_counter()
        with smtp_sink() if arguments.sink == "smtp-sink" else mail_sink() as sink:
            port = sink if isinstance(sink, int) else sink.port
            begun = time.perf_counter()
            result = converse.send_due(engine, outreach_config(port), clock, hash_key=KEY)
            seconds = time.perf_counter() - begun
        engine.dispose()
    line = {
        "mails": result.handed,
        "sink": arguments.sink,
        "set_up_seconds": round(queued - started, 2),
        "propose_per_second": round(arguments.mails / (proposed - queued)),
        "send_per_second": round(result.handed / seconds),
    }
    print(json.dumps(line))


if __name__ == "__main__":
    main()
