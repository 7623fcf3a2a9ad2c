import pickle

from hypothesis import given, settings

from nianbao.checks.checking import check
from nianbao.checks.diagnosis import Diagnosis, diagnose
from nianbao.checks.finding import Finding, Severity
from nianbao.checks.record import FileProblem, Record
from nianbao.report import Report
from tests.generated import reports


@settings(max_examples=10)
@given(reports())
def test_a_record_can_be_sent_to_another_process(report: Report) -> None:
    findings = check(report)
    record = Record("某局2024年.toml", report, findings, diagnose(report, findings))
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_record_of_a_bad_file_can_be_sent_to_another_process() -> None:
    record = Record("坏.toml", None, (), error=FileProblem("不是年报文件", 3, 1))
    assert pickle.loads(pickle.dumps(record)) == record


def test_diagnoses_still_name_their_findings_when_those_explained_are_left_out() -> None:
    hint = Finding("jump", "变化很大", Severity.HINT, "…", answered="机构合并")
    error = Finding("requests-total", "不等", Severity.ERROR, "…")
    record = Record("a", None, (hint, error, hint, error), (Diagnosis((1, 3), False, ()),))
    assert record.without_answered() == Record(
        "a", None, (error, error), (Diagnosis((0, 1), False, ()),)
    )
