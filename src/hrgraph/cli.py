"""The command line. Each command reads its arguments, calls one public function and writes what it returns.

Results go to standard output, the log to standard error. Exit codes: 0 done, 1 failure, 2 wrong usage, 3 the data do not
conform. What a command needs is imported when it runs, so that `hrgraph --help` answers at once.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from hrgraph import __version__
from hrgraph.errors import HrgraphError, InputError, ParameterError
from hrgraph.fetch_command import fetch
from hrgraph.whole_files import write_whole

NOT_CONFORMING = 3
_STORE_HELP = "Folder of the store."


class _Group(click.Group):
    """Shows hrgraph's own errors as messages, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HrgraphError as error:
            click.echo(f"hrgraph: {error}", err=True)
            ctx.exit(2 if isinstance(error, ParameterError) else 1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hrgraph")
@click.option("--verbose", is_flag=True, help="Log more, with tracebacks of what went wrong.")
def main(verbose: bool) -> None:
    """Turn human-rights documents of the United Nations into a validated knowledge graph, and ask it.

    \b
    hrgraph build documents/ --store S
    hrgraph query treaty-status --store S --param state=KAZ
    hrgraph serve --store S
    """
    logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("hrgraph").setLevel(logging.INFO if verbose else logging.CRITICAL)


main.add_command(fetch)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--store", required=True, type=click.Path(), help=f"{_STORE_HELP} A missing one is made.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; one for each core by default.")
@click.option("--without-words", is_flag=True, help="Leave the sentences of the documents out of the graph.")
@click.option("--no-inference", is_flag=True, help="Leave out all that is worked out: what follows from the ontology, and machine tags.")
@click.option("--dask", metavar="ADDRESS", help="Dask scheduler whose workers read the documents, such as tcp://host:8786.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@click.option("--report", type=click.Path(), help="File for the report as a page (HTML); - for standard output.")
def build(
    sources: tuple[str, ...],
    store: str,
    workers: int | None,
    without_words: bool,
    no_inference: bool,
    dask: str | None,
    as_json: bool,
    report: str | None,
) -> None:
    """Read documents and serve their graph from now on.

    A SOURCE is a document, a folder of documents (with a corpus.toml that tells what the files cannot), or a graph file
    that `hrgraph export graph` wrote. The sub-folders of a folder are not read: name each as a SOURCE. A source that
    cannot be used is reported, and the others are built; the exit code is 1 then, and nothing is published where no
    document can be served. What did not change since the build before is not read again. Recommendations that no source
    classes get machine tags, by the model that HRGRAPH_MODEL names or by the one that comes with hrgraph.

    \b
    hrgraph build documents/ --store S
    """
    from hrgraph.build_page import report_page
    from hrgraph.build_report import format_report, report_record
    from hrgraph.cluster import open_cluster
    from hrgraph.pipeline import build as build_store

    if dask and workers:
        raise click.UsageError("--workers is for processes of this machine; a cluster has its own.")
    if as_json and report == "-":
        raise click.UsageError("--json and --report - would both go to standard output.")
    with _Progress() as progress, open_cluster(dask) as executor:
        built = build_store(
            sources,
            store,
            workers=workers,
            executor=executor,
            words=not without_words,
            inference=not no_inference,
            progress=progress,
        )
    for warning in built.warnings:
        click.echo(f"hrgraph: warning: {warning}", err=True)
    for problem in built.problems:
        click.echo(f"hrgraph: {problem}", err=True)
    click.echo(format_report(built), err=True)
    if as_json:
        click.echo(json.dumps(report_record(built), ensure_ascii=False, indent=1))
    if report:
        _write(report, [report_page(report_record(built)).encode()])
    sys.exit(1 if built.problems else 0)


@main.command()
@click.argument("what", type=click.Choice(["statements", "recommendations", "facts", "graph"]))
@click.option("--store", required=True, type=click.Path(), help=_STORE_HELP)
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "ttl", "nq"]), help="jsonl, or nq for the graph.")
@click.option("-o", "--output", default="-", help="File to write; - for standard output.")
@click.option("--documents-only", is_flag=True, help="Of the graph, leave out ontology, schemes and reference data.")
def export(what: str, store: str, form: str | None, output: str, documents_only: bool) -> None:
    """Write what is in a store to a file.

    \b
    hrgraph export statements --store S -o statements.jsonl
    """
    from hrgraph import exports
    from hrgraph.store import Store

    allowed = ("nq", "ttl") if what == "graph" else ("jsonl", "csv")
    form = form or allowed[0]
    if form not in allowed:
        raise click.UsageError(f"{what} can be written as {' or '.join(allowed)}, not as {form}.")
    if documents_only and what != "graph":
        raise click.UsageError("--documents-only goes with `export graph`.")
    opened = Store.open(store)
    if what == "graph":
        graphs = exports.document_graphs(opened) if documents_only else list(opened.graphs)
        _write(output, exports.write_graph(opened, form, graphs=graphs))
    else:
        lines = exports.write_records(exports.export_records(opened, what), form, exports.fields_of(what))
        _write(output, (line.encode() for line in lines))


