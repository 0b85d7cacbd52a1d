"""What an exception of the HTTP client means: which network, proxy or certificate fails, and what to do about it."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator

from paperreader.fetch.faults import FetchError, NotWholeError, OfflineError
from paperreader.fetch.name_lookup import SlowNameError
from paperreader.fetch.proxies import without_password
from paperreader.fetch.request import host_of
from paperreader.text import sanitize

_NO_CONNECTION = ("ConnectError", "ConnectTimeout", "SlowNameError")  # classes of exceptions
_CERTIFICATES = "SSL_CERT_FILE names a file with your organisation's certificates"


def start_fault(error: Exception) -> FetchError:
    """Return why the client cannot start: the environment names a proxy or certificates that cannot be used."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        path = os.environ.get(name, "")
        if path and isinstance(error, OSError):
            return FetchError(f"{name} names {sanitize(path)}", "which cannot be read", f"unset {name}, or correct it")
    name, address = _unusual_proxy()
    if isinstance(error, ImportError) and "socks" in str(error):
        hint = f"pip install 'httpx2[socks]', or unset {name}"
        return FetchError(f"{name} names {without_password(address)}", "a SOCKS proxy needs one more package", hint)
    if isinstance(error, ImportError):
        return FetchError("fetching needs the package httpx2", str(error), "pip install 'httpx2>=2.16'")
    if name:
        return FetchError(
            f"{name} names {without_password(address)}", "which is not a proxy", f"unset {name}, or correct it"
        )
    return FetchError("the network cannot be used", str(error))


def _unusual_proxy() -> tuple[str, str]:
    """Return the variable that names a proxy, and its address: one that is not of HTTP if there is any; ("", "") for none."""
    named = [(name, value) for name, value in os.environ.items() if name.lower().endswith("_proxy") and "://" in value]
    return min(named, key=lambda variable: variable[1].lower().startswith("http"), default=("", ""))


def network_fault(error: Exception, url: str, proxy: str, *, came: bool) -> FetchError:
    """Return what an exception of the client means.

    Args:
        error: the exception.
        url: that was asked.
        proxy: through which it was asked, see `proxies`; "" for none.
        came: whether the headers of the answer had come.
    """
    host, kind, causes = host_of(url), type(error).__name__, list(_causes(error))
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate:
        why = sanitize(certificate.verify_message or str(certificate))
        return FetchError(f"the certificate of {host} is not trusted", why, f"nothing was sent; {_CERTIFICATES}")
    if kind in ("UnsupportedProtocol", "InvalidURL") or isinstance(error, UnicodeError):
        return FetchError(f"{sanitize(without_password(url))} is not an address that can be asked")
    if proxy and kind in ("ProxyError", *_NO_CONNECTION):
        why = _reason(causes) or sanitize(str(error))
        return FetchError(f"the proxy {proxy} does not let {host} be asked", why, "correct it, or unset the variable")
    if kind in _NO_CONNECTION:
        return OfflineError(f"{host} cannot be reached", _reason(causes) or sanitize(str(error)))
    return _cut_short(error, host, came=came)


def _cut_short(error: Exception, host: str, *, came: bool) -> FetchError:
    """Return what an exception means that came while an answer was awaited or read."""
    kind = type(error).__name__
    if "Timeout" in kind:
        return FetchError(f"{host}: no answer in time", "it stopped sending" if came else "nothing came")
    if came:
        return NotWholeError(f"the answer of {host} is not whole", "the connection ended too early")
    may_retry = kind in ("ReadError", "WriteError") or "disconnected" in str(error)
    return FetchError(f"{host} ended the connection without a right answer", sanitize(str(error)), retry=may_retry)


def _reason(causes: list[BaseException]) -> str:
    for cause in causes:
        if isinstance(cause, SlowNameError):
            return f"its name is not found: {cause}"
        if isinstance(cause, TimeoutError):
            return "no connection in time"
        if isinstance(cause, socket.gaierror):
            return "its name is not known: no network, or a mistyped address"
        if isinstance(cause, ssl.SSLError):
            return f"no encrypted connection: {sanitize(str(cause.reason or cause))}"
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and those from which it came."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__
