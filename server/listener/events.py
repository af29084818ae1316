"""What the kernel tells of connections, in the order in which they are seen to."""

from __future__ import annotations

import select
import selectors
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.listener.channel import Channel


class Event(NamedTuple):
    """Something that happened at a connection: what may be done there, as poll(2) names it."""

    channel: Channel
    descriptor: int
    flags: int


def flags(events: int) -> int:
    """As poll(2) names what `selectors` tells."""
    return (select.POLLIN if events & selectors.EVENT_READ else 0) | (
        select.POLLOUT if events & selectors.EVENT_WRITE else 0
    )


def fairest_first(events: Iterable[Event]) -> list[Event]:
    """Those of who has one connection before those of who has a thousand; of each, what has waited longest."""
    events = list(events)
    crowd = Counter(event.channel.client for event in events)
    return sorted(events, key=lambda event: (crowd[event.channel.client], event.channel.handled))
