"""One report: its cells and texts, its file, its edit log."""

from nianbao.report.model import Answer, Number, Report

__all__ = ["Answer", "Number", "Report"]
