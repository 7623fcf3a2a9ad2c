"""Reports checked, and what was found told to people and to programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from nianbao.operations.opening import editions, last_year_of
from nianbao.operations.publishing import NO_OPENPYXL, CannotExport
from nianbao.readers.sources import Source, open_source
from nianbao.readers.unreadable import Unreadable
from nianbao.report import Report
from nianbao.report.toml_file import ReportText

if TYPE_CHECKING:
    from nianbao.checks.catalogue import Rule
    from nianbao.checks.explanation import Diagnosis
    from nianbao.checks.finding import Finding
    from nianbao.checks.placing import Places
    from nianbao.checks.record import Record
    from nianbao.readers.imported import Imported

CheckFormat = Literal["json", "jsonl", "sarif", "brief", "xlsx"]
"""The forms in which a check's findings go to others than the one who checks."""


def read_and_check(
    source: Source,
    *,
    last_year: Report | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Record:
    """A report with what was found in it, or the reason why it could not be read.

    The doubts of a document that had to be imported come first. Without `last_year`, the file that
    the report names as last year's is taken, when it lies beside it and can be read. Nothing is
    written; the same source gives the same record.

    Args:
        source: what to check.
        last_year: last year's report, instead of the one the file names.
        select: names of rules; only these are reported.
        ignore: names of rules that are not reported.
    """
    from nianbao.checks.checking import check
    from nianbao.checks.record import Record

    path = "-" if isinstance(source, bytes) else str(source)
    try:
        opened = open_source(source, editions())
    except Unreadable as error:
        return unreadable_record(path, error)
    report = opened.report
    last = last_year or last_year_of(report, source)
    chosen, refused = set(select), set(ignore)
    doubts: tuple[Finding, ...] = ()
    if not isinstance(opened, ReportText):
        doubts = tuple(
            doubt
            for doubt in opened.doubts
            if (not chosen or doubt.rule in chosen) and doubt.rule not in refused
        )
    found = check(report, last_year=last, places=_places(opened), select=chosen, ignore=refused)
    if not isinstance(opened, ReportText):
        from nianbao.operations.document_places import with_names

        found = with_names(found, opened)
    findings = (*doubts, *found)
    return Record(path, report, findings, _diagnoses(report, findings, last), last_year=last)


def _diagnoses(
    report: Report, findings: Sequence[Finding], last_year: Report | None
) -> tuple[Diagnosis, ...]:
    """What may be wrong where balances do not hold; most reports' do, and need not know how."""
    rules = {balance.rule for table in report.edition.tables for balance in table.balances}
    if not any(finding.rule in rules for finding in findings):
        return ()
    from nianbao.checks.diagnosis import diagnose

    return diagnose(report, findings, last_year=last_year)


def read_with_errors(source: Source) -> Record:
    """A report with nothing but its doubts, where it had to be imported, and its errors.

    It costs a fraction of a full check: for who goes on with the report and only has to be told.
    """
    from nianbao.checks.errors import errors_of
    from nianbao.checks.record import Record

    path = "-" if isinstance(source, bytes) else str(source)
    try:
        opened = open_source(source, editions())
    except Unreadable as error:
        return unreadable_record(path, error)
    doubts = () if isinstance(opened, ReportText) else opened.doubts
    last = last_year_of(opened.report, source)
    found = errors_of(opened.report, last, _places(opened))
    return Record(path, opened.report, (*doubts, *found), last_year=last)


def _places(opened: ReportText | Imported) -> Places:
    if isinstance(opened, ReportText):
        return opened
    from nianbao.operations.document_places import DocumentPlaces

    return DocumentPlaces(opened)


def unreadable_record(path: str, error: Unreadable) -> Record:
    """What a check records of a source that cannot be read."""
    from nianbao.checks.record import FileProblem, Record

    first = error.problems[0]
    return Record(path, None, (), error=FileProblem(first.message, first.line, first.column))


def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which their findings are printed."""
    from nianbao.checks.catalogue import RULES

    return RULES


def rules_as(form: str, chosen: Sequence[Rule], *, briefly: bool) -> str:
    """Rules as `text` (a line a rule when `briefly`), `json` or `csv`."""
    from nianbao.writers import rules as writer

    if form == "text":
        return (
            writer.rules_to_text(chosen) if briefly else "\n".join(map(writer.rule_to_text, chosen))
        )
    return writer.rules_to_json(chosen) if form == "json" else writer.rules_to_csv(chosen)


def records_as_json(records: Sequence[Record]) -> str:
    """What was found in several files, in the form of `check --format json`."""
    from nianbao.writers.check_json import records_to_json

    return records_to_json(records)


def records_as(form: CheckFormat, records: Sequence[Record]) -> str | bytes:
    """What was found in several files, for a program, a message or a spreadsheet.

    Args:
        form: `json`, or `jsonl` with a line a file; `sarif`; `brief`, a line a file to be sent as
            a message; `xlsx`, a list to answer and the tables with comments, as bytes.
        records: the files.

    Raises:
        CannotExport: openpyxl is not installed.
    """
    if form == "sarif":
        from nianbao.writers.check_sarif import records_to_sarif

        return records_to_sarif(records, rules())
    if form == "brief":
        from nianbao.writers.check_brief import records_to_brief

        return records_to_brief(records)
    if form == "xlsx":
        return _checked_workbook(records)
    if form == "jsonl":
        from nianbao.writers.check_json import records_to_json_lines

        return records_to_json_lines(records)
    return records_as_json(records)


def _checked_workbook(records: Sequence[Record]) -> bytes:
    try:
        from nianbao.writers.check_workbook import records_to_workbook
    except ModuleNotFoundError as error:
        raise CannotExport(NO_OPENPYXL) from error
    return records_to_workbook(records, rules())
