"""What the program remembers from one run to the next, as one schema."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from annotator import paths
from annotator.ui.theme import ThemeChoice

RECENT_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open before; ``opened_at`` is in seconds since 1970."""

    path: Path
    opened_at: int

    @property
    def missing(self) -> bool:
        """Whether the file is no longer there."""
        return not self.path.is_file()


class Settings:
    """The remembered state, in one file of the user's configuration folder."""

    def __init__(self) -> None:
        self._store = QSettings(str(paths.config_folder() / "window.ini"), QSettings.Format.IniFormat)

    def save(self) -> None:
        """Write what was set to the file."""
        self._store.sync()

    # -- window ----------------------------------------------------------------------------------------------------

    def bytes_of(self, name: str) -> QByteArray | None:
        """Give remembered geometry or state, or None."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Remember geometry or state."""
        self._store.setValue(f"window/{name}", value)

    @property
    def theme(self) -> ThemeChoice:
        """System, light or dark."""
        value = str(self._store.value("view/theme", ThemeChoice.SYSTEM.value))
        return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("view/theme", choice.value)

    @property
    def reading_step(self) -> int:
        """How many pixels larger than usual the transcript's text is."""
        value = str(self._store.value("view/reading_step", 0))
        return int(value) if value.lstrip("-").isdigit() else 0

    @reading_step.setter
    def reading_step(self, step: int) -> None:
        self._store.setValue("view/reading_step", step)

    def is_on(self, name: str, default: bool) -> bool:
        """Whether a switch is on: auto_advance, legend, mentions."""
        return str(self._store.value(f"switch/{name}", default)).lower() == "true"

    def set_on(self, name: str, on: bool) -> None:
        """Remember a switch."""
        self._store.setValue(f"switch/{name}", on)

    @property
    def hidden_mentions(self) -> frozenset[str]:
        """The kinds of mentions that are not coloured."""
        return frozenset(str(self._store.value("view/hidden_mentions", "")).split())

    @hidden_mentions.setter
    def hidden_mentions(self, kinds: frozenset[str]) -> None:
        self._store.setValue("view/hidden_mentions", " ".join(sorted(kinds)))

    # -- importing -------------------------------------------------------------------------------------------------

    @property
    def pipeline(self) -> str:
        """Name or folder of the trained pipeline whose findings join the rules' in imports, or "" for none."""
        return str(self._store.value("import/pipeline", ""))

    @pipeline.setter
    def pipeline(self, choice: str) -> None:
        self._store.setValue("import/pipeline", choice)

    # -- projects --------------------------------------------------------------------------------------------------

    def recent(self) -> list[RecentProject]:
        """Give the projects that were open before, the last first."""
        found = []
        for nth in range(self._store.beginReadArray("recent")):
            self._store.setArrayIndex(nth)
            opened_at = str(self._store.value("opened_at", 0))
            path = Path(str(self._store.value("path")))
            found.append(RecentProject(path, int(opened_at) if opened_at.isdigit() else 0))
        self._store.endArray()
        return found

    def remember_project(self, path: Path, opened_at: int) -> None:
        """Put a project on top of the recent ones."""
        others = [one for one in self.recent() if one.path != path]
        self._write_recent([RecentProject(path, opened_at), *others][:RECENT_AT_MOST])

    def forget_project(self, path: Path) -> None:
        """Take a project off the recent ones."""
        self._write_recent([one for one in self.recent() if one.path != path])

    def _write_recent(self, projects: list[RecentProject]) -> None:
        self._store.remove("recent")
        self._store.beginWriteArray("recent", len(projects))
        for nth, project in enumerate(projects):
            self._store.setArrayIndex(nth)
            self._store.setValue("path", str(project.path))
            self._store.setValue("opened_at", project.opened_at)
        self._store.endArray()

    def last_coder(self, project: Path) -> str:
        """Give the name of who coded this project last here, to be preselected and no more."""
        return str(self._store.value(f"coder/{self._key(project)}", ""))

    def set_last_coder(self, project: Path, name: str) -> None:
        """Remember who codes this project here."""
        self._store.setValue(f"coder/{self._key(project)}", name)

    @staticmethod
    def _key(project: Path) -> str:
        import hashlib

        return hashlib.sha256(str(project).encode("utf-8", "surrogateescape")).hexdigest()[:16]
