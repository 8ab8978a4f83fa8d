"""A build on a Dask cluster: a real scheduler and real workers, on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hrgraph.pipeline import build

SAMPLES = Path(__file__).parents[1] / "samples"
LOOPBACK = "127.0.0.1"


def start(module: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "scheduler.json"
    process = start("dask_scheduler", "--host", LOOPBACK, "--port", "0", "--scheduler-file", str(file))
    try:
        for _ in range(300):
            if file.exists() and file.stat().st_size:
                break
            time.sleep(0.1)
        yield json.loads(file.read_text())["address"]
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def cluster(scheduler: str, tmp_path: Path) -> Iterator[str]:
    folder = str(tmp_path / "worker")
    options = ("--host", LOOPBACK, "--nthreads", "2", "--no-nanny", "--local-directory", folder)
    workers = [start("dask_worker", scheduler, *options) for _ in range(2)]
    try:
        from distributed import Client

        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield scheduler
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(timeout=30)


def run_build(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hrgraph", "build", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


def test_a_cluster_builds_what_one_process_builds(cluster: str, tmp_path: Path) -> None:
    done = run_build(SAMPLES, "--store", tmp_path / "cluster", "--dask", cluster, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    alone = build([SAMPLES], tmp_path / "alone", workers=1)
    assert (report["version"], report["triples"]) == (alone.version, alone.triples)


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run_build(SAMPLES, "--store", tmp_path / "s", "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "tcp://127.0.0.1:9: no Dask scheduler answers there" in done.stderr
    assert "dask scheduler" in done.stderr
    assert not (tmp_path / "s").exists()


def test_a_cluster_without_workers_is_named(scheduler: str, tmp_path: Path) -> None:
    done = run_build(SAMPLES, "--store", tmp_path / "s", "--dask", scheduler)
    assert done.returncode == 1
    assert "no workers" in done.stderr and f"dask worker {scheduler}" in done.stderr


def test_processes_and_a_cluster_exclude_each_other(tmp_path: Path) -> None:
    done = run_build(SAMPLES, "--store", tmp_path / "s", "--dask", "tcp://127.0.0.1:9", "--workers", "2")
    assert done.returncode == 2
