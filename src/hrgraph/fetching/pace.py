"""When a host may be asked next: never before its delay is over, nor before the time that it asked for.

Requests are sent one after the other, so a host never has two connections of one run.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from hrgraph.fetching.failures import Failure
from hrgraph.reading.files import LARGEST_BYTES

_LONGEST_BACK_OFF_S = 60.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How servers are asked.

    Attributes:
        delay_s: Seconds between the end of a request to a host and the next request to it.
        timeout_s: Seconds in which a connection must come about, and a kilobyte at least arrive.
        attempts: Requests to one address for one document, redirects apart.
        back_off_s: Seconds before the second attempt, at most; doubled for each further one.
        longest_wait_s: A host that asks for more patience than this is not asked any more.
        most_bytes: Size of the largest file that is kept; that of the largest that is read, unless told otherwise.
    """

    delay_s: float = 2.0
    timeout_s: float = 60.0
    attempts: int = 5
    back_off_s: float = 2.0
    longest_wait_s: float = 300.0
    most_bytes: int = LARGEST_BYTES


class Pace:
    """Keeps the time for each host."""

    def __init__(self, manner: Manner) -> None:
        """Begin with hosts that were never asked."""
        self._manner = manner
        self._free: dict[str, float] = {}  # by the monotonic clock
        self._given_up: dict[str, str] = {}

    def wait(self, host: str) -> None:
        """Sleep until `host` may be asked.

        Raises:
            Failure: It is not asked any more, or asked not to be for longer than anybody waits.
        """
        if host in self._given_up:
            raise Failure(self._given_up[host])
        left = self._free.get(host, 0.0) - time.monotonic()
        if left > self._manner.longest_wait_s:
            until = datetime.fromtimestamp(time.time() + left, UTC)
            raise Failure(f"{host} asks not to be asked again before {until:%Y-%m-%d %H:%M} UTC. Fetch the rest then.")
        if left > 0:
            time.sleep(left)

    def answered(self, host: str) -> None:
        """Note that a request to `host` has ended."""
        self.hold(host, self._manner.delay_s)

    def hold(self, host: str, seconds: float) -> None:
        """Leave `host` alone for so long, or longer if that was said before."""
        self._free[host] = max(self._free.get(host, 0.0), time.monotonic() + seconds)

    def give_up(self, host: str, reason: str) -> None:
        """Ask `host` no more, for this reason."""
        self._given_up[host] = reason

    def back_off(self, attempt: int) -> float:
        """Return the seconds to wait after attempt 1, 2, ...; drawn, so that many do not come at once."""
        longest = min(self._manner.back_off_s * 2 ** (attempt - 1), _LONGEST_BACK_OFF_S)
        return random.uniform(longest / 2, longest)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a server asks to wait in `Retry-After`, a number or a date; None where it does not say.

    A date is compared with the server's own clock, where it tells the time.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    until = _date(value)
    if until is None:
        return None
    now = _date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (until - now).total_seconds())


def _date(value: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(value)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
