"""What another program wrote into the file of an open report, and what becomes of it."""

from __future__ import annotations

from collections.abc import Container
from contextlib import suppress
from dataclasses import replace

from nianbao.report.toml_file import ReportFileError
from nianbao.report.toml_sanity import UnreadableFile
from nianbao.report.toml_writing import report_to_toml
from nianbao.wizard.differences import Difference, differences, differing
from nianbao.wizard.document_file import NOT_TAKEN
from nianbao.wizard.document_steps import DocumentSteps
from nianbao.wizard.history import Step


class DocumentOutside(DocumentSteps):
    """An open report whose file others may write, too: nothing of theirs is overwritten unasked."""

    changed_outside: tuple[Difference, ...] = ()
    """What another program had changed in the file before it was opened."""
    _outside: Step | None = None

    def found_changed(self, changed: tuple[Difference, ...]) -> None:
        """The last step of the history is what another program had changed: `changed`."""
        self.changed_outside = changed
        self._outside = self._history.done[-1] if changed else None

    def take_back(self, addresses: Container[str]) -> None:
        """Put back, as one step, what stood at these of the addresses `changed_outside`."""
        changes = self._outside.changes if self._outside is not None else ()
        self._edit({c.address: c.before for c in changes if c.address in addresses})

    def outside(self) -> tuple[Difference, ...] | None:
        """What the file holds that another program wrote, where it differs.

        None where it holds no report that could be merged: none at all, or one on another form.
        """
        try:
            there = self._read_outside()[1]
        except (UnreadableFile, ReportFileError):
            return None
        if there.edition is not self.edition:
            return None
        others = differing(self._contents, there, self._totals)
        return tuple(differences(self._contents, others, self._in_file))

    def merge_outside(self, chosen: Container[str]) -> bool:
        """Take over, at these addresses, what another program wrote, as one step; write the file.

        What the user has put under `[extra]` comes from the file in any case. Where the file holds
        more than is taken over, it is kept as a backup.

        Returns:
            Whether that could be done, and the file is written.
        """
        try:
            text, there = self._read_outside()
        except (UnreadableFile, ReportFileError):
            return False
        if there.edition is not self.edition:
            return False
        with suppress(OSError):
            others = differing(self._contents, there, self._totals)
            taken = {address: other for address, other in others.items() if address in chosen}
            untaken = len(taken) < len(others)
            self._saving.accept_outside(
                self._clock(), keep=untaken or text != report_to_toml(there)
            )
            if untaken:
                self._kept_because = NOT_TAKEN
            # No edit of anybody's here: it is written again as it was found.
            report = replace(self.report, extra=there.extra)
            self._contents = replace(self._contents, report=report)
            self._edit(taken)
            self.save()
        return self.saving.trouble is None

    def take_outside(self) -> bool:
        """Take over all that another program wrote, as one step; whether that could be done."""
        return self.merge_outside({difference.address for difference in self.outside() or ()})

    def keep_mine(self) -> bool:
        """Write the file over what another program wrote, which is kept as a backup."""
        if self.outside() is not None:
            return self.merge_outside(())
        with suppress(OSError):
            self._saving.accept_outside(self._clock(), keep=True)
            self._kept_because = NOT_TAKEN
            self.save()
        return self.saving.trouble is None
