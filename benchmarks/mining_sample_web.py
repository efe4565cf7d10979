"""Reads the sample web and prints recall, requests per record and pages per second.

usage: python benchmarks/mining_sample_web.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import unquote

from leadminer.app import open_app
from leadminer.demo.site.gold import gold_companies, gold_posts
from leadminer.demo.site.server import serve_site
from leadminer.flow import mine
from leadminer.signals import queries
from leadminer.workspace import create_workspace


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace(Path(folder) / "w")
        with serve_site() as site, open_app(workspace.root) as app:
            for spider, url in (("qa", site.qa_url), ("directory", site.directory_url)):
                options = {"allow_private": True, "delay_seconds": 0}
                with app.begin() as session:
                    run = mine.queue_run(
                        session, clock=app.clock, spider=spider, url=url, options=options
                    )
                ended = mine.execute_run(
                    app.engine, app.workspace, app.config, app.clock, run.id or 0
                )
                assert ended.started_at and ended.ended_at
                seconds = (ended.ended_at - ended.started_at).total_seconds()
                print(
                    f"{spider}: {ended.outcome}, {ended.pages} pages in {seconds:.1f} s"
                    f" ({ended.pages / seconds:.0f} a second),"
                    f" {ended.requests / max(1, ended.signals_seen):.2f} requests a record"
                )
            with app.read() as session:
                found = {unquote(signal.url) for signal in queries.each_signal(session)}
            gold = {unquote(g.url) for g in gold_posts(site.qa_url, now=site.now)}
            gold |= {unquote(g.url) for g in gold_companies(site.directory_url)}
            print(
                f"recall {len(found & gold) / len(gold):.4f}, beside the gold {len(found - gold)}"
            )


if __name__ == "__main__":
    main()
