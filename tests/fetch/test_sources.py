"""What each source asks of its site, and which of the answers become dumps."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from paperreader.api import load
from paperreader.errors import PaperReaderError
from paperreader.fetch.events import SourceNote
from paperreader.fetch.source_lists import subscriptions_in
from paperreader.fetch.sources.announcements import batches_between
from paperreader.fetch.sources.arxiv_harvest import oai_set
from paperreader.fetch.subscription import SubscriptionError, read_subscription
from tests.fetch.conftest import Fetch, Fetched
from tests.fetch.papers import arxiv_answer, arxiv_feed, crossref, europe_pmc, hf_day, oai_page, recommended
from tests.fetch.site_server import FakeClock, SiteServer, Step, reply

DAY = 86400.0
CL = "arxiv:cs.CL"


def asked(site: SiteServer, name: str) -> list[list[str]]:
    """Return the values of a parameter in all requests."""
    return [parse_qs(urlsplit(each.target).query).get(name, []) for each in site.asked]


# -- Hugging Face ---------------------------------------------------------------------------------------------


def test_days_that_may_have_grown_are_asked_again(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("daily_papers", lambda each: reply(hf_day(int(each.target[-12:-10]))))
    fetch("hf")
    clock.moment += DAY
    fetch("hf")
    days = [values[0][-2:] for values in asked(site, "date")]
    assert days == ["18", "19", "20", "21", "19", "20", "21", "22"]


def test_a_timer_of_the_same_interval_is_not_too_soon(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("daily_papers", reply(b"[]"))
    begun = clock.moment
    fetch("hf", every=6 * 3600.0)  # ends some seconds later
    clock.moment = begun + 6 * 3600 - 2
    assert fetch("hf", every=6 * 3600.0).only.outcome == "nothing"
    clock.moment = begun + 11 * 3600
    assert fetch("hf", every=6 * 3600.0).only.outcome == "skipped"


def test_the_sites_are_told_the_address_of_the_user(fetch: Fetch, site: SiteServer) -> None:
    site.plan("daily_papers", reply(hf_day(1)))
    fetch("hf:2026-08-20", contact="me+papers@example.org")
    fetch("hf:2026-08-21", contact="Jörg <j@b.example>\n")
    agents = [each.headers["user-agent"] for each in site.asked]
    assert [agent.partition("mailto:")[2] for agent in agents] == [
        "me+papers@example.org)",
        "J%C3%B6rg%20%3Cj@b.example%3E%0A)",
    ]


def test_days_that_were_missed_are_caught_up(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("daily_papers", reply(b"[]"))
    fetch("hf")
    clock.moment += 6 * DAY
    fetch("hf")
    assert [values[0][-2:] for values in asked(site, "date")][4:] == ["21", "22", "23", "24", "25", "26", "27"]


def test_no_day_before_the_first_list_is_asked(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    clock.moment = datetime(2023, 1, 2, tzinfo=UTC).timestamp()
    site.plan("daily_papers", reply(b"[]"))
    fetch("hf:", since=date(1753, 2, 12))
    assert [values[0] for values in asked(site, "date")] == ["2023-01-01", "2023-01-02"]


def test_what_was_added_to_a_day_comes_as_a_second_file(fetch: Fetch, site: SiteServer) -> None:
    site.plan("daily_papers", reply(hf_day(1, 2)), reply(hf_day(2, 1)), reply(hf_day(3, 2, 1)))
    first, reordered, grown = (fetch("hf:2026-08-20", again=True) for _ in range(3))
    assert [run.only.outcome for run in (first, reordered, grown)] == ["new", "nothing", "new"]
    assert grown.files == ["hf/2026/2026-08-20.2.json", "hf/2026/2026-08-20.json"]
    assert (grown.ended.papers, grown.ended.new) == (3, 1)


def test_what_was_taken_back_comes_again_only_by_its_name(fetch: Fetch, site: SiteServer) -> None:
    site.plan("daily_papers", reply(hf_day(1, 2)))
    fetched = fetch("hf")
    (fetched.dumps / fetched.files[0]).unlink()
    assert fetch("hf", again=True).files == []
    assert fetch("hf:2026-08-18").files == ["hf/2026/2026-08-18.json"]
    assert fetch("hf:2026-08-20").files == ["hf/2026/2026-08-18.json", "hf/2026/2026-08-20.json"]  # not settled yet


def test_a_day_of_many_pages_is_written_once(fetch: Fetch, site: SiteServer) -> None:
    pages = [reply(hf_day(*range(100))), reply(hf_day(*range(100, 130)))]
    site.plan("daily_papers", *pages, *pages)
    fetch("hf:2026-08-18")
    again = fetch("hf:2026-08-18", again=True)
    assert (again.only.outcome, again.files) == ("nothing", ["hf/2026/2026-08-18/1.json", "hf/2026/2026-08-18/2.json"])


def test_a_week_is_asked_by_its_days_until_today(fetch: Fetch, site: SiteServer) -> None:
    site.plan("daily_papers", reply(b"[]"))
    fetch("hf:2026-W34")
    assert [values[0][-2:] for values in asked(site, "date")] == ["17", "18", "19", "20", "21"]


def test_a_mirror_of_hugging_face_gets_no_key(fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/")
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    site.plan("mirror.example/api/daily_papers", reply(hf_day(1)))
    assert fetch("hf:2026-08-20").ended.papers == 1
    assert "authorization" not in site.asked[0].headers


def test_a_search_of_hugging_face_is_one_request(fetch: Fetch, site: SiteServer) -> None:
    site.plan("papers/search", reply(hf_day(1, 2)))
    assert fetch("hf search: sparse autoencoders").ended.papers == 2
    assert asked(site, "q") == [["sparse autoencoders"]]


# -- arXiv ----------------------------------------------------------------------------------------------------


def test_replaced_papers_come_only_if_they_are_asked_for(fetch: Fetch, site: SiteServer) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed(1, 2, replaced=(3,))))
    assert (fetch(CL).ended.papers, fetch(f"{CL} replace").ended.papers) == (2, 3)


def test_few_categories_are_asked_at_a_time(fetch: Fetch, site: SiteServer) -> None:
    site.plan("rss.arxiv.org", lambda each: reply(arxiv_feed(len(each.target))))
    fetch("arxiv:cs.CL+cs.LG+cs.AI+cs.CV+stat.ML")
    assert [each.target for each in site.asked] == [
        "/rss.arxiv.org/rss/cs.CL+cs.LG+cs.AI+cs.CV",
        "/rss.arxiv.org/rss/stat.ML",
    ]


def test_a_feed_that_is_cut_is_completed_by_oai(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("paperreader.fetch.sources.arxiv_days._MOST_ITEMS", 3)
    site.plan("cs.CL+cs.LG", reply(arxiv_feed(1, 2, 3)))
    site.plan("rss/cs.CL", reply(arxiv_feed(1, 2)))
    site.plan("rss/cs.LG", reply(arxiv_feed(3, replaced=(4, 5))))
    site.plan("oaipmh.arxiv.org", reply(oai_page(3, 6)))
    fetched = fetch("arxiv:cs.CL+cs.LG")
    assert len(load(fetched.dumps)) == 4
    assert asked(site, "set")[3:] == [["cs:cs:LG"]]
    assert asked(site, "from")[3:] == [["2026-08-20"]]


def test_16_a_feed_without_papers_is_quiet(fetch: Fetch, site: SiteServer) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed()))
    fetched = fetch(CL)
    assert (fetched.only.outcome, fetched.files) == ("nothing", [])


def test_17_a_feed_that_has_not_moved_is_asked_again_in_an_hour(
    fetch: Fetch, site: SiteServer, clock: FakeClock
) -> None:
    before, other, after = arxiv_feed(1, 2, replaced=(7,)), arxiv_feed(2, 1, replaced=(7,)), arxiv_feed(2, 3)
    site.plan("rss.arxiv.org", reply(before), reply(other), reply(after))
    clock.moment -= DAY  # Thursday
    fetch(CL)
    clock.moment += DAY
    stale = fetch(CL)
    assert (stale.only.outcome, stale.only.what, len(stale.files)) == ("failed", "arXiv has not moved", 1)
    clock.moment += 3590
    assert fetch(CL).only.outcome == "skipped"
    clock.moment += 20
    assert fetch(CL).ended.new == 1


def test_17_feeds_that_have_moved_come_beside_one_that_has_not(
    fetch: Fetch, site: SiteServer, clock: FakeClock
) -> None:
    five = "arxiv:cs.CL+cs.LG+cs.AI+cs.CV+stat.ML"
    site.plan("cs.CL", reply(arxiv_feed(1)))
    site.plan("stat.ML", reply(arxiv_feed(2)), reply(arxiv_feed(3)))
    clock.moment -= DAY
    fetch(five)
    clock.moment += DAY
    later = fetch(five)
    assert (later.only.what, later.only.new) == ("arXiv has not moved", 1)
    site.plan("cs.CL", reply(arxiv_feed(4)))
    clock.moment += 3601
    assert (fetch(five).only.outcome, fetch(five).only.outcome) == ("new", "skipped")


def test_17_replaced_papers_that_are_all_known_are_no_old_feed(
    fetch: Fetch, site: SiteServer, clock: FakeClock
) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed(1)), reply(arxiv_feed(replaced=(1,))))
    clock.moment -= DAY
    fetch(f"{CL} replace")
    clock.moment += DAY
    assert fetch(f"{CL} replace").only.outcome == "nothing"


def test_17_on_a_weekend_nothing_has_to_move(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed(1, 2)))
    fetch(CL)
    clock.moment += 1.5 * DAY
    assert fetch(CL).only.outcome == "nothing"


def test_days_that_a_feed_has_lost_come_by_oai(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed(1)), reply(arxiv_feed(9)))
    site.plan("oaipmh.arxiv.org", reply(oai_page(2, 3, token="t|1")), reply(oai_page(4, created="2020-01-01")))
    clock.moment -= 3 * DAY  # Tuesday
    fetch(CL)
    clock.moment += 3 * DAY
    fetched = fetch(CL)
    assert (fetched.ended.papers, len(load(fetched.dumps))) == (3, 4)  # 4 was made long ago, and only changed
    assert [*asked(site, "from")[2], *asked(site, "set")[2], *asked(site, "resumptionToken")[3]] == [
        "2026-08-18",
        "cs:cs:CL",
        "t|1",
    ]


BUSY = reply(status="503 Service Unavailable")
BAD_TOKEN = b"<OAI-PMH><error code='badResumptionToken'>it has expired</error></OAI-PMH>"


def miss_days(fetch: Fetch, site: SiteServer, clock: FakeClock, *pages: list[Step], source: str = CL) -> Fetched:
    """Fetch a source on Tuesday and again on Friday, when OAI-PMH answers with these pages; forget what was asked."""
    site.plan("rss.arxiv.org", reply(arxiv_feed(1)), reply(arxiv_feed(9)))
    site.plan("oaipmh.arxiv.org", *pages)
    clock.moment -= 3 * DAY
    fetch(source)
    clock.moment += 3 * DAY
    failed = fetch(source)
    clock.moment += 60
    site.asked.clear()
    return failed


def tokens(site: SiteServer) -> list[str]:
    """Return the token of each request to OAI-PMH, "" for that of the first page."""
    return [
        "".join(values)
        for values, each in zip(asked(site, "resumptionToken"), site.asked, strict=True)
        if "oai" in each.host
    ]


def test_days_that_were_missed_go_on_from_the_last_page(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    two = [reply(oai_page(2, token="t1")), reply(oai_page(3, token="t2"))]
    failed = miss_days(fetch, site, clock, *two, *[BUSY] * 3, reply(oai_page(4)))
    assert (failed.only.outcome, failed.ended.papers) == ("failed", 1)  # that of the feed
    fetched = fetch(CL)
    assert (fetched.only.outcome, fetched.ended.papers, tokens(site)) == ("new", 3, ["t2"])
    assert len(load(fetched.dumps)) == 5
    assert fetched.hidden == ["lock", "seen", "state.json"]


def test_days_that_were_missed_are_asked_for_no_category_twice(
    fetch: Fetch, site: SiteServer, clock: FakeClock
) -> None:
    source = "arxiv:cs.CL+cs.LG"
    miss_days(fetch, site, clock, reply(oai_page(2)), *[BUSY] * 3, reply(oai_page(3)), source=source)
    assert fetch(source).ended.papers == 1
    assert asked(site, "set")[1:] == [["cs:cs:LG"]]


@pytest.mark.parametrize("refusal", [reply(BAD_TOKEN), reply(status="400 Bad Request")])
def test_a_token_that_is_refused_begins_anew(
    fetch: Fetch, site: SiteServer, clock: FakeClock, refusal: list[Step]
) -> None:
    first = reply(oai_page(2, token="t1"))
    miss_days(fetch, site, clock, first, *[BUSY] * 3, refusal, reply(oai_page(2, token="u1")), reply(oai_page(3)))
    assert (fetch(CL).ended.papers, tokens(site)) == (2, ["t1", "", "u1"])


@pytest.mark.parametrize(
    ("expires", "hours", "begins"),
    [("", 13, ""), ("", 11, "t1"), ("2026-08-21T12:30:00Z", 1, ""), ("2026-08-22T12:00:00Z", 13, "t1")],
)
def test_a_token_that_has_expired_is_not_asked(  # noqa: PLR0913, PLR0917
    fetch: Fetch, site: SiteServer, clock: FakeClock, expires: str, hours: float, begins: str
) -> None:
    page = oai_page(2, token="t1").replace(
        b"<resumptionToken>", f'<resumptionToken expirationDate="{expires}">'.encode()
    )
    miss_days(fetch, site, clock, reply(page), *[BUSY] * 3, reply(oai_page(3)))
    clock.moment += hours * 3600
    fetch(CL)
    assert tokens(site) == [begins]


@pytest.mark.parametrize("damaged", ["1", "2"])
def test_pages_that_are_damaged_meanwhile_are_asked_again(
    fetch: Fetch, site: SiteServer, clock: FakeClock, damaged: str
) -> None:
    pages = [reply(oai_page(2, token="t1")), reply(oai_page(3, token="t2"))]
    failed = miss_days(fetch, site, clock, *pages, *[BUSY] * 3, *pages, reply(oai_page(4)))
    (folder,) = (failed.dumps / ".fetch").glob("unfinished-*")
    file = folder / damaged
    file.write_bytes(file.read_bytes()[:-30]) if damaged == "2" else file.unlink()
    assert (fetch(CL).ended.papers, tokens(site)) == (3, ["", "t1", "t2"])


def test_pages_that_nobody_went_on_from_are_taken_away(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    failed = miss_days(fetch, site, clock, reply(oai_page(2, token="t1")), BUSY)
    (folder,) = (failed.dumps / ".fetch").glob("unfinished-*")
    os.utime(folder, (0, 0))
    assert not [name for name in fetch("hf:2026-08-20").hidden if name.startswith("unfinished")]


def test_15_pages_of_oai_come_in_together_or_not_at_all(fetch: Fetch, site: SiteServer) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed()))
    site.plan("oaipmh.arxiv.org", reply(oai_page(2, 3, token="t")), reply(status="404 Not Found"))
    fetched = fetch(CL, since=date(2026, 8, 1))
    assert (fetched.only.outcome, fetched.files, fetched.hidden) == ("failed", [], ["lock", "state.json"])


def test_oai_without_records_is_nothing(fetch: Fetch, site: SiteServer) -> None:
    site.plan("rss.arxiv.org", reply(arxiv_feed()))
    site.plan("oaipmh.arxiv.org", reply(oai_page()))
    assert fetch(CL, since=date(2026, 8, 20)).only.outcome == "nothing"


@pytest.mark.parametrize(
    ("category", "named"),
    [
        ("cs.CL", "cs:cs:CL"),
        ("hep-th", "physics:hep-th"),
        ("astro-ph.GA", "physics:astro-ph:GA"),
        ("physics.optics", "physics:physics:optics"),
        ("cs", "cs"),
        ("stat.ML", "stat:stat:ML"),
    ],
)
def test_sets_of_oai(category: str, named: str) -> None:
    assert oai_set(category) == named


def test_batches_are_made_after_midnight_in_new_york_on_weekdays() -> None:
    def between(first: str, last: str) -> list[int]:
        moments = [datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() for text in (first, last)]
        return [day.day for day in batches_between(*moments)]

    assert between("2026-08-20T12:00", "2026-08-24T12:00") == [21, 24]
    assert between("2026-08-21T03:00", "2026-08-21T04:15") == []  # 00:15 in New York: not made yet
    assert between("2026-08-21T03:00", "2026-08-21T04:45") == [21]
    assert between("2026-11-20T04:45", "2026-11-20T05:45") == [20]  # in winter an hour later


def test_a_search_of_arxiv_goes_back_to_what_is_known(fetch: Fetch, site: SiteServer) -> None:
    source = "arxiv search: all:gardens"
    site.plan("max_results=100", reply(arxiv_answer(*range(100))))
    assert (fetch(source).ended.papers, len(site.asked)) == (100, 1)
    site.plan("start=0&max_results=100", reply(arxiv_answer(*range(200, 300), total=999)))
    site.plan("start=100&max_results=100", reply(arxiv_answer(*range(150, 200), *range(50), total=999)))
    assert (fetch(source, again=True).ended.new, len(site.asked)) == (150, 3)


def test_a_page_with_a_paper_that_cannot_be_read_is_not_the_last_one(fetch: Fetch, site: SiteServer) -> None:
    broken = arxiv_answer(*range(100), total=130).replace(
        b"<title>A Garden of Paper 7 and Its Unread Trees</title>", b""
    )
    site.plan("start=0", reply(arxiv_answer(200)), reply(broken))
    site.plan("start=100", reply(arxiv_answer(*range(100, 130), total=130)))
    fetch("arxiv search: all:gardens")
    assert fetch("arxiv search: all:gardens", again=True).ended.new == 129
    broken = europe_pmc(*range(1, 101), following="AoI", total=130).replace(
        b'"title": "A Garden of Neurons 7 ', b'"": "'
    )
    site.plan("cursorMark=%2A", reply(broken))
    site.plan("cursorMark=AoI", reply(europe_pmc(*range(101, 131), following="AoI", total=130)))
    assert fetch("europepmc: gardens").ended.new == 129


def test_more_papers_than_are_fetched_are_told(fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("arxiv_search", "europe_pmc_search"):
        monkeypatch.setattr(f"paperreader.fetch.sources.{name}._MOST_PAGES", 1)
    site.plan("export.arxiv.org", reply(arxiv_answer(*range(100), total=130)))
    site.plan("europepmc", reply(europe_pmc(*range(1, 101), following="AoI", total=130)))
    fetched = fetch("arxiv search: all:gardens", "europepmc: gardens", since=date(2026, 8, 1))
    notes = [event.text for event in fetched.events if isinstance(event, SourceNote)]
    assert notes == [
        "more than 100 papers were found; only the newest were fetched",
        "more than 100 papers were found; only so many were fetched",
    ]


def test_an_empty_page_of_arxiv_is_no_answer(fetch: Fetch, site: SiteServer) -> None:
    site.plan("export.arxiv.org", reply(arxiv_answer().replace(b">0<", b">1234<")))
    assert fetch("arxiv search: all:gardens").only.what == "arXiv sent an empty page"


def test_an_error_of_arxiv_is_told(fetch: Fetch, site: SiteServer) -> None:
    error = b"<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>bad field</summary></entry>"
    site.plan("export.arxiv.org", reply(arxiv_answer().replace(b"</feed>", error + b"</feed>")))
    assert "bad field" in fetch("arxiv search: xx:gardens").only.why


# -- the others -----------------------------------------------------------------------------------------------

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>A Journal</title><link>https://a.example</link>
<item><title>A Garden of Forking Papers and Their Readers</title><link>https://a.example/1</link>
<description>Unread papers weigh on their readers, and we measure how much they do.</description></item>%s
</channel></rss>"""
SECOND = b"<item><title>A Second Garden of Papers Without Readers</title><link>https://a.example/2</link></item>"
ADDRESS = "https://www.a.example/feed.rss"


