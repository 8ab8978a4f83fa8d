"""What answers queries: the store on this machine, or an endpoint elsewhere. The routes do not know which."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from functools import cached_property
from pathlib import Path
from typing import Protocol

from hrgraph import terms
from hrgraph.endpoint import Endpoint
from hrgraph.errors import StoreError
from hrgraph.querytext import DatasetClause
from hrgraph.store import Store
from hrgraph.web.formats import Format
from hrgraph.web.workers import Job, QueryWorkers

VERSION_CHECK_S = 30.0


class Backend(Protocol):
    """One version of the data. `engine.query` is for hrgraph's own queries, `stream` for everybody's."""

    @property
    def engine(self) -> Store | Endpoint: ...

    @property
    def version(self) -> str: ...

    @property
    def graphs(self) -> dict[str, int]: ...

    async def stream(
        self, query: str, form: Format, *, dataset: DatasetClause | None, base_iri: str
    ) -> AsyncIterator[bytes]: ...


class LocalBackend:
    """A version of a store on disk; other people's queries run in killable workers."""

    def __init__(self, store: Store, workers: QueryWorkers) -> None:
        self.engine = store
        self._workers = workers

    @property
    def version(self) -> str:
        """The dataset version."""
        return self.engine.version

    @property
    def graphs(self) -> dict[str, int]:
        """Named graphs and their sizes."""
        return self.engine.graphs

    async def stream(
        self, query: str, form: Format, *, dataset: DatasetClause | None, base_iri: str
    ) -> AsyncIterator[bytes]:
        """Evaluate in a worker; the first chunk is ready when this returns."""
        clause = dataset or DatasetClause((), ())
        return await self._workers.run(
            Job(
                version_path=str(self.engine.path),
                query=query,
                media_type=form.writer.media_type,
                default=clause.default,
                named=clause.named,
                base_iri=base_iri,
                prefixes=terms.PREFIXES,
            )
        )


class RemoteBackend:
    """An endpoint elsewhere, which has limits of its own; its answers are written anew in the format asked for."""

    def __init__(self, endpoint: Endpoint, version: str) -> None:
        self.engine = endpoint
        self.version = version

    @cached_property
    def graphs(self) -> dict[str, int]:
        """Named graphs and their sizes, counted once."""
        rows = self.engine.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
        return {row["g"].value: int(row["n"].value) for row in rows}

    async def stream(
        self, query: str, form: Format, *, dataset: DatasetClause | None, base_iri: str
    ) -> AsyncIterator[bytes]:
        """Ask the endpoint in a thread and return its answer as one chunk."""

        def ask() -> bytes:
            return self.engine.query(query, dataset=dataset, base_iri=base_iri).serialize(format=form.writer)

        return _once(await asyncio.to_thread(ask))


class RemoteSource:
    """An endpoint whose data may be replaced: the version it names is asked for again from time to time."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Remember the endpoint; nothing is asked of it before the first request."""
        self._endpoint = endpoint
        self._backend: RemoteBackend | None = None
        self._checked = 0.0

    async def backend(self) -> RemoteBackend:
        """Return the endpoint with the version that it serves. Raises QueryError when it cannot be reached."""
        now = time.monotonic()
        if self._backend is None or now - self._checked > VERSION_CHECK_S:
            version = await asyncio.to_thread(lambda: self._endpoint.version)
            if self._backend is None or self._backend.version != version:
                self._backend = RemoteBackend(self._endpoint, version)
            self._checked = now
        return self._backend


class CurrentStore:
    """The version that a store serves at the moment: opened anew when a build has published another."""

    def __init__(self, directory: str | Path, workers: QueryWorkers) -> None:
        """Open the store.

        Raises:
            StoreError: It cannot be opened.
        """
        self._directory = Path(directory)
        self._workers = workers
        self._stamp = self._read_stamp()
        self._backend = LocalBackend(Store.open(directory), workers)

    def _read_stamp(self) -> tuple[int, int] | None:
        try:
            status = (self._directory / "current").stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    async def backend(self) -> LocalBackend:
        """Return what serves now. A store that has become unreadable leaves the version that is open in service."""
        stamp = self._read_stamp()
        if stamp is not None and stamp != self._stamp:
            try:
                store = Store.open(self._directory)
            except StoreError:
                return self._backend
            self._stamp = stamp
            if store.version != self._backend.version:
                self._backend = LocalBackend(store, self._workers)
        return self._backend


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body
