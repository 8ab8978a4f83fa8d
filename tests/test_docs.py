"""The commands that the documents print do what the documents say.

A fenced block marked `console` holds commands after `$ ` (with `> ` before the lines that go on) and their output. A line of
three dots stands for any lines; what a command in the background (`&`) prints is not compared; `cat` of a file that a new
clone does not have shows what the reader is to put into it. `--update-golden` puts the true output where no dots stand.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from hrgraph import __version__

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
# What a new clone has and the commands use.
CLONED = ("run", "pyproject.toml", "samples", "facts", "README.md")
PRINTED_ADDRESS = "127.0.0.1:8000"
ANY_LINES = "..."
BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LONGEST_START_S = 120


@dataclass(frozen=True)
class Command:
    """A command of a block, and the lines that the document prints below it."""

    text: str
    output: tuple[str, ...]


def commands_in(block: str) -> list[Command]:
    """Return the commands of a block, in order."""
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:], ()))
        elif line.startswith("> ") and not found[-1].output:
            found[-1] = Command(f"{found[-1].text}\n{line[2:]}", ())
        else:
            found[-1] = Command(found[-1].text, (*found[-1].output, line))
    return found


def fits(printed: Sequence[str], true: Sequence[str]) -> bool:
    """Whether lines are those printed, where a line of three dots stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANY_LINES else re.escape(line) + r"\n" for line in printed)
    return re.fullmatch(pattern, "".join(line + "\n" for line in true)) is not None


def without_what_varies(lines: Sequence[str]) -> list[str]:
    """Return lines without the version of the software and of the dataset."""
    text = "\n".join(lines).replace(__version__, "VERSION")
    return re.sub(r"(?<=[Vv]ersion )[0-9a-f]{16}|\b[0-9a-f]{64}\b", "DIGEST", text).split("\n") if lines else []


class Terminal:
    """A folder like a new clone with its environment made, in which commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in CLONED:
            if (ROOT / name).exists():
                (folder / name).symlink_to(ROOT / name)
        programs = folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        for name, arguments in (("python", ""), ("python3", ""), ("hrgraph", "-m hrgraph")):
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
            (programs / name).chmod(0o755)
        project = (ROOT / "pyproject.toml").read_bytes()
        installed = subprocess.run(["cksum"], input=project, capture_output=True, check=True)
        (folder / ".venv" / "installed").write_bytes(installed.stdout)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{probe.getsockname()[1]}"
        path = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
        self.environment = {**os.environ, "PATH": path, "HRGRAPH_PORT": self.address.split(":")[1], "COLUMNS": "200"}
        self.service: subprocess.Popen[str] | None = None

    def run(self, command: Command) -> list[str]:
        """Return the lines that a command prints; one that serves goes on in the background."""
        if command.text.startswith("./run demo"):
            lines = self._serve(command.text.removesuffix("&"))
            return [] if command.text.endswith("&") else lines
        shown = re.fullmatch(r"cat ([\w.-]+)", command.text)
        if shown and not (self.folder / shown[1]).exists():
            (self.folder / shown[1]).write_text("".join(line + "\n" for line in command.output), encoding="utf-8")
        done = subprocess.run(
            ["sh", "-c", command.text.replace(PRINTED_ADDRESS, self.address)],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=300, check=False,
        )  # fmt: skip
        return self._as_printed(done.stdout)

    def _serve(self, command: str) -> list[str]:
        self.service = subprocess.Popen(
            ["sh", "-c", f"exec {command}"],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        impatience = threading.Timer(LONGEST_START_S, self.service.kill)
        impatience.start()
        lines: list[str] = []
        assert self.service.stdout is not None
        for line in self.service.stdout:
            lines.append(line)
            if "http://" in line:
                break
        impatience.cancel()
        assert lines and "http://" in lines[-1], f"the service did not start: {''.join(lines)}"
        return self._as_printed("".join(lines))

    def _as_printed(self, output: str) -> list[str]:
        return [line.rstrip() for line in output.replace(self.address, PRINTED_ADDRESS).splitlines()]

    def close(self) -> None:
        """End the service, if it runs."""
        if self.service is not None:
            self.service.send_signal(signal.SIGINT)
            try:
                self.service.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.service.kill()
                self.service.wait()
            if self.service.stdout is not None:
                self.service.stdout.close()


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


def test_the_tutorial_has_commands() -> None:
    commands = [c for match in BLOCK.finditer(DOCUMENTS[1].read_text()) for c in commands_in(match["body"])]
    assert len(commands) > 5


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_print_what_the_document_says(document: Path, terminal: Terminal, update_golden: bool) -> None:
    text = document.read_text(encoding="utf-8")
    wrong: list[str] = []

    def run_block(match: re.Match[str]) -> str:
        printed = []
        for command in commands_in(match["body"]):
            output = terminal.run(command)
            if update_golden and ANY_LINES not in command.output:
                command = Command(command.text, tuple(output))
            if not fits(without_what_varies(command.output), without_what_varies(output)):
                wrong.append("\n".join((f"$ {command.text}", *output)))
            printed += ["$ " + command.text.replace("\n", "\n> "), *command.output]
        return "```console\n" + "".join(line + "\n" for line in printed) + "```"

    rewritten = BLOCK.sub(run_block, text)
    if update_golden:
        document.write_text(rewritten, encoding="utf-8")
    assert not wrong, "these commands print something else than the document says:\n" + "\n\n".join(wrong)
    assert rewritten == text or update_golden


@pytest.mark.parametrize(
    ("printed", "true", "expected"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "b"], ["a", "b"], True),
        ([], [], True),
        (["a", "..."], ["b", "a"], False),
        (["a"], ["a", "b"], False),
        (["a.c"], ["abc"], False),
        ([], ["a"], False),
    ],
)
def test_three_dots_stand_for_any_lines(printed: list[str], true: list[str], expected: bool) -> None:
    assert fits(printed, true) is expected


def test_commands_of_a_block() -> None:
    block = "$ cat <<'END'\n> x\n> END\nx\n\ny\n$ true\n"
    assert commands_in(block) == [Command("cat <<'END'\nx\nEND", ("x", "", "y")), Command("true", ())]
