"""Screens on which a warning can be explained with F9 and Enter."""

from __future__ import annotations

from textual.binding import Binding

from nianbao.checks.finding import Finding
from nianbao.wizard.key_names import with_keys
from nianbao.wizard.screens.base import DocumentScreen

EXPLAIN = Binding(
    "f9,ctrl+g",
    "explain",
    "说明理由",
    id="suggest",
    tooltip="核对后确认没有错的，写明理由，不再算作问题",
    priority=True,
)
"""The key that proposes repairs where something is wrong, where nothing need be."""


class Explaining(DocumentScreen):
    """A screen with a finding at its cursor; it lists `EXPLAIN` among its bindings."""

    def to_explain(self) -> Finding | None:
        """The warning or hint at the cursor; None where there is none."""
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to explain only at a warning or hint."""
        if action == "explain":
            return self.document.writable and self.to_explain() is not None
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        """Ask for the reason."""
        from nianbao.wizard.screens.explain import Explain

        self.settle()
        finding = self.to_explain()
        if finding is None:
            return

        def explained(reason: str | None) -> None:
            if reason is not None:
                self.document.explain(finding, reason)
                self.document_changed()
                self.told_of_reason("已记下说明，<undo> 撤销。" if reason else "已撤回说明。")

        self.app.push_screen(Explain(finding), explained)

    def told_of_reason(self, sentence: str) -> None:
        """Say that the reason was taken."""
        self.notify(with_keys(sentence, self.app), timeout=3)
