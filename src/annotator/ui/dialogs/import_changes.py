"""What a person changed of the files of an import, kept for when their table is read again."""

from collections.abc import Iterable, Sequence

from annotator.domain.importing import PlannedFile, with_changes


class KeptChanges:
    """Remembers files as they were planned and as a person has them, and gives a file read again as the person had it.

    A transcript of a table is still the same one where its text is, or else where it has the same place in the table:
    its document, its row, or the whole table. What was changed of one that is there no more is kept for its return.
    """

    def __init__(self) -> None:
        self._planned: dict[int, PlannedFile] = {}
        self._by_text: dict[object, tuple[PlannedFile, PlannedFile]] = {}
        self._by_place: dict[object, tuple[PlannedFile, PlannedFile]] = {}

    def found(self, files: Sequence[PlannedFile]) -> None:
        """Remember files of tables as they were planned."""
        self._planned.update((file.number, file) for file in files if file.table is not None)

    def leave(self, files: Iterable[PlannedFile]) -> None:
        """Remember files that go as a person has them."""
        for file in files:
            planned = self._planned.pop(file.number, None)
            if planned is not None and file.transcript is not None:
                self._by_text[file.source, file.transcript] = planned, file
                self._by_place[file.source, file.path] = planned, file

    def again(self, files: Sequence[PlannedFile]) -> list[PlannedFile]:
        """Give files that were read again with what a person had changed of them."""
        self.found(files)
        return [self._changed(file) for file in files]

    def _changed(self, file: PlannedFile) -> PlannedFile:
        known = self._by_text.get((file.source, file.transcript)) or self._by_place.get((file.source, file.path))
        return file if known is None else with_changes(file, *known)