def test_a_feed_is_kept_when_there_is_a_new_paper_in_it(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("www.a.example", reply(FEED % b""), reply(FEED % b"<!-- again -->"), reply(FEED % SECOND))
    outcomes = []
    for _ in range(3):
        fetched = fetch(ADDRESS)
        outcomes.append(fetched.only.outcome)
        clock.moment += DAY
    assert outcomes == ["new", "nothing", "new"]
    assert fetched.files == [f"www.a.example-feed.rss/2026/2026-08-2{day}.xml" for day in (1, 3)]


def test_a_feed_is_asked_once_an_hour_at_most(fetch: Fetch, site: SiteServer, clock: FakeClock) -> None:
    site.plan("www.a.example", reply(FEED % b"", Cache_Control="max-age=7200"))
    fetch(ADDRESS, every=60.0)
    clock.moment += 7000
    assert fetch(ADDRESS, every=60.0).only.outcome == "skipped"
    clock.moment += 300
    assert fetch(ADDRESS, every=60.0).only.outcome == "nothing"


def test_a_password_in_an_address_is_told_nowhere(fetch: Fetch, site: SiteServer) -> None:
    site.plan("a.example", reply(FEED % b"", ETag='"v1"'), reply(status="304 Not Modified"))
    address = "https://me:secret@www.a.example/feed.rss?to=x@y"
    fetched = fetch(address)
    assert fetched.files == ["www.a.example-feed.rss-to=x-y/2026/2026-08-21.xml"]
    assert "secret" not in fetched.text
    assert fetch(address, again=True).only.outcome == "nothing"
    assert site.asked[1].headers["if-none-match"] == '"v1"'
    site.plan("a.example", reply(status="302 Found", Location="/feed.rss?to=x@y"))
    fetched = fetch(address, again=True)
    assert "in a circle" in fetched.only.what
    assert "secret" not in fetched.text


@pytest.mark.parametrize("host", ["a..b", "a" * 64, "a.example:port"])
def test_an_address_that_cannot_be_asked_is_told_without_its_password(fetch: Fetch, host: str) -> None:
    fetched = fetch(f"https://me:secret@{host}/feed")
    assert fetched.only.what == f"https://***@{host}/feed is not an address that can be asked"
    assert "secret" not in fetched.text


def test_europe_pmc_is_asked_page_by_page(fetch: Fetch, site: SiteServer) -> None:
    site.plan("cursorMark=%2A", reply(europe_pmc(*range(1, 101), following="AoI/=+", total=101)))
    site.plan("cursorMark=AoI", reply(europe_pmc(101, following="AoI/=+")))
    fetched = fetch('europepmc: "spiking network" AND SRC:PPR')
    assert (fetched.ended.papers, len(load(fetched.dumps))) == (101, 101)
    assert asked(site, "cursorMark") == [["*"], ["AoI/=+"]]
    assert asked(site, "query")[0] == ['("spiking network" AND SRC:PPR) AND (FIRST_IDATE:[2026-08-14 TO 2026-08-21])']


STARS = ("arxiv:2402.15570", "doi:10.1000/xyz", "openreview:abc")


def test_stars_are_posted_with_the_key(fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("S2_API_KEY", "s2-secret")
    site.plan("recommendations", reply(recommended(1, 2)))
    fetched = fetch("s2 stars", stars=lambda: STARS)
    assert fetched.ended.papers == 2
    assert json.loads(site.asked[0].body)["positivePaperIds"] == ["ArXiv:2402.15570", "DOI:10.1000/xyz"]
    assert site.asked[0].headers["x-api-key"] == "s2-secret"
    assert "s2-secret" not in fetched.text


def test_a_star_that_is_unknown_there_is_left_out(fetch: Fetch, site: SiteServer) -> None:
    words = gzip.compress(b'{"error": "Input papers not found: [\'DOI:10.1000/xyz\']"}')
    unknown = reply(words, status="404 Not Found", Content_Encoding="gzip")
    site.plan("recommendations", unknown, reply(recommended(1)))
    assert fetch("s2 stars", stars=lambda: STARS).ended.papers == 1
    assert json.loads(site.asked[1].body)["positivePaperIds"] == ["ArXiv:2402.15570"]


def test_without_stars_nobody_is_asked(fetch: Fetch, site: SiteServer) -> None:
    assert fetch("s2 stars").only.hint == "star some papers first"
    assert site.asked == []


def test_papers_come_by_their_identifiers(fetch: Fetch, site: SiteServer, tmp_path: Path) -> None:
    site.plan("export.arxiv.org", reply(arxiv_answer(1)))
    site.plan("api.crossref.org", reply(crossref("10.1000/xyz")))
    site.plan("europepmc", reply(europe_pmc(77)))
    listed = tmp_path / "ids.txt"
    listed.write_text("arXiv:2608.00001\nhttps://doi.org/10.1000/xyz\narXiv:2608.00404\n")
    (source,) = subscriptions_in(str(listed))
    assert (source.kind, source.asks) == ("papers", "2608.00001 10.1000/xyz 2608.00404")
    fetched = fetch(f"https://arxiv.org/abs/{source.asks.split()[0]}", "10.1000/xyz", "PMID: 77", "2608.00404")
    assert fetched.files == ["papers/2026/10.1000-xyz.json", "papers/2026/2608.00001.xml", "papers/2026/pmid-77.json"]
    assert [event.text for event in fetched.events if isinstance(event, SourceNote)] == ["not found: 2608.00404"]


def test_an_opml_file_names_feeds(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<opml><body><outline text="A folder" xmlUrl=""/>'
        "<outline xmlUrl=\"https://a.example/?a=1&amp;b=2\"/><outline xmlUrl='http://b.example'/>"
    )
    assert [source.asks for source in subscriptions_in(str(file))] == ["https://a.example/?a=1&b=2", "http://b.example"]
    file.write_text("<opml><body/></opml>")
    with pytest.raises(PaperReaderError, match="lists no feeds"):
        subscriptions_in(str(file))


@pytest.mark.parametrize(
    ("text", "kind", "asks"),
    [
        ("hf", "hf", ""),
        ("HF:2026-08", "hf", "2026-08"),
        ("arxiv:cs.CL+hep-th", "arxiv", "cs.CL+hep-th"),
        ("arxiv:2402.15570v2", "papers", "2402.15570"),
        ("https://huggingface.co/papers/2402.15570", "papers", "2402.15570"),
        ("https://doi.org/10.1000/XYZ", "papers", "10.1000/xyz"),
        ("https://export.arxiv.org/rss/cs.CL", "feed", "https://export.arxiv.org/rss/cs.CL"),
        ("  europepmc:  a   b ", "europepmc", "a b"),
    ],
)
def test_a_text_means_a_source(text: str, kind: str, asks: str) -> None:
    assert read_subscription(text)[1:3] == (kind, asks)
    assert read_subscription("hf: ").name == "hf"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hf:2026-13", "is not a day, week or month"),
        ("hf:2026-W54", "is not a day, week or month"),
        ("arxiv:cs CL", "names no categories"),
        ("europepmc:", "says nothing to search for"),
        ("arxv:cs.CL", "did you mean arxiv:"),
        ("https://", "is not an address"),
    ],
)
def test_a_text_that_means_none_is_told(text: str, told: str) -> None:
    with pytest.raises(SubscriptionError, match=told):
        read_subscription(text)
