import pickle

from hypothesis import given, settings

from nianbao.checks.checking import check
from nianbao.checks.record import FileProblem, Record
from nianbao.report import Report
from tests.generated import reports


@settings(max_examples=10)
@given(reports())
def test_a_record_can_be_sent_to_another_process(report: Report) -> None:
    record = Record("某局2024年.toml", report, check(report))
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_record_of_a_bad_file_can_be_sent_to_another_process() -> None:
    record = Record("坏.toml", None, (), error=FileProblem("不是年报文件", 3, 1))
    assert pickle.loads(pickle.dumps(record)) == record
