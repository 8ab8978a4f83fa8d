"""A pool of killable processes that evaluate other people's queries, so that no query can hold the service up.

The engine cannot cancel a query. A process can be killed: at its time limit, when its client goes away, when it dies.
Another takes its place within some 30 ms.
"""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field

from hrgraph import errors
from hrgraph.errors import QueryError, QueryTimeout
from hrgraph.processes import forkserver_context
from hrgraph.web.evaluation import HEAD, serve_jobs
from hrgraph.web.problems import ProblemError


@dataclass(frozen=True, slots=True)
class Job:
    """A query, the version it is asked of, and the media type of its answer, in the engine's own name for it."""

    version_path: str
    query: str
    media_type: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    base_iri: str | None = None
    prefixes: dict[str, str] = field(default_factory=dict)


class _Worker:
    """One child process and the connection to it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.process = forkserver_context("hrgraph.web.evaluation").Process(
            target=serve_jobs, args=(theirs,), daemon=True
        )
        self.process.start()
        theirs.close()
        self._socket = ours
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, job: Job) -> None:
        if self._streams is None:
            self._streams = await asyncio.open_connection(sock=self._socket)
        body = json.dumps(asdict(job)).encode()
        self._streams[1].write(HEAD.pack(b"J", len(body)) + body)
        await self._streams[1].drain()

    async def receive(self) -> tuple[bytes, bytes]:
        """Return the next message's kind and body. Raises IncompleteReadError when the process has died."""
        assert self._streams is not None
        kind, length = HEAD.unpack(await self._streams[0].readexactly(HEAD.size))
        return kind, await self._streams[0].readexactly(length)

    def kill(self) -> None:
        self.process.kill()
        if self._streams is not None:
            self._streams[1].close()
        else:
            self._socket.close()


class QueryWorkers:
    """Runs jobs, at most `count` at a time and at most `queued` waiting; belongs to one event loop."""

    def __init__(self, *, count: int = 4, timeout_s: float = 30.0, queued: int = 64) -> None:
        """Start nothing yet; a worker is started when it is needed.

        Args:
            count: Queries that are evaluated at the same time.
            timeout_s: Seconds from when a query's evaluation starts until it is killed, sending the answer included.
            queued: Queries that may wait; one more is answered 503.
        """
        self.timeout_s = timeout_s
        self._count = count
        self._queued = queued
        self._waiting = 0
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._slots: asyncio.Semaphore | None = None

    async def run(self, job: Job) -> AsyncIterator[bytes]:
        """Evaluate a job and return the chunks of its answer; the first one is ready when this returns.

        The caller must exhaust or close the iterator. A query whose iterator is closed early is killed.

        Raises:
            QueryTimeout: It took too long, before its first chunk.
            QueryError: It failed before its first chunk; also its subclasses.
            ProblemError: Too many queries are waiting.
        """
        chunks = self._evaluate(job)
        try:
            first = await anext(chunks)
        except StopAsyncIteration:
            first = b""
        return _prepend(first, chunks)

    async def _evaluate(self, job: Job) -> AsyncIterator[bytes]:
        worker = await self._acquire()
        deadline = asyncio.get_running_loop().time() + self.timeout_s
        finished = False
        try:
            await worker.send(job)
            while True:
                # Entered anew for each chunk: whoever iterates may be another task than the one that began.
                async with asyncio.timeout_at(deadline):
                    kind, body = await worker.receive()
                if kind != b"C":
                    break
                yield body
            finished = True
            if kind == b"X":
                failure = json.loads(body)
                raise getattr(errors, failure["kind"], QueryError)(failure["message"])
        except TimeoutError as error:
            raise QueryTimeout(
                f"The query did not end within {self.timeout_s:g} seconds and was stopped. Ask for less: name the State,"
                " the document or the instrument, or add a LIMIT."
            ) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise QueryError(
                "The process that evaluated the query died. The query may need too much memory."
            ) from error
        finally:
            self._release(worker, finished=finished)

    async def _acquire(self) -> _Worker:
        if self._slots is None:
            self._slots = asyncio.Semaphore(self._count)
        if self._slots.locked() and self._waiting >= self._queued:
            raise ProblemError(
                503, "Too many queries are waiting. Try again in a moment.", headers={"Retry-After": "2"}
            )
        self._waiting += 1
        try:
            await self._slots.acquire()
        finally:
            self._waiting -= 1
        while self._idle:
            worker = self._idle.pop()
            if worker.process.is_alive():
                break
            worker.kill()
        else:
            worker = _Worker()
        self._busy.add(worker)
        return worker

    def _release(self, worker: _Worker, *, finished: bool) -> None:
        self._busy.discard(worker)
        if finished and worker.process.is_alive():
            self._idle.append(worker)
        else:
            worker.kill()
        assert self._slots is not None
        self._slots.release()

    def warm(self) -> None:
        """Start one worker now, so that the first query does not wait for it."""
        self._idle.append(_Worker())

    def close(self) -> None:
        """Kill every worker."""
        for worker in [*self._idle, *self._busy]:
            worker.kill()
            worker.process.join()
        self._idle.clear()


async def _prepend(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    try:
        yield first
        async for chunk in rest:
            yield chunk
    finally:
        await rest.aclose()  # type: ignore[attr-defined]
