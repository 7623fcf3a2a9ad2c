"""What nianbao can do with reports: the public API, which the commands and the wizard call too.

A *source* is a path (`Path` or `str`) or the bytes of a document: a report's own file (TOML), plain
text, Markdown, a web page, a Word file, a workbook, a PDF, or the JSON written here. Which one it
is, is told by what stands in it; a file named `.toml` is always taken for a report's file.
"""

from nianbao.operations.checking import (
    CheckFormat,
    read_and_check,
    read_with_errors,
    records_as,
    records_as_json,
    rules,
    rules_as,
    unreadable_record,
)
from nianbao.operations.opening import (
    editions,
    import_document,
    last_year_file,
    last_year_of,
    read,
    settings_folder,
)
from nianbao.operations.publishing import (
    ALL_FORMATS,
    TEXT_FORMATS,
    CannotExport,
    ExportFormat,
    compared_as,
    document_name,
    export,
    find_section,
    read_template,
    schema,
    show,
)
from nianbao.operations.writing import new_report, to_toml, write_report
from nianbao.readers.sources import Source
from nianbao.readers.unreadable import Unreadable

__all__ = [
    "ALL_FORMATS",
    "TEXT_FORMATS",
    "CannotExport",
    "CheckFormat",
    "ExportFormat",
    "Source",
    "Unreadable",
    "compared_as",
    "document_name",
    "editions",
    "export",
    "find_section",
    "import_document",
    "last_year_file",
    "last_year_of",
    "new_report",
    "read",
    "read_and_check",
    "read_template",
    "read_with_errors",
    "records_as",
    "records_as_json",
    "rules",
    "rules_as",
    "schema",
    "settings_folder",
    "show",
    "to_toml",
    "unreadable_record",
    "write_report",
]
