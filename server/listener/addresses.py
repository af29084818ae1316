"""Whose address counts: clients as they are counted, and the proxies that are trusted to tell them."""

from __future__ import annotations

import functools
import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOUSEHOLD = 64  # bits: who has one IPv6 address has all that share these
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@functools.lru_cache(maxsize=4096)
def parsed(text: str) -> Address | None:
    """An address, an IPv4 one also if it is written as IPv6; None if it is none. A zone is left out."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address


@functools.lru_cache(maxsize=4096)
def group(text: str) -> str:
    """The name under which a client is counted: its IPv4 address, or the /64 of its IPv6 address."""
    address = parsed(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _HOUSEHOLD), strict=False))
    return text if address is None else str(address)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The addresses and networks whose word about clients is taken."""

    networks: tuple[Network, ...]

    @classmethod
    def of(cls, names: Sequence[str]) -> Proxies:
        """The proxies of the setting.

        Raises:
            ValueError: a name is no address and no network.
        """
        return cls(tuple(ipaddress.ip_network(name) for name in names))

    def trusted(self, text: str) -> bool:
        """Whether this is the address of one of them."""
        address = parsed(text)
        return address is not None and any(address in network for network in self.networks)

    def client(self, peer: str, forwarded_for: str) -> str:
        """The client's address.

        Args:
            peer: who is connected.
            forwarded_for: the X-Forwarded-For header; each proxy appended the address from which it got the request.

        Returns:
            The last address that is not a trusted proxy's; what stands before it anybody may have written.
        """
        if not self.trusted(peer):
            return peer
        for said in reversed(forwarded_for.split(",")):
            address = parsed(_without_port(said.strip()))
            if address is None:
                break
            peer = str(address)
            if not self.trusted(peer):
                break
        return peer


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
