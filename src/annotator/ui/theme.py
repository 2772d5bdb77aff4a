"""How the program looks: palette, type scale, spacing and icons, all from one theme file, light or dark."""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from annotator import paths

if TYPE_CHECKING:
    from annotator.domain.codebook import Stance
    from annotator.domain.transcript import MentionKind


class ThemeChoice(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """The theme in use.

    Signals:
        look_changed: Colours, sizes or icons are different now; paint again.
    """

    look_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        folder = paths.resource("themes")
        self._folder = folder
        self._raw: Mapping[str, Any] = json.loads((folder / "theme.json").read_text(encoding="utf-8"))
        self._style = (folder / "style.qss").read_text(encoding="utf-8")
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, bool, str, int], QFont] = {}
        self._icons: Any = None
        self.choice = ThemeChoice.SYSTEM
        self.dark = False
        self.reading_step = 0

    # -- choosing --------------------------------------------------------------------------------------------------

    def start(self, choice: ThemeChoice, reading_step: int) -> None:
        """Dress the application and follow the system from now on."""
        self._app.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_hints_color_scheme_changed)
        self.reading_step = reading_step
        self.choice = choice
        self._apply()

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or be light or dark whatever it says."""
        self.choice = choice
        self._apply()

    def step_reading_size(self, by: int) -> None:
        """Make the transcript's text larger or smaller, within reason."""
        self.reading_step = min(max(self.reading_step + by, -3), 8)
        self._fonts.clear()
        self.look_changed.emit()

    def _on_hints_color_scheme_changed(self) -> None:
        if self.choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        hints = QGuiApplication.styleHints()
        if self.choice is ThemeChoice.SYSTEM:
            self.dark = hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            self.dark = self.choice is ThemeChoice.DARK
        self._colours = {name: QColor(value) for name, value in self._raw[self._mode].items()}
        self._fonts.clear()
        # setColorScheme does nothing offscreen and on a bare X server (seen with Qt 6.8 to 6.11): our own palette.
        self._app.setPalette(self._palette())
        font = QFont(self.font("body"))
        self._app.setFont(font)
        self._app.setStyleSheet(self._style_sheet())
        self.look_changed.emit()

    @property
    def _mode(self) -> str:
        return "dark" if self.dark else "light"

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        pairs = {
            role.Window: "window",
            role.WindowText: "text",
            role.Base: "raised",
            role.AlternateBase: "panel",
            role.Text: "text",
            role.Button: "raised",
            role.ButtonText: "text",
            role.BrightText: "danger",
            role.Highlight: "accent",
            role.HighlightedText: "accent_text",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.PlaceholderText: "text_subdued",
            role.Light: "raised",
            role.Mid: "border_strong",
            role.Dark: "border_strong",
            role.Accent: "accent",
        }
        palette = QPalette()
        for one, name in pairs.items():
            palette.setColor(one, self.colour(name))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("text_disabled"))
        return palette

    def _style_sheet(self) -> str:
        def value(match: re.Match[str]) -> str:
            name = match[1]
            if name in ("chevron", "chevron_up", "check"):
                return (self._folder / f"{name}-{self._mode}.svg").as_posix()
            group, _, key = name.partition(".")
            if key:
                return f"{self._raw[group + '_px'][key]}px"
            return str(self._raw[self._mode][name])

        return re.sub(r"@([a-z_0-9]+(?:\.[a-z]+)?)", value, self._style)

    # -- what it gives ---------------------------------------------------------------------------------------------

    def colour(self, name: str) -> QColor:
        """Give a colour of the theme file by its name there."""
        return self._colours[name]

    def size_px(self, name: str) -> int:
        """Give a size of the type scale; "reading" grows with the user's choice."""
        size = int(self._raw["type_px"][name])
        return size + self.reading_step if name == "reading" else size

    def space_px(self, name: str) -> int:
        """Give a distance of the spacing scale."""
        return int(self._raw["space_px"][name])

    def font(self, size: str, bold: bool = False, family: str = "interface", grow_px: int = 0) -> QFont:
        """Give a font of the type scale; ``family`` is "interface" or "reading"."""
        key = (size, bold, family, grow_px)
        if key not in self._fonts:
            font = QFont(list(self._raw["fonts"][family]))
            font.setPixelSize(self.size_px(size) + grow_px)
            if bold:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font
        return self._fonts[key]

    def stance_colours(self, stance: "Stance | None") -> tuple[QColor, QColor, bool]:
        """Give fill, text colour, and whether a border is needed, for a stance of any codebook."""
        if stance is not None and stance.value is not None:
            name = {2: "p2", 1: "p1", 0: "0", -1: "m1", -2: "m2"}[min(max(stance.value, -2), 2)]
        elif stance is not None and stance.key == "mixed":
            name = "mixed"
        else:
            name = "off"
        return self.colour(f"stance_{name}"), self.colour(f"stance_{name}_text"), name == "off"

    def mention_colour(self, kind: "MentionKind") -> QColor:
        """Give the colour of a kind of mention."""
        return self.colour(f"mention_{kind.value.lower()}")

    def load_icons(self) -> None:
        """Bring in the icon fonts, which take longer than the first paint may; every icon is empty before."""
        import os

        os.environ.setdefault("QT_API", "pyside6")
        import qtawesome

        self._icons = qtawesome
        self.look_changed.emit()

    def icon(self, name: str, colour: str = "text_secondary") -> QIcon:
        """Give an icon of the Phosphor set in a colour of the theme."""
        if self._icons is None or not name:
            return QIcon()
        disabled = self.colour("text_disabled")
        icon: QIcon = self._icons.icon(f"ph.{name}", color=self.colour(colour), color_disabled=disabled)
        return icon


def short_stance(stance: "Stance") -> str:
    """Give the stance's place on the scale with its sign, or a dash off the scale."""
    from annotator.domain.codebook import NOT_CODABLE

    if stance.value is None:
        return "×" if stance.key == NOT_CODABLE else "±" if stance.key == "mixed" else "–"
    return f"{stance.value:+d}".replace("-", "−") if stance.value else "0"
