"""No network, proxies, certificates, keys: what is told, and that no secret is in it. Numbers as in test_situations."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from paperreader.fetch.fetch_options import Limits
from paperreader.fetch.keys import SiteKeys
from tests.fetch.conftest import Fetch
from tests.fetch.papers import arxiv_feed
from tests.fetch.site_server import FakeClock, SiteServer, reply

DAY = "hf:2026-08-20"
THREE = (DAY, "arxiv:cs.CL", "https://a.example/feed")


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize(
    ("base", "why"),
    [
        ("http://127.0.0.1:{port}", "connection refused"),
        ("http://no-such-name.invalid", "its name is not known: no network, or a mistyped address"),
        ("http://[::ffff:0:0]:9", ""),
    ],
)
def test_19_without_a_network_two_sources_are_tried_once(
    fetch: Fetch, monkeypatch: pytest.MonkeyPatch, clock: FakeClock, base: str, why: str
) -> None:
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", base.format(port=closed_port()))
    fetched = fetch(*THREE)
    assert (fetched.ended.offline, fetched.ended.failed, fetched.files) == (True, THREE, [])
    assert why in fetched.sources[DAY].why
    assert fetched.sources[THREE[2]].why == "this computer is offline"
    assert not fetched.ended.papers
    assert clock.slept == []


@pytest.mark.parametrize(
    ("proxy", "told"),
    [
        ("", "huggingface.co cannot be reached"),
        ("http://a.example:80", "the proxy http://a.example:80 (HTTP_PROXY) does not let huggingface.co be asked"),
    ],
)
def test_19_a_name_is_not_waited_for_without_end(
    fetch: Fetch, monkeypatch: pytest.MonkeyPatch, proxy: str, told: str
) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait(20) and [])
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", "http://site.example")
    monkeypatch.setenv("HTTP_PROXY", proxy)
    begun = time.monotonic()
    fetched = fetch(DAY, limits=Limits(connect=0.1))
    answered.set()
    assert (fetched.only.what, fetched.only.why) == (told, "its name is not found: no answer within 0.1 s")
    assert time.monotonic() - begun < 10


def test_19_hugging_face_may_be_switched_off(fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert fetch("hf").only.what == "HF_HUB_OFFLINE is set"
    assert site.asked == []


def test_19_a_site_that_cannot_be_reached_does_not_stop_the_others(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    site.plan("rss.arxiv.org", reply(arxiv_feed(1)))
    fetched = fetch("hf", "hf search: gardens", "arxiv:cs.CL")
    assert (fetched.sources["arxiv:cs.CL"].outcome, fetched.ended.offline) == ("new", False)


def test_20_a_proxy_that_refuses_is_named_without_its_password(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", "http://site.example")
    proxy = f"http://me:secret@127.0.0.1:{closed_port()}"
    monkeypatch.setenv("HTTP_PROXY", proxy)
    fetched = fetch(DAY)
    named = proxy.replace("me:secret", "***")
    assert fetched.only.what == f"the proxy {named} (HTTP_PROXY) does not let huggingface.co be asked"
    assert (fetched.only.why, fetched.ended.offline) == ("connection refused", False)
    assert "secret" not in fetched.text


def test_20_a_proxy_that_wants_a_login_is_named(
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", "http://site.example")
    monkeypatch.setenv("HTTP_PROXY", site.address.replace("//", "//me:secret@"))
    site.plan("daily_papers", reply(status="407 Proxy Authentication Required"))
    fetched = fetch(DAY)
    assert "***@127.0.0.1" in fetched.only.what + fetched.only.hint
    assert "secret" not in fetched.text
    site.asked.clear()


@pytest.mark.parametrize(
    ("name", "value", "told", "hint"),
    [
        ("ALL_PROXY", "socks5://me:secret@localhost:1", "ALL_PROXY names socks5://***@localhost:1", "unset ALL_PROXY"),
        ("SSL_CERT_FILE", "/no/such/file.pem", "SSL_CERT_FILE names /no/such/file.pem", "unset SSL_CERT_FILE"),
        ("HTTPS_PROXY", "gopher://localhost", "HTTPS_PROXY names gopher://localhost", "unset HTTPS_PROXY"),
        ("ALL_PROXY", "socks://localhost", "ALL_PROXY names socks://localhost", "unset ALL_PROXY"),
    ],
)
def test_20_what_is_wrong_in_the_environment_is_named(  # noqa: PLR0913, PLR0917
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    fetched = fetch(DAY)
    assert fetched.only.what == told
    assert hint in fetched.only.hint
    assert site.asked == []


@pytest.mark.parametrize(("host", "days"), [("localhost", 2), ("localhost", -2), ("other.example", 2)])
def test_21_a_certificate_that_is_not_trusted_ends_it(  # noqa: PLR0913, PLR0917
    fetch: Fetch, site: SiteServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str, days: int
) -> None:
    trustme = pytest.importorskip("trustme")
    from datetime import UTC, datetime, timedelta

    authority = trustme.CA()
    expiry = datetime.now(UTC) + timedelta(days=days)
    issued = authority.issue_cert(host, not_before=expiry - timedelta(days=9), not_after=expiry)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.configure_cert(context)
    if (host, days) != ("localhost", 2):  # else its issuer is unknown
        authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    site.encrypt(context)
    monkeypatch.setenv("PAPERREADER_FETCH_BASE", site.address.replace("http://127.0.0.1", "https://localhost"))
    fetched = fetch(DAY)
    assert fetched.only.what == "the certificate of huggingface.co is not trusted"
    assert "SSL_CERT_FILE" in fetched.only.hint
    assert (site.asked, fetched.files) == ([], [])


# -- keys -----------------------------------------------------------------------------------------------------


def keys(told: list[str], **commands: str) -> SiteKeys:
    return SiteKeys(commands, told.append)


def test_a_key_comes_from_the_environment_then_the_command_then_netrc(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, told = "api.semanticscholar.org", list[str]()
    netrc = home / ".netrc"
    netrc.write_text(f"machine {host} login me password of-netrc\ndefault login me password of-all\n")
    netrc.chmod(0o600)
    assert keys(told).headers("s2", host) == {"x-api-key": "of-netrc"}
    assert keys(told).headers("s2", "other.example") == {}
    assert keys(told, s2="printf 'of-command\\nsecond line'").headers("s2", host) == {"x-api-key": "of-command"}
    monkeypatch.setenv("S2_API_KEY", "of-environment")
    assert keys(told, s2="echo no").headers("s2", host) == {"x-api-key": "of-environment"}
    assert told == []


def test_the_token_of_hugging_face_is_that_of_its_own_program(home: Path) -> None:
    token = home / "cache" / "huggingface" / "token"
    token.parent.mkdir(parents=True)
    token.write_text("hf_of_the_file\n")
    assert keys([]).headers("hf", "huggingface.co") == {"Authorization": "Bearer hf_of_the_file"}


def test_a_command_that_fails_is_told_and_has_no_terminal() -> None:
    told: list[str] = []
    assert keys(told, s2="cat; echo secret; exit 3").headers("s2", "a.example") == {}
    assert told == ["the command for the key s2 failed with status 3"]


def test_a_command_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paperreader.fetch.keys._COMMAND_SECONDS", 0.2)
    told: list[str] = []
    assert keys(told, s2="sleep 9 & sleep 9").headers("s2", "a.example") == {}
    assert told == ["the command for the key s2 did not end within 0.2 s"]


def test_the_client_is_loaded_only_when_something_is_asked() -> None:
    program = (
        "import sys\nfrom paperreader.cli import main\n"
        "main(['fetch', '--list']), main(['list', '--limit', '1'])\n"
        "sys.exit('httpx2' in sys.modules or 'rich' in sys.modules or 'ssl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, stdout=subprocess.DEVNULL).returncode == 0
