"""How fast a crawl is beside a bare Scrapy crawl of the same server at the same politeness:
python benchmarks/mining_speed.py [DELAY] [TOPICS]

Bare Scrapy: one request at a time, the same delay without jitter, a link extractor and nothing
else. Prints pages a second of both, their ratio, and our processor milliseconds a page.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from leadminer.app import open_app
from leadminer.flow import mine
from leadminer.workspace import create_workspace
from tests.integration.mining.small_web import forum, served

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import sys, time
import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1]]
    def parse(self, response):
        for link in LinkExtractor(allow=r"/topic/").extract_links(response):
            yield scrapy.Request(link.url, self.parse)
process = CrawlerProcess({
    "LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": float(sys.argv[2]),
    "RANDOMIZE_DOWNLOAD_DELAY": False, "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "TELNETCONSOLE_ENABLED": False,
})
crawler = process.create_crawler(Bare)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("response_received_count"),
      crawler.stats.get_value("elapsed_time_seconds"))
"""


def main() -> None:
    """Both crawls, one after the other."""
    delay = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    topics = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    came: list[float] = []

    def site(path: str, count: int):  # type: ignore[no-untyped-def]
        came.append(time.monotonic())
        return forum(path, count, topics=topics)

    with served(site) as (url, _), tempfile.TemporaryDirectory() as folder:
        bare_spider = Path(folder) / "bare.py"  # Scrapy reads the source of a spider's callbacks
        bare_spider.write_text(BARE, "utf-8")
        told = subprocess.run(
            [sys.executable, str(bare_spider), url + "/", str(delay)], check=True,
            env=_environment(), capture_output=True, text=True,
        )  # fmt: skip
        assert "ERROR" not in told.stderr, told.stderr[-2000:]
    bare = _rate(came)
    came.clear()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with (
        served(site) as (url, _),
        tempfile.TemporaryDirectory() as folder,
        open_app(create_workspace(Path(folder) / "w").root) as app,
    ):
        options = {"allow_private": True, "delay_seconds": delay}
        with app.begin() as session:
            run = mine.queue_run(session, clock=app.clock, spider="qa", url=url, options=options)
        assert run.id is not None
        ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id)
    ours = _rate(came)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    gaps = sorted(b - a for a, b in pairwise(came))
    print(f"delay {delay} s: bare {bare:.3f} pages/s, ours {ours:.3f} pages/s, ratio"
          f" {ours / bare:.3f}; smallest gap {gaps[0]:.4f} s")  # fmt: skip
    print(f"processor {1000 * used / max(1, ended.pages):.1f} ms a page with start-up,"
          f" {ended.pages} pages, {ended.signals_new} signals")  # fmt: skip


def _rate(came: list[float]) -> float:
    return (len(came) - 1) / (came[-1] - came[0])


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    main()
