"""kill -9 of a sender in the middle, again and again: nothing twice, nothing lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from leadminer.app import App
from tests.factories.conversations import messages, outreach_config
from tests.factories.mail_sink import Sink, mail_sink
from tests.integration.conversations.test_send import queue

PEOPLE = 60
KILLS = 6
SENDER = """
import sys
from datetime import timedelta
from leadminer.base.clock import FixedClock
from leadminer.flow.converse import send_due
from leadminer.store import open_engine
from tests.factories.conversations import outreach_config
from datetime import datetime
url, port, key, now = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
send_due(open_engine(url), outreach_config(int(port)), FixedClock(datetime.fromisoformat(now)),
         hash_key=bytes.fromhex(key))
"""


def run_sender(app: App, url: str, sink: Sink, *, kill_after: int, pause: float) -> bool:
    """A sender in a process of its own; killed when `kill_after` more mails are in (0: never).

    Returns whether it came to its end.
    """
    arguments = [url, str(sink.port), app.hash_key.hex(), app.clock.now().isoformat()]
    with subprocess.Popen(
        [sys.executable, "-c", SENDER, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        text=True,
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        if not kill_after:
            return process.wait(timeout=60) == 0
        goal = len(sink.raw) + kill_after
        while len(sink.raw) < goal and process.poll() is None:
            time.sleep(0.001)
        time.sleep(pause)
        process.kill()
        return False


def test_a_killed_sender_sends_nothing_twice_and_loses_nothing(app: App, database_url: str) -> None:
    rng = random.Random(7)
    with mail_sink() as sink:
        sink.data_answer = lambda _content: time.sleep(0.004) or "250 ok"
        queue(app, outreach_config(sink.port), people=PEOPLE)
        for number in range(KILLS + 1):
            app.clock.advance(timedelta(hours=1))  # the leases of the dead are over
            kill_after = rng.randint(1, 8) if number < KILLS else 0
            ended = run_sender(
                app, database_url, sink, kill_after=kill_after, pause=rng.random() * 0.02
            )
        assert ended
        arrived = Counter(sink.ids)
    with app.read() as session:
        rows = messages(session)
        session.expunge_all()
    assert max(arrived.values()) == 1, "sent twice"
    by_state = Counter(row.state for row in rows)
    assert set(by_state) <= {"handed", "uncertain"}
    assert by_state["uncertain"] <= KILLS  # one connection each
    lost = [row.id for row in rows if row.state == "handed" and row.message_id not in arrived]
    assert lost == []
    known = {row.message_id for row in rows}
    assert set(arrived) <= known
