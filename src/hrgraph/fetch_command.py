"""`hrgraph fetch`: reads symbols from the command line, a file or standard input, and fetches the documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from hrgraph.fetching.addresses import FORMATS, LANGUAGES, LONGEST_SYMBOL

if TYPE_CHECKING:
    from hrgraph.symbols import Symbol


@click.command()
@click.argument("symbols", nargs=-1, metavar="[SYMBOL...]")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder for the documents; a missing one is made.",
)
@click.option(
    "--symbols",
    "listed",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="File of symbols, one a line, # before a remark; - for standard input.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Of the documents.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="pdf", show_default=True)
@click.option(
    "--delay",
    "delay_s",
    default=2.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds between two requests to a host.",
)
@click.option(
    "--timeout",
    "timeout_s",
    default=60.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Seconds to wait for a connection, and for the next kilobyte.",
)
@click.option(
    "--base-url",
    "base_urls",
    multiple=True,
    metavar="URL",
    help="A mirror to ask in place of the United Nations' service; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON on standard output, not as a table.")
def fetch(
    symbols: tuple[str, ...],
    output: Path,
    listed: TextIO | None,
    language: str,
    form: str,
    delay_s: float,
    timeout_s: float,
    base_urls: tuple[str, ...],
    as_json: bool,
) -> None:
    """Get documents of the United Nations by SYMBOL (- for symbols on standard input), for `hrgraph build` to read.

    A file that is in the folder and is the document is not fetched again; a download that broke off goes on. What comes
    is kept if it is whole, of the format, and headed by no other symbol. `fetched.json` in the folder tells where each
    file is from. Take a folder for each language and format: a build reads a document once. The exit code is 1 if any
    failed.

    \b
    hrgraph fetch A/HRC/28/10 A/HRC/28/10/Add.1 -o documents
    """  # fmt: skip
    wanted = _parse([*_arguments(symbols), *(_lines(listed) if listed else ())])
    from hrgraph.fetching.client import is_base_url
    from hrgraph.fetching.documents import Fetching, fetch_documents
    from hrgraph.fetching.pace import Manner
    from hrgraph.fetching.summary import format_json, format_line, format_table

    if wrong := [url for url in base_urls if not is_base_url(url)]:
        problem = f"{wrong[0]!r} is not an address. Expected http://... or https://..."
        raise click.BadParameter(problem, param_hint="--base-url")
    fetching = Fetching(language, form, base_urls, Manner(delay_s=delay_s, timeout_s=timeout_s))
    outcomes = []
    for outcome in fetch_documents(wanted, output, fetching, lambda sentence: click.echo(sentence, err=True)):
        outcomes.append(outcome)
        click.echo(f"[{len(outcomes)}/{len(wanted)}] {format_line(outcome)}", err=True)
    click.echo((format_json if as_json else format_table)(outcomes), nl=False)
    sys.exit(1 if any(outcome.result == "failed" for outcome in outcomes) else 0)


def _arguments(symbols: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the symbols that were given, those of standard input in place of a dash."""
    for symbol in symbols:
        if symbol == "-":
            yield from _lines(sys.stdin)
        else:
            yield symbol, ""


def _lines(file: TextIO) -> Iterator[tuple[str, str]]:
    """Yield the symbols of a file, and the place of each for a message."""
    try:
        for number, line in enumerate(file, start=1):
            if symbol := line.partition("#")[0].strip():
                yield symbol, f"{file.name}, line {number}: "
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file.name} is not text in UTF-8.", param_hint="symbols") from error


def _parse(given: Iterable[tuple[str, str]]) -> list[Symbol]:
    """Return symbols, each once.

    Raises:
        click.UsageError: There is none, or some text is none; all such are named.
    """
    from hrgraph.errors import IdentifierError
    from hrgraph.symbols import parse_symbol

    wanted: dict[Symbol, None] = {}
    wrong = []
    for text, place in given:
        try:
            if len(text) > LONGEST_SYMBOL:
                problem = f"is longer than any symbol ({LONGEST_SYMBOL} characters)."
                raise IdentifierError(f"{text[:LONGEST_SYMBOL]!r}... {problem}")
            wanted[parse_symbol(text)] = None
        except IdentifierError as error:
            wrong.append(f"{place}{error}{_suggestion(text)}")
    if wrong:
        raise click.UsageError("\n".join(wrong))
    if not wanted:
        raise click.UsageError("Give the symbols of documents, such as A/HRC/28/10, or a file of them with --symbols.")
    return list(wanted)


def _suggestion(text: str) -> str:
    """Return the symbol that a person may have meant: of an address, or in small letters."""
    from hrgraph.symbols import repair_symbol, symbol_from_url

    repaired = repair_symbol(text.upper())
    meant = symbol_from_url(text) or (repaired[0] if repaired else None)
    return f" Did you mean {meant}?" if meant else ""
