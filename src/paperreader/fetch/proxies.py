"""The proxy of an address, as the environment names it, without its password."""

from __future__ import annotations

import os
from urllib.parse import urlsplit


def proxy_of(url: str) -> str:
    """Return the proxy through which an address is asked, with the variable that names it; "" without one."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(url)
    proxies = getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    if not found or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return ""
    return f"{without_password(found)} ({_variable(parts.scheme)})"


def _variable(scheme: str) -> str:
    names = [name for kind in (scheme, "all") for name in (f"{kind.upper()}_PROXY", f"{kind}_proxy")]
    return next((name for name in names if os.environ.get(name)), "the system's settings")


def without_password(address: str) -> str:
    """Return an address with `***` instead of a user name and password."""
    scheme, slashes, rest = address.partition("://")
    if not slashes:
        scheme, rest = "", address
    host, slash, path = rest.partition("/")
    _, at, host = host.rpartition("@")
    return f"{scheme}{slashes}{'***@' if at else ''}{host}{slash}{path}"
