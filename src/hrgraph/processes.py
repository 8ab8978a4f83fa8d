"""Child processes that start fast, share nothing with their parent, and never outlive it."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from multiprocessing.context import ForkServerContext
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def forkserver_context(*preload: str) -> ForkServerContext:
    """Return the context to start children from: a clean server process that has imported `preload` and then forks.

    Forking this process itself would copy its threads' locks and, in a build, the lock on the store.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *preload])
    return context


def process_pool(workers: int, preload: str) -> ProcessPoolExecutor:
    """Return a pool of child processes, which have imported a module when they start."""
    return ProcessPoolExecutor(workers, mp_context=forkserver_context(preload), initializer=exit_with_parent)


def run_all(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    executor: Executor,
    *,
    alone: Callable[[], Executor],
    lost: Callable[[Item, Exception], Result],
) -> Iterator[Result]:
    """Yield what a task makes of each item, as it is ready.

    A process that dies takes its whole pool with it; those items that it left are tried again, each in a pool of its own,
    so that only the one is lost that kills.

    Args:
        task: Raises nothing of its own: what it raises is a fault of the executor.
        alone: Makes a pool for one item.
        lost: Makes the result of an item that cannot be had.
    """
    running = {executor.submit(task, item): item for item in items}
    left: list[Item] = []
    for future in as_completed(running):
        try:
            yield future.result()
        except BrokenExecutor:
            left.append(running[future])
        except Exception as error:  # noqa: BLE001 - clusters have their own errors
            yield lost(running[future], error)
    for item in left:
        with alone() as pool:
            try:
                yield pool.submit(task, item).result()
            except Exception as error:  # noqa: BLE001
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
