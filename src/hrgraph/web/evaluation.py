"""The child process that evaluates queries: one job in, chunks of the written answer out, until it is killed.

A message is one byte for its kind, four bytes for its length, and its body:

    J  (to the child)  a job as JSON: version_path, query, default, named, base_iri, media_type
    C  a chunk of the answer                E  the end of the answer
    X  an error as JSON: kind, message; nothing follows
"""

from __future__ import annotations

import json
import socket
import struct
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph.errors import HrgraphError
from hrgraph.processes import exit_with_parent
from hrgraph.querytext import DatasetClause
from hrgraph.store import Store

HEAD = struct.Struct("!cI")
CHUNK_BYTES = 64 * 1024


def serve_jobs(connection: socket.socket) -> None:
    """Answer jobs one after the other until the other end closes the connection."""
    exit_with_parent()
    stream = connection.makefile("rb")
    store: Store | None = None
    while head := stream.read(HEAD.size):
        _, length = HEAD.unpack(head)
        job = json.loads(stream.read(length))
        output = _ChunkWriter(connection)
        try:
            if store is None or str(store.path) != job["version_path"]:
                store = Store.open_version(Path(job["version_path"]))
            _evaluate(store, job, output)
            output.send(b"E")
        except HrgraphError as error:
            output.send(b"X", _error(type(error).__name__, str(error)))
        except (
            OSError,
            RuntimeError,
            ValueError,
        ) as error:  # the engine's own: a broken file, an answer it cannot write
            output.send(b"X", _error("QueryError", f"The query could not be evaluated: {error}"))


def _evaluate(store: Store, job: dict[str, Any], output: _ChunkWriter) -> None:
    clause = None
    if job["default"] or job["named"]:
        clause = DatasetClause(tuple(job["default"]), tuple(job["named"]))
    answer = store.query(job["query"], dataset=clause, base_iri=job["base_iri"])
    if not isinstance(answer, ox.QueryTriples):
        answer.serialize(output, ox.QueryResultsFormat.from_media_type(job["media_type"]))
    elif ox.RdfFormat.from_media_type(job["media_type"]) == ox.RdfFormat.TURTLE:
        ox.serialize(answer, output, ox.RdfFormat.TURTLE, prefixes=job["prefixes"])  # slower, and readable
    else:
        answer.serialize(output, ox.RdfFormat.from_media_type(job["media_type"]))
    output.flush()


def _error(kind: str, message: str) -> bytes:
    return json.dumps({"kind": kind, "message": message}).encode()


class _ChunkWriter:
    """A binary file that sends what is written to it in chunks."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        self._buffer += data
        if len(self._buffer) >= CHUNK_BYTES:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self._buffer:
            self.send(b"C", bytes(self._buffer))
            self._buffer.clear()

    def send(self, kind: bytes, body: bytes = b"") -> None:
        self._connection.sendall(HEAD.pack(kind, len(body)) + body)
