"""Run a build on a Dask cluster: its client is an executor like any other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from hrgraph.errors import InputError

CONNECT_TIMEOUT_S = 15


@contextmanager
def open_cluster(address: str | None) -> Iterator[Executor | None]:
    """Give an executor of the cluster at an address; None where there is no address.

    Args:
        address: Of a Dask scheduler, such as "tcp://10.0.0.1:8786". Its workers have hrgraph installed, and see sources
            and store under the same paths.

    Raises:
        InputError: Dask is not installed, nothing answers at the address, or the cluster has no workers.
    """
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise InputError(address, "Dask is not installed.", advice="Install it: pip install 'hrgraph[dask]'.") from error
    try:
        client = Client(address, timeout=CONNECT_TIMEOUT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        advice = "Start one with `dask scheduler` and give the address that it prints."
        raise InputError(address, f"no Dask scheduler answers there ({error}).", advice=advice) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise InputError(address, "the cluster has no workers.", advice=f"Start some: dask worker {address}")
        # A task is whole by itself: doing it again when a worker was lost gives the same.
        with client.get_executor(pure=False, retries=1) as executor:
            yield executor
