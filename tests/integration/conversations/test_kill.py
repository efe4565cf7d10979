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
from tests.factories.mail_sink import mail_sink
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


def test_a_killed_sender_sends_nothing_twice_and_loses_nothing(app: App, database_url: str) -> None:
    rng = random.Random(7)
    with mail_sink() as sink:
        sink.data_answer = lambda _content: time.sleep(0.004) or "250 ok"
        queue(app, outreach_config(sink.port), people=PEOPLE)
        for kills in range(200):
            app.clock.advance(timedelta(hours=1))  # leases of the dead are over
            process = subprocess.Popen(
                [
                    *(sys.executable, "-c", SENDER, database_url, str(sink.port)),
                    *(app.hash_key.hex(), app.clock.now().isoformat()),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=Path(__file__).parents[3],
                text=True,
            )
            assert process.stdin is not None and process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            if kills < KILLS:
                before = len(sink.raw)
                while len(sink.raw) < before + rng.randint(1, 8) and process.poll() is None:
                    time.sleep(0.001)
                time.sleep(rng.random() * 0.02)
                process.kill()
                process.wait()
            else:
                assert process.wait(timeout=60) == 0
                break
            process.stdin.close()
            process.stdout.close()
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
