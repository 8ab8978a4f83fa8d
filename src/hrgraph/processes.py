"""Child processes that start fast, share nothing with their parent, and never outlive it."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from multiprocessing.context import ForkServerContext


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
