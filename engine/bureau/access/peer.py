"""Where a request comes from, behind a reverse proxy or not."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from starlette.requests import Request

from engine.bureau.settings import Settings

SOCKET = "socket"
"""How a proxy is named that speaks through a Unix socket, which has no address."""


def is_trusted(request: Request, settings: Settings) -> bool:
    """Whether the one at the other end is the reverse proxy that the settings name, by address or by network."""
    if not settings.mandataire:
        return False
    peer = request.client.host if request.client else SOCKET
    names = [one.strip() for one in settings.mandataire.split(",")]
    return peer in names or any(_is_in(peer, one) for one in names)


def address_of(request: Request, settings: Settings) -> str:
    """The address that a request comes from: what the trusted proxy says, or the one at the other end."""
    peer = request.client.host if request.client else SOCKET
    if not is_trusted(request, settings):
        return peer
    # Each proxy adds who spoke to it: the last one is what ours saw, the others may be made up.
    said = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return said or peer


def _is_in(peer: str, network: str) -> bool:
    try:
        return ip_address(peer) in ip_network(network, strict=False)
    except ValueError:
        return False
