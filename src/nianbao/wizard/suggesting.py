"""Screens on which the repair of a balance can be taken with F9 and Enter."""

from __future__ import annotations

from textual.binding import Binding

from nianbao.checks.diagnosis_sentences import diagnosis_sentences
from nianbao.checks.explanation import Explanation
from nianbao.wizard.screens.base import DocumentScreen

SUGGEST = Binding(
    "f9,ctrl+g",
    "suggest",
    "修改建议",
    id="suggest",
    tooltip="勾稽关系不符时，推算哪一格可能有误、应是多少",
    priority=True,
)


class Suggesting(DocumentScreen):
    """A screen with a cell at its cursor; it lists `SUGGEST` among its bindings."""

    def to_mend(self) -> str | None:
        """The cell whose balances are to be mended; None where there is none."""
        return None

    def told_of_repair(self, sentence: str) -> None:
        """Say what came of it."""

    def repaired(self, explanation: Explanation) -> None:
        """The document was changed so: go where that was, if need be."""

    def action_suggest(self) -> None:
        """Show which cell may be wrong, and with which value all would be in order."""
        from nianbao.wizard.screens.suggest import Suggestions

        self.settle()
        cell = self.to_mend()
        diagnosis = None if cell is None else self.document.diagnosis_at(cell)
        if diagnosis is None:
            self.told_of_repair("本表没有勾稽关系不符的地方，没有修改建议。")
        elif not diagnosis.explanations:
            (sentence,) = diagnosis_sentences(diagnosis, self.document.edition)
            self.told_of_repair(sentence)
        else:
            self.app.push_screen(Suggestions(diagnosis, self.document.edition), self._suggested)

    def _suggested(self, explanation: Explanation | None) -> None:
        """Change what the user took."""
        if explanation is None:
            self.told_of_repair("没有更正，什么都没有改。")
            return
        self.document.accept(explanation)
        self.document_changed()
        self.repaired(explanation)
        self.told_of_repair("已更正，请核对台账；<undo> 撤销。")
