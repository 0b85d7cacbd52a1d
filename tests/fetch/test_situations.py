"""What servers do while papers are fetched, and what comes of it.

The numbers are those of the table in docs/fetch.md. `site` looks after each test whether a site was asked too soon.
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
from email.utils import formatdate
from typing import Any

import pytest

from paperreader.api import load
from paperreader.fetch.events import SourceNote, SourceWaiting
from paperreader.fetch.fetch_options import Limits
from tests.fetch.conftest import Fetch, Fetched
from tests.fetch.papers import hf_day, hf_paper
from tests.fetch.site_server import CLOSE, RESET, Asked, FakeClock, Script, SiteServer, Step, reply

DAY = "hf:2026-08-20"
DAILY = "daily_papers"
THIRTY = hf_day(*range(30))
MEGABYTE = 1 << 20
QUICK = Limits(read=0.4, whole=0.8)


def waits(fetched: Fetched) -> list[float]:
    return [event.seconds for event in fetched.events if isinstance(event, SourceWaiting)]


def test_01_an_answer_becomes_one_file_byte_for_byte(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY, ETag='"v1"'))
    fetched = fetch(DAY)
    assert fetched.files == ["hf/2026/2026-08-20.json"]
    assert (fetched.dumps / fetched.files[0]).read_bytes() == THIRTY
    assert len(load(fetched.dumps)) == 30
    assert fetched.ended[:3] == (30, 30, ())
    assert [asked.target for asked in site.asked] == ["/huggingface.co/api/daily_papers?date=2026-08-20&limit=100"]


def test_02_what_has_not_changed_is_asked_once_and_not_written(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY, ETag='W/"v é"', Last_Modified="yesterday"), reply(status="304 Not Modified"))
    fetch(DAY)
    again = fetch(DAY, again=True)
    assert (again.only.outcome, len(again.files), len(site.asked)) == ("nothing", 1, 2)
    sent = site.asked[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"v é"', "yesterday")


def test_02_without_its_dump_an_answer_is_asked_for_whole(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY, ETag='"v1"'))
    fetched = fetch(DAY)
    (fetched.dumps / fetched.files[0]).unlink()
    fetch(DAY, again=True)
    assert "if-none-match" not in site.asked[1].headers


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({"Retry_After": "7"}, 7),
        ({"Retry_After": formatdate(1787313600 + 7, usegmt=True)}, 7),
        ({"RateLimit": '"api";r=0;t=55'}, 56),
    ],
)
def test_03_a_server_is_left_alone_for_as_long_as_it_wants(
    fetch: Fetch, site: SiteServer, told: dict[str, Any], seconds: float
) -> None:
    site.plan(DAILY, reply(status="429 Too Many Requests", **told), reply(THIRTY))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, waits(fetched)) == ("new", [seconds])
    assert site.asked[1].at - site.asked[0].at == pytest.approx(seconds)


def test_03_a_limit_that_is_used_up_is_waited_for(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(b"[]", RateLimit='"api";r=0;t=40'), reply(THIRTY, RateLimit='"api";r=9;t=300'))
    fetched = fetch("hf")
    assert (fetched.only.outcome, waits(fetched)) == ("new", [41.0])
    assert site.asked[1].at - site.asked[0].at == pytest.approx(41)


def test_04_a_long_wait_is_kept_and_not_waited_for(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan(DAILY, reply(status="429 Too Many Requests", Retry_After="3600"), reply(THIRTY))
    failed = fetch(DAY)
    assert (failed.only.outcome, failed.only.again) == ("failed", "2026-08-21T13:00:00Z")
    clock.moment += 3500
    assert [fetch(DAY).only.outcome, fetch(DAY, again=True).only.outcome] == ["skipped", "skipped"]
    assert len(site.asked) == 1
    clock.moment += 110
    assert fetch(DAY).only.outcome == "new"


@pytest.mark.parametrize("told", ["99999999999999", formatdate(9e10, usegmt=True)])
def test_04_at_most_a_month_is_believed(fetch: Fetch, site: SiteServer, told: str) -> None:
    site.plan(DAILY, reply(status="429 Too Many Requests", Retry_After=told))
    failed = fetch(DAY)
    assert (failed.only.outcome, failed.only.again) == ("failed", "2026-09-21T12:00:00Z")


@pytest.mark.parametrize("told", [{"Retry_After": "²"}, {"RateLimit": f"r={'9' * 5000}"}, {"Date": "¼"}])
def test_04_numbers_that_are_none_are_passed_over(fetch: Fetch, site: SiteServer, told: dict[str, Any]) -> None:
    site.plan(DAILY, reply(status="503 Service Unavailable", **told), reply(THIRTY, **told))
    assert fetch(DAY).only.outcome == "new"


def test_04_an_error_counts_though_its_words_are_cut(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(b"Rate", length=99, status="429 Too Many Requests", Retry_After="3600"))
    failed = fetch(DAY)
    assert (failed.only.again, len(site.asked)) == ("2026-08-21T13:00:00Z", 1)
    assert "Rate" in failed.only.what


def test_05_too_many_requests_without_more_words_means_an_hour(
    fetch: Fetch, site: SiteServer, clock: FakeClock
) -> None:
    site.plan("export.arxiv.org", reply(b"Rate exceeded.", status="429 Too Many Requests"))
    site.plan(DAILY, reply(THIRTY))
    fetched = fetch("arxiv search: all:gardens", DAY)
    assert (fetched.sources["arxiv search: all:gardens"].outcome, fetched.sources[DAY].outcome) == ("failed", "new")
    assert "Rate exceeded." in fetched.sources["arxiv search: all:gardens"].what
    assert len(site.asked) == 4
    clock.moment += 3500
    assert fetch("arxiv search: all:gardens", again=True).only.outcome == "skipped"


def test_06_a_passing_fault_is_told_as_progress_only(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, *[reply(status="503 Service Unavailable")] * 2, reply(THIRTY))
    fetched = fetch(DAY)
    first, second = waits(fetched)
    assert fetched.only.outcome == "new"
    assert (1 <= first <= 2, 2 <= second <= 4) == (True, True)


CUT = THIRTY[: len(THIRTY) // 2]
RSS_CUT = b'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item><title>Half of a tit'
RSS_HALF = RSS_CUT.decode().replace(
    "<item>", f"<item><title>A Garden of Papers in Two Halves</title></item>{' ' * 99}<item>"
)
RSS_WHOLE = f"{RSS_HALF}le</title></item></channel></rss>"
PACKED = gzip.compress(THIRTY)
NOT_WHOLE = {
    "07 shorter than its length": (DAY, DAILY, reply(CUT, length=len(THIRTY))),
    "07 reset": (DAY, DAILY, [*reply(CUT, length=len(THIRTY))[:1], 0.05, RESET]),
    "08 JSON without length": (DAY, DAILY, reply(CUT, Content_Length="")),
    "08 XML without length": ("https://a.example/feed", "a.example", reply(RSS_CUT, Content_Length="")),
    "08 XML in UTF-16": ("https://a.example/feed", "a.example", reply(RSS_HALF.encode("utf-16"))),
    "08 XML in UTF-16 without a mark": ("https://a.example/feed", "a.example", reply(RSS_HALF.encode("utf-16-le"))),
    "08 JSON in UTF-16": (DAY, DAILY, reply(CUT.decode().encode("utf-16"))),
    "08 a packed file": ("https://a.example/feed.gz", "a.example", reply(gzip.compress(RSS_WHOLE.encode())[:-20])),
    "09 gzip cut, length right": (DAY, DAILY, reply(PACKED[:600], Content_Encoding="gzip")),
    "09 gzip that is none": (DAY, DAILY, reply(THIRTY, Content_Encoding="gzip")),
    "16 no bytes": (DAY, DAILY, reply(b"")),
}


@pytest.mark.parametrize("name", NOT_WHOLE)
def test_07_08_09_16_a_part_is_never_taken_for_the_whole(fetch: Fetch, site: SiteServer, name: str) -> None:
    source, part, script = NOT_WHOLE[name]
    site.plan(part, script)
    fetched = fetch(source)
    assert (fetched.only.outcome, fetched.files, len(site.asked)) == ("failed", [], 3)
    assert fetched.hidden in (["lock", "refused", "state.json"], ["lock", "state.json"])


@pytest.mark.parametrize("name", [name for name, (source, *_) in NOT_WHOLE.items() if source == DAY])
def test_07_08_09_what_is_whole_at_the_second_time_is_kept(fetch: Fetch, site: SiteServer, name: str) -> None:
    site.plan(DAILY, NOT_WHOLE[name][2], reply(THIRTY))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, len(load(fetched.dumps)), len(site.asked)) == ("new", 30, 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig", "latin-1"])
def test_08_a_whole_answer_is_kept_in_its_encoding(fetch: Fetch, site: SiteServer, encoding: str) -> None:
    body = RSS_WHOLE.encode(encoding)
    site.plan("a.example", reply(body))
    fetched = fetch("https://a.example/feed")
    assert fetched.files == ["a.example-feed/2026/2026-08-21.xml"]
    assert (fetched.dumps / fetched.files[0]).read_bytes() == body
    assert len(load(fetched.dumps)) == 2


@pytest.mark.parametrize(
    ("body", "papers"),
    [(RSS_WHOLE + f"<!-- {'made by a cache ' * 2000} -->", 2), ('<feed xmlns="http://www.w3.org/2005/Atom"/>\n', 0)],
)
def test_08_a_whole_answer_may_end_in_a_comment_or_be_one_empty_element(
    fetch: Fetch, site: SiteServer, body: str, papers: int
) -> None:
    site.plan("a.example", reply(body.encode()))
    fetched = fetch("https://a.example/feed")
    assert (fetched.ended.papers, fetched.ended.failed) == (papers, ())


def test_08_an_answer_that_is_refused_is_kept_for_check(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(CUT, Content_Length=""))
    for _ in range(6):
        fetched = fetch(DAY, again=True)
    kept = sorted((fetched.dumps / ".fetch" / "refused").iterdir())
    assert len(kept) == 5
    assert kept[0].read_bytes() == CUT


def test_08_a_failure_empties_nothing(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY), reply(CUT, Content_Length=""))
    fetch(DAY)
    assert len(load(fetch(DAY, again=True).dumps)) == 30


def test_09_an_answer_is_unpacked(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(PACKED, Content_Encoding="gzip"))
    fetched = fetch(DAY)
    assert (fetched.dumps / fetched.files[0]).read_bytes() == THIRTY


def test_10_the_content_tells_what_it_is(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(THIRTY, Content_Type="text/plain"))
    assert fetch(DAY).only.outcome == "new"


def test_11_a_web_page_is_told_by_its_title(fetch: Fetch, site: SiteServer) -> None:
    page = b"<!doctype html><html><head><title>Sign in</title></head><body><form></form></body></html>"
    site.plan(DAILY, reply(page, Content_Type="text/html"))
    fetched = fetch(DAY)
    assert (fetched.only.what, fetched.only.hint) == ("a web page came: Sign in", "a captive portal, or a log-in?")
    assert (len(site.asked), fetched.files) == (1, [])


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/login?next=%2Fapi", "huggingface.co redirects to https://huggingface.co/login"),
        ("/users/sign_in.html", "huggingface.co redirects to https://huggingface.co/users/sign_in.html"),
        ("https://evil.example/steal", "huggingface.co redirects to https://evil.example/steal"),
        ("http://huggingface.co/api", "huggingface.co redirects to http://huggingface.co/api"),
        ("/api/daily_papers?date=2026-08-20&limit=100", "huggingface.co redirects in a circle"),
        (" ", "huggingface.co redirects in a circle"),
    ],
)
def test_12_a_redirection_leads_nowhere_else(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch, location: str, told: str
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    site.plan(DAILY, reply(status="302 Found", Location=location))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, fetched.only.what, fetched.files) == ("failed", told, [])
    assert [asked.host for asked in site.asked] == ["huggingface.co"]
    assert site.asked[0].headers["authorization"] == "Bearer hf_secret"


def test_12_a_redirection_within_the_site_is_followed_without_the_key(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    site.plan(DAILY, reply(status="301 Moved Permanently", Location="https://api.huggingface.co/new"))
    site.plan("api.huggingface.co", reply(THIRTY))
    assert fetch(DAY).only.outcome == "new"
    assert "authorization" not in site.asked[1].headers


def test_12_a_page_of_authors_is_no_login(fetch: Fetch, site: SiteServer) -> None:
    site.plan("a.example/feed", reply(status="301 Moved Permanently", Location="/authors/ssoar/feed"))
    site.plan("a.example/authors", reply(RSS_WHOLE.encode()))
    assert fetch("https://a.example/feed").only.outcome == "new"


def _slowly(_: Asked) -> list[Step]:
    head, _close = reply(THIRTY)
    assert isinstance(head, bytes)
    return [head[:-300], *(step for sign in head[-300:] for step in (0.05, bytes([sign]))), CLOSE]


def _slow_headers(_: Asked) -> list[Step]:
    return [b"HTTP/1.1 200 OK\r\n", *(step for sign in b"X-A: 1\r\n" * 100 for step in (0.05, bytes([sign])))]


@pytest.mark.parametrize("script", [_slowly, _slow_headers, [*reply(THIRTY, length=len(THIRTY) + 9)[:1], 9.0], [9.0]])
def test_13_a_slow_answer_ends_at_the_deadline(fetch: Fetch, site: SiteServer, script: list[Step]) -> None:
    import time

    site.plan(DAILY, script)
    begun = time.monotonic()
    fetched = fetch(DAY, limits=QUICK)
    assert "no answer in time" in fetched.only.what
    assert (len(site.asked), fetched.files) == (1, [])
    assert time.monotonic() - begun < QUICK.whole + 4


WITHOUT_IDS = json.dumps([{**hf_paper(1)["paper"], "id": "", "upvotes": 3, "comments": 2}] * 3).encode()


@pytest.mark.parametrize(
    "body",
    [b'{"papers": ' + THIRTY + b', "next": "page2"}', b'{"error": "no such day"}', WITHOUT_IDS, b'[{"name": "x"}]'],
)
def test_14_an_unknown_answer_is_refused(fetch: Fetch, site: SiteServer, body: bytes) -> None:
    site.plan(DAILY, reply(body))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, fetched.files, len(site.asked)) == ("failed", [], 1)
    assert "a newer paperreader may know it" in fetched.only.hint


def test_14_fields_that_nobody_knows_are_accepted(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(json.dumps([hf_paper(1, newField={"a": [1]})]).encode()))
    assert fetch(DAY).only.outcome == "new"


HUNDRED = hf_day(*range(100))


def test_15_a_repeated_page_ends_the_pages(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(HUNDRED))
    fetched = fetch(DAY)
    assert (fetched.ended.papers, len(load(fetched.dumps)), len(site.asked)) == (100, 100, 2)


def test_15_a_page_without_papers_is_no_dump(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(HUNDRED), reply(b"[]"))
    fetched = fetch(DAY)
    assert (fetched.files, len(site.asked)) == (["hf/2026/2026-08-20.json"], 2)


def test_15_pages_come_in_together(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(HUNDRED), reply(hf_day(*range(100, 130))))
    fetched = fetch(DAY)
    assert fetched.files == ["hf/2026/2026-08-20/1.json", "hf/2026/2026-08-20/2.json"]
    assert len(load(fetched.dumps)) == 130


def test_15_pages_come_in_together_or_not_at_all(fetch: Fetch, site: SiteServer) -> None:
    site.plan(DAILY, reply(HUNDRED), reply(status="404 Not Found"))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, fetched.files) == ("failed", [])
    assert fetched.hidden == ["lock", "state.json"]


def test_16_an_empty_day_is_asked_once(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan(DAILY, reply(b"[]"))
    fetched = fetch("hf")
    assert (fetched.only.outcome, fetched.files, fetched.ended.failed) == ("nothing", [], ())
    clock.moment += 7 * 3600
    fetch("hf")
    days = [asked.target[-20:-10] for asked in site.asked]
    assert days == ["2026-08-18", "2026-08-19", "2026-08-20", "2026-08-21", "2026-08-21"]


def test_18_the_day_is_that_of_the_server(fetch: Fetch, site: SiteServer) -> None:
    site.date_offset = -2 * 86400.0  # this computer's clock is two days ahead
    site.plan(DAILY, reply(b"[]"))
    fetched = fetch("hf")
    assert [asked.target[-20:-10] for asked in site.asked] == ["2026-08-18", "2026-08-19", "2026-08-16", "2026-08-17"]
    notes = [event.text for event in fetched.events if isinstance(event, SourceNote)]
    assert notes == ["the clock of this computer is 48 hours ahead of huggingface.co"]


def test_18_a_clock_that_is_far_off_is_told_in_days(fetch: Fetch, site: SiteServer) -> None:
    site.date_offset = 97.5 * 86400
    site.plan(DAILY, reply(b"[]"))
    notes = [event.text for event in fetch(DAY).events if isinstance(event, SourceNote)]
    assert notes == ["the clock of this computer is 97 days behind huggingface.co"]


def test_18_a_day_that_is_not_there_yet_is_asked_once(fetch: Fetch, site: SiteServer) -> None:
    site.date_offset = -9 * 86400.0
    site.plan(DAILY, reply(b'{"error": "date"}', status="400 Bad Request"), reply(THIRTY))
    fetched = fetch("hf")
    asked = [asked.target[-20:-10] for asked in site.asked]
    assert asked == ["2026-08-18", "2026-08-09", "2026-08-10", "2026-08-11", "2026-08-12"]
    assert fetched.only.outcome == "new"


def test_18_a_day_that_has_not_begun_is_told(fetch: Fetch, site: SiteServer) -> None:
    fetched = fetch("hf:2026-08-22")
    assert (fetched.only.outcome, fetched.only.what) == ("failed", "2026-08-22 has not begun")
    assert site.asked == []


def test_18_a_clock_that_is_put_right_blocks_nothing(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan(DAILY, reply(THIRTY))
    clock.moment += 30 * 86400
    fetch(DAY)
    clock.moment -= 30 * 86400
    assert fetch(DAY).only.outcome == "skipped"
    clock.moment += 6 * 3600
    assert fetch(DAY).only.outcome == "nothing"


@pytest.mark.parametrize(
    ("status", "key", "told"),
    [
        ("401 Unauthorized", "hf_secret", "is the key in HF_TOKEN still valid?"),
        ("403 Forbidden", "", "a key may be needed: set HF_TOKEN"),
    ],
)
def test_22_a_key_that_is_missing_or_wrong_is_told_by_its_variable(  # noqa: PLR0913, PLR0917
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch, status: str, key: str, told: str
) -> None:
    monkeypatch.setenv("HF_TOKEN", key)
    site.plan(DAILY, reply(b'{"error": "denied"}', status=status))
    fetched = fetch(DAY)
    assert (fetched.only.outcome, fetched.only.hint, len(site.asked)) == ("failed", told, 1)
    assert "hf_secret" not in fetched.text


def _endless(_: Asked) -> list[Step]:
    return [b"HTTP/1.1 200 OK\r\n\r\n[", *[b'{"a": "' + b"x" * MEGABYTE + b'"},'] * 20]


def _bomb() -> bytes:
    import zlib

    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(MEGABYTE)) for _ in range(200)), packer.flush()])


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><rss version="2.0"><channel></channel></rss>'
ENDLESS_HEADERS: list[Step] = [b"HTTP/1.1 200 OK\r\n", *[b"X-Header: " + b"x" * 1000 + b"\r\n"] * 3000]
TOO_MUCH: dict[str, tuple[str, str, Script]] = {
    "endless": (DAY, DAILY, _endless),
    "bomb": (DAY, DAILY, reply(_bomb(), Content_Encoding="gzip")),
    "entities": ("https://a.example/feed", "a.example", reply(ENTITIES)),
    "headers": (DAY, DAILY, ENDLESS_HEADERS),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_23_what_does_not_end_is_ended(fetch: Fetch, site: SiteServer, name: str) -> None:
    source, part, script = TOO_MUCH[name]
    site.plan(part, script)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fetched = fetch(source, limits=Limits(2, 5, 10, 15 * MEGABYTE))
    assert (fetched.only.outcome, fetched.files) == ("failed", [])
    if sys.platform == "linux":
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000
