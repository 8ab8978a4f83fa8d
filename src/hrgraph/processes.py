"""Child processes that start fast, share nothing with their parent, never outlive it, and take no more than they may."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing.context import ForkServerContext
from typing import TypeVar

try:
    import resource
except ImportError:  # not a POSIX system: nothing is limited
    resource = None  # type: ignore[assignment]

_GC_THRESHOLDS = (50_000, 20, 20)

Item = TypeVar("Item")
Result = TypeVar("Result")


def forkserver_context(*preload: str) -> ForkServerContext:
    """Return the context to start children from: a clean server process that has imported `preload` and then forks.

    Forking this process itself would copy its threads' locks and, in a build, the lock on the store.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    return context


def process_pool(workers: int, preload: str, most_bytes: int | None = None) -> ProcessPoolExecutor:
    """Return a pool of child processes.

    Args:
        preload: Module that they have imported when they start.
        most_bytes: Memory that each of them may have; no limit if None.
    """
    start = partial(_begin, most_bytes)
    return ProcessPoolExecutor(workers, mp_context=forkserver_context(preload), initializer=start)


def _begin(most_bytes: int | None) -> None:
    exit_with_parent()
    if most_bytes is not None:
        limit_memory(most_bytes)
    # Tasks make many small records that live as long as the task: looking for garbage among them took a tenth of the time.
    gc.freeze()
    gc.set_threshold(*_GC_THRESHOLDS)


def run_all(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    executor: Executor,
    *,
    lost: Callable[[Item, Exception], Result],
    alone: Callable[[], Executor] | None = None,
) -> Iterator[Result]:
    """Yield what a task makes of each item, as it is ready.

    A process that dies takes its whole pool with it; those items that it left are tried again, each in a pool of its own,
    so that only the one is lost that kills.

    Args:
        task: Raises nothing of its own: what it raises is a fault of the executor.
        lost: Makes the result of an item that cannot be had.
        alone: Makes a pool for one item; without it nothing is tried again.
    """
    running = {executor.submit(task, item): item for item in items}
    left: list[Item] = []
    for future in as_completed(running):
        try:
            yield future.result()
        except Exception as error:  # noqa: BLE001 - clusters have errors of their own
            if alone and isinstance(error, BrokenExecutor):
                left.append(running[future])
            else:
                yield lost(running[future], error)
    for item in left:
        assert alone
        with alone() as pool:
            try:
                yield pool.submit(task, item).result()
            except BrokenExecutor as error:
                yield lost(item, error)


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
