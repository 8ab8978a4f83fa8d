"""Why a document did not come."""

from __future__ import annotations


class Failure(Exception):
    """A request did not bring the document. `str(failure)` is a sentence for people.

    Attributes:
        again: The same request may bring it yet.
        wait_s: Seconds that the server asks to be left alone, or None.
        unreachable: No connection came about: nobody else gets one either.
    """

    def __init__(
        self, reason: str, *, again: bool = False, wait_s: float | None = None, unreachable: bool = False
    ) -> None:
        super().__init__(reason)
        self.again, self.wait_s, self.unreachable = again, wait_s, unreachable
