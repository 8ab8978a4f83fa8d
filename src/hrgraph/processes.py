"""Child processes that start fast, share nothing with their parent, never outlive it, and take no more than they may."""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import threading
from multiprocessing.context import ForkServerContext

try:
    import resource
except ImportError:  # not a POSIX system: nothing is limited
    resource = None  # type: ignore[assignment]


def forkserver_context(*preload: str) -> ForkServerContext:
    """Return the context to start children from: a clean server process that has imported `preload` and then forks.

    Forking this process itself would copy its threads' locks and, in a build, the lock on the store.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    return context


def exit_with_parent() -> None:
    """End this child at once when its parent is gone, however it went; call it first thing in the child."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def limit_memory(most_bytes: int) -> None:
    """Let this process have no more than so many bytes of memory; what asks for more fails, or ends the process."""
    if resource is not None:
        _lower(resource.RLIMIT_AS, most_bytes)


def limit_time(seconds: int) -> None:
    """Let this process work for no more than so many seconds from now; the system ends it when they are over.

    No handler could: a library that does not come back lets no Python run.
    """
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds + 1)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    with contextlib.suppress(ValueError, OSError):  # some systems know a limit and let nobody set it
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
