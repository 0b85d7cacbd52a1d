"""What servers, networks and people do while papers are fetched, and what comes of it.

The numbers are those of the table in docs/fetch.md.
"""

from __future__ import annotations

from paperreader.api import load
from tests.fetch.conftest import Fetch
from tests.fetch.papers import hf_day
from tests.fetch.site_server import SiteServer, reply

DAY = "hf:2026-08-20"
THIRTY = hf_day(*range(30))


def test_01_an_answer_becomes_one_file_byte_for_byte(fetch: Fetch, site: SiteServer) -> None:
    site.plan("daily_papers", reply(THIRTY, ETag='"v1"'))
    fetched = fetch(DAY)
    assert fetched.files == ["hf/2026/2026-08-20.json"]
    assert (fetched.dumps / fetched.files[0]).read_bytes() == THIRTY
    assert len(load(fetched.dumps)) == 30
    assert fetched.ended[:3] == (30, 30, ())
    assert [asked.target for asked in site.asked] == ["/huggingface.co/api/daily_papers?date=2026-08-20&limit=100"]


def test_02_what_has_not_changed_is_asked_once_and_not_written(fetch: Fetch, site: SiteServer) -> None:
    site.plan(
        "daily_papers", reply(THIRTY, ETag='W/"v 1"', Last_Modified="yesterday"), reply(status="304 Not Modified")
    )
    fetch(DAY)
    again = fetch(DAY, again=True)
    assert (again.only.outcome, len(again.files), len(site.asked)) == ("nothing", 1, 2)
    sent = site.asked[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"v 1"', "yesterday")