@main.command()
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("--store", type=click.Path(), help=_STORE_HELP)
@click.option("--endpoint", help="Address of a SPARQL endpoint, in place of a store.")
@click.option("--param", "parameters", multiple=True, metavar="K=V", help="Value of a parameter; may be repeated.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def query(name: str | None, store: str | None, endpoint: str | None, parameters: tuple[str, ...], form: str) -> None:
    """Ask a curated question by NAME, or a SPARQL query in a file. Without a name, list the questions.

    \b
    hrgraph query treaty-status --store S --param state=KAZ
    """
    from hrgraph import answers, queries

    if name is None:
        click.echo(answers.list_questions(queries.load_queries().values()), nl=False)
        return
    if (store is None) == (endpoint is None):
        raise click.UsageError("Give either --store DIR or --endpoint URL.")
    values = _pairs(parameters)
    engine = _engine(store, endpoint)
    if name == "-" or name.endswith(".rq"):
        text = sys.stdin.read() if name == "-" else _read_text(name)
        result = answers.answer_text(engine, text, values, form)
    else:
        result = answers.answer_question(engine, queries.find_query(name), values, form)
    _write("-", [result])


@main.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--store", type=click.Path(), help=f"{_STORE_HELP} Every graph of a document in it is validated.")
@click.option(
    "--report", "report_file", type=click.Path(), help="File for the SHACL report (Turtle); - for standard output."
)
@click.option(
    "--engine", type=click.Choice(["sparql", "pyshacl"]), default="sparql", show_default=True,
    help="The shapes compiled to SPARQL, or the reference implementation, which agrees and takes a hundred times as long.",
)  # fmt: skip
def validate(files: tuple[str, ...], store: str | None, report_file: str | None, engine: str) -> None:
    """Check a store, or RDF files, against hrgraph's shapes. Exit code 3 when the data do not conform.

    \b
    hrgraph validate --store S --report report.ttl
    """
    from hrgraph import validation_report
    from hrgraph.issues import violations
    from hrgraph.revalidation import validate_files, validate_store

    if bool(files) == (store is not None):
        raise click.UsageError("Give either --store DIR or files.")
    checked = (
        validate_store(store, engine) if store is not None else validate_files([Path(file) for file in files], engine)
    )
    in_words = validation_report.format_report(checked.issues, checked.labels) if checked.nodes else "0 records.\n"
    if not checked.nodes:
        click.echo("hrgraph: warning: there is nothing in it that a shape could be held against.", err=True)
    click.echo(in_words, err=report_file == "-", nl=not in_words.endswith("\n"))
    if report_file:
        _write(report_file, [validation_report.serialize_report(checked.issues)])
    sys.exit(NOT_CONFORMING if violations(checked.issues) else 0)


@main.command()
@click.option("--store", type=click.Path(), help=_STORE_HELP)
@click.option("--endpoint", help="Address of a SPARQL endpoint to stand in front of, in place of a store.")
@click.option("--host", default="127.0.0.1", show_default=True, envvar="HRGRAPH_HOST", show_envvar=True)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), envvar="HRGRAPH_PORT", show_envvar=True
)
@click.option(
    "--timeout",
    "timeout_s",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Seconds a query may take.",
)
@click.option(
    "--query-workers", default=4, show_default=True, type=click.IntRange(min=1), help="Queries at the same time."
)
def serve(store: str | None, endpoint: str | None, host: str, port: int, timeout_s: float, query_workers: int) -> None:
    """Serve a store over HTTP: SPARQL, the curated questions, and a page to begin with.

    \b
    hrgraph serve --store S --port 8080
    """
    if (store is None) == (endpoint is None):
        raise click.UsageError("Give either --store DIR or --endpoint URL.")
    import uvicorn

    from hrgraph.web.app import create_app

    app = create_app(store, endpoint=endpoint, timeout_s=timeout_s, workers=query_workers)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=5
    )
    listening = config.bind_socket()  # before the address is printed: port 0 asks the system for one
    address = f"[{host}]" if ":" in host else host
    click.echo(f"hrgraph {__version__} at http://{address}:{listening.getsockname()[1]}/ (Control-C ends it)", err=True)
    uvicorn.Server(config).run(sockets=[listening])


def _engine(store: str | None, endpoint: str | None) -> Any:
    if endpoint is not None:
        from hrgraph.endpoint import Endpoint

        return Endpoint(endpoint)
    from hrgraph.store import Store

    return Store.open(str(store))


def _pairs(parameters: Iterable[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name:
            raise click.UsageError(f"--param {parameter!r} is not of the form name=value.")
        if name in pairs:
            raise click.UsageError(f"--param {name} is given twice.")
        pairs[name] = value
    return pairs


def _read_text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            name, f"the query cannot be read ({error}).", advice="Expected a SPARQL query in UTF-8."
        ) from error


def _write(output: str, chunks: Iterable[bytes]) -> None:
    """Write to a file, which is replaced when all of it is there, or to standard output."""
    if output == "-":
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    try:
        with write_whole(Path(output)) as file:
            file.writelines(chunks)
    except OSError as error:
        raise InputError(output, f"cannot be written ({error}).", advice="Check the folder and the rights.") from error


class _Progress:
    """A progress bar on standard error when that is a terminal; nothing otherwise."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __enter__(self) -> Callable[[int, int, str], None]:
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()

    def _show(self, done: int, total: int, source: str) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(
                length=total, label="Reading", file=sys.stderr, item_show_func=lambda item: item
            )
        self._bar.update(done - self._bar.pos, Path(source).name)
