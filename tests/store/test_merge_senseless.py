"""A colleague's file whose journal holds what no program has written is refused, and nothing changes."""

from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.domain.ids import NOBODY
from annotator.store import journal
from annotator.store.journal import Register, Value
from support.projects import project_with, state


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("label", "no strokes", {"stance": "critical"}),
        ("coder", "somebody", {"nickname": "Ann"}),
        ("speaker", "{statement}", {"speakers": 7}),
        ("review", "{statement}/a/b/c", {"comment": "no verdict"}),
        ("mention", "{transcript}/one/two", {"kind": "CITY"}),
        ("transcript", "{transcript}", {"title": "no importer"}),
        ("version", "no strokes", {"of": "nothing"}),
    ],
)
def test_merge_of_a_fact_without_its_kinds_form_is_refused_and_changes_nothing(
    tmp_path: Path, kind: str, key: str, value: Value
) -> None:
    with project_with(tmp_path / "a.annotator") as mine, project_with(tmp_path / "b.annotator") as theirs:
        row = next(theirs.statements(unlabelled_by="Ann"))
        register = Register(kind, key.format(statement=row.uid, transcript=row.transcript))
        with theirs._file.write() as connection:
            journal.append(connection, theirs._file.clock, NOBODY, [(register, value)])
        before = state(mine)
        with pytest.raises(UserError, match=r'"b\.annotator" has an entry .* nothing was merged'):
            mine.merge([theirs.path])
        assert state(mine) == before
        assert mine.check().problems == ()
