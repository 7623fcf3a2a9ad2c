from nianbao.checks.checking import check
from nianbao.checks.finding import Finding
from nianbao.checks.quoted import quoted_span
from nianbao.editions import built_in
from nianbao.report import Report
from nianbao.report.live_figures import filled_text
from nianbao.report.toml_file import read_report

EDITION = built_in().for_year(2024)
CELLS = {"requests.total.received": 95, "requests.total.concluded": 95}
TEXT = (
    "（一）主动公开\n共 {requests.total.received} 次。\n（二）依申请公开\n"
    "全年{requests.total.received}个工作日，收到政府信息公开申请 1 7 件，按期答复{requests.total.concluded}件。"
    "全年XX次。申请人张某 13812345678。{requests.total.recieved}"
)


def of(rule: str, findings: tuple[Finding, ...]) -> Finding:
    return next(one for one in findings if one.rule == rule)


def test_words_and_numbers_are_placed_in_the_text_with_its_figures_not_filled_in() -> None:
    text = TEXT.replace("1 7", "17")
    report = Report(EDITION, "某局", 2024, {"overview": text}, CELLS)
    findings = check(report)
    received = of("text-received", findings)
    assert received.span is not None
    assert received.figure is not None
    assert text[slice(*received.span)].startswith("全年{requests.total.received}个工作日")
    assert text[slice(*received.figure)] == "17"
    assert received.quote is not None
    assert received.quote.startswith("全年95个工作日")
    for rule, words in (
        ("placeholder", "全年XX次"),
        ("personal-data", "13812345678"),
        ("live-figure", "{requests.total.recieved}"),
    ):
        span = quoted_span(of(rule, findings), report)
        assert span is not None
        assert text[slice(*span)] == words


def test_line_and_column_are_those_of_the_sentence_in_the_file() -> None:
    text = (
        'schema = 1\nedition = "2021"\n[report]\norgan = "某局"\nyear = 2024\n[narrative]\n'
        'overview = """\n（一）主动公开\n公开信息12条。（二）依申请公开\n收到政府信息公开申请 17 件。"""\n'
        'other_matters = "2023年，我局收到申请。未收取信息处理费。"\n'
        "[requests.total]\nreceived = 95\n"
    )
    parsed = read_report(text, built_in())
    findings = check(parsed.report, places=parsed)
    assert (of("text-received", findings).line, of("text-received", findings).column) == (10, 1)
    assert (of("text-year", findings).line, of("text-year", findings).column) == (11, 18)
    # What is missing in a text has only the text's own place.
    missing = of("five-aspects", findings)
    assert (missing.line, missing.column) == (7, 1)


def test_a_figure_is_mapped_only_as_a_whole() -> None:
    text = "共{requests.total.received}件，{requests.total.concluded}件"
    filled = filled_text(text, Report(EDITION, "某局", 2024, {}, CELLS))
    assert filled.text == "共95件，95件"
    assert filled.source(1, 3) == (1, text.index("件"))
    assert filled.source(2, 4) == (1, text.index("件") + 1)
    assert filled.source(0, len(filled.text)) == (0, len(text))
    assert [filled.holds_figure(i, i + 1) for i in range(8)] == [
        False, True, True, False, False, True, True, False,
    ]  # fmt: skip


def test_a_number_from_the_table_is_never_blamed_even_of_another_cell() -> None:
    cells = {**CELLS, "requests.total.granted": 3, "disclosure.fees.amount": 0}
    text = "收到政府信息公开申请{requests.total.granted}件。共{requests.total.granted}件，其中{requests.total.received}件。"
    report = Report(
        EDITION,
        "某局",
        2024,
        {"overview": text, "other_matters": "收取信息处理费{requests.total.granted}元。"},
        cells,
    )
    blamed = {"text-received", "text-parts", "fee-consistent"}
    assert blamed.isdisjoint(one.rule for one in check(report))
    typed = report.with_text("overview", text.replace("{requests.total.granted}", "3"))
    assert {"text-received", "text-parts"} <= {one.rule for one in check(typed)}
