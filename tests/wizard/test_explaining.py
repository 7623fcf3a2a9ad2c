"""A warning explained with a reason in two keys: in the review and at the cell."""

from pathlib import Path

from nianbao.report import Answer
from tests.wizard.session import Session, saved, whole, wizard, write

RULES_ROW = {"disclosure.rules.in_force": 6}
ZEROS = {
    f"disclosure.{cell}": 0
    for cell in (
        *(f"rules.{column}" for column in ("issued", "repealed")),
        *(f"normative_documents.{column}" for column in ("issued", "repealed", "in_force")),
        *(f"{row}.decisions" for row in ("licences", "penalties", "coercive_measures")),
        "fees.amount",
    )
}
CHECKED = "已对照台账核对，情况属实。"


def answers(session: Session) -> list[Answer]:
    return list(session.report.answers)


async def test_two_keys_explain_a_warning_in_the_review(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", whole("disclosure", ZEROS | RULES_ROW))
    async with wizard(tmp_path, file) as session:
        await session.press("f5")
        assert "F9 说明理由" in session.footer
        assert session.shows("1 ? 存疑 规章：现行有效 6")
        assert session.line("| 规章").endswith("6?1 |")
        await session.press("f9", "enter")
        assert answers(session) == [
            Answer(
                "rules-competence",
                ("disclosure.rules.in_force",),
                CHECKED,
                values={"disclosure.rules.in_force": 6},
            )
        ]
        assert session.shows("核对完毕，未发现问题，已说明 1 条")
        assert session.shows("已说明 规章：现行有效 6，而")
        assert session.shows(f"说明：{CHECKED}")
        assert session.line("| 规章").endswith("6 |")
        await session.press("ctrl+z")
        assert session.shows("存疑 1 处")
        await session.press("ctrl+y", "ctrl+s")
        assert saved(file) == session.report

        # Another number is another question; the one before is answered still.
        session.document.type_cell("disclosure.rules.in_force", "7")
        await session.pilot.pause()
        assert session.shows("存疑 1 处")
        session.document.type_cell("disclosure.rules.in_force", "6")
        await session.pilot.pause()
        assert session.shows("已说明 1 条")

        # Emptied, it is withdrawn.
        await session.press("f9", "backspace", "enter")
        assert answers(session) == []
        assert session.shows("存疑 1 处")


async def test_two_keys_explain_a_warning_at_its_cell(tmp_path: Path) -> None:
    file = write(tmp_path / "年报.toml", whole("disclosure", ZEROS | RULES_ROW))
    async with wizard(tmp_path, file) as session:
        await session.press("3")
        assert "说明理由" not in session.footer
        await session.press("right", "right")
        assert "说明理由" in session.footer
        assert session.shows("? 1. 规章：现行有效 6")
        assert session.document.cell("disclosure.rules.in_force").mark == "?"
        await session.press("ctrl+g", "down")
        assert session.shows("本机关依法有规章制定权。")
        await session.type("省政府授权")
        await session.press("escape")
        assert answers(session) == []
        await session.press("f9")
        await session.type("省政府授权")
        await session.press("enter")
        assert [answer.reason for answer in answers(session)] == ["省政府授权"]
        assert session.shows("已记下说明，Ctrl+Z 撤销。")
        assert session.document.cell("disclosure.rules.in_force").mark == " "
        assert session.document.status("disclosure").label == "已完成"
