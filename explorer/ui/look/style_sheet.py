"""
The style sheet: sizes, borders and states, from the colours.

Widgets say what they are through the dynamic property `kind`, and badges their `tone`:

    QPushButton   kind = primary | plain (default) | quiet | link | jump
    QToolButton   kind = quiet | link
    QPushButton   in forms: kind = segment | choice | chip | fold | tiny
    QLabel        kind = title | heading | field | dim | hint | problem | code | badge (with tone = good | bad |
                  caution | accent | neutral)
    QFrame        kind = side | bar | card | line
    QLineEdit     kind = code | key (the name of a key, in place of a label)
    QLineEdit and the like: invalid = true
"""

from string import Template
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from explorer.ui.look.palette import Tokens
from explorer.ui.look.resource_files import resource_path

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog { background: $ground; }
QToolTip { background: $side; color: $text; border: 1px solid $line_strong; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: 18px; font-weight: 600; }
QLabel[kind="heading"] { font-weight: 600; }
QLabel[kind="dim"] { color: $dim; }
QLabel[kind="hint"] { color: $dim; font-size: 12px; }
QLabel[kind="problem"] { color: $bad; font-size: 12px; }
QLabel[kind="code"] { font-family: $fixed; font-size: 12px; }
QLabel[kind="code-dim"] { font-family: $fixed; font-size: 12px; color: $dim; }
QLabel[kind="badge"] { border-radius: 4px; padding: 1px 8px; font-size: 11px; font-weight: 700; }
QLabel[kind="badge"][tone="good"] { color: $good; background: $good_ground; }
QLabel[kind="badge"][tone="bad"] { color: $bad; background: $bad_ground; }
QLabel[kind="badge"][tone="caution"] { color: $caution; background: $caution_ground; }
QLabel[kind="badge"][tone="accent"] { color: $accent; background: $accent_ground; }
QLabel[kind="badge"][tone="neutral"] { color: $dim; background: $side; border: 1px solid $line; }

QFrame[kind="side"] { background: $side; }
QFrame[kind="bar"] { background: $side; }
QFrame[kind="strip"][tone="caution"] { background: $caution_ground; }
QFrame[kind="strip"][tone="bad"] { background: $bad_ground; }
QFrame[kind="card"] { background: $ground; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="notice"] { border-radius: 6px; background: $side; border: 1px solid $line; }
QFrame[kind="notice"][tone="bad"] { background: $bad_ground; border-color: $bad_ground; }
QFrame[kind="notice"][tone="caution"] { background: $caution_ground; border-color: $caution_ground; }
QFrame[kind="notice"][tone="accent"] { background: $accent_ground; border-color: $accent_ground; }
QFrame[kind="notice"][tone="good"] { background: $good_ground; border-color: $good_ground; }
QWidget#line { background: $line; }
QFrame[kind="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="line-vertical"] { background: $line; border: none; max-width: 1px; min-width: 1px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $field; border: 1px solid $line_strong; border-radius: 6px; padding: 0 8px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $dim; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QPlainTextEdit[kind="code"], QTextEdit[kind="code"], QLineEdit[kind="code"] {
  font-family: $fixed; font-size: 12px; }
QPlainTextEdit[kind="bare"] { border: none; border-radius: 0; font-family: $fixed; font-size: 12px;
  background: $ground; padding: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 1px solid $accent; }
QPlainTextEdit[kind="bare"]:focus { border: none; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"],
QAbstractSpinBox[invalid="true"] { border: 1px solid $bad; }
QLineEdit[kind="key"] { background: transparent; border: 1px solid transparent; padding: 0 6px; font-weight: 500; }
QLineEdit[kind="key"]:hover { border: 1px solid $line_strong; }
QLineEdit[kind="key"]:focus { background: $field; border: 1px solid $accent; }
QLineEdit[kind="key"][invalid="true"] { border: 1px solid $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $dim; background: $side; }
QLineEdit:read-only { background: $side; }
QComboBox { padding: 0 4px 0 8px; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$chevron_down"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $field; border: 1px solid $line_strong; outline: none; padding: 4px;
  selection-background-color: $accent_ground; selection-color: $text; }

QPushButton { background: $field; border: 1px solid $line_strong; border-radius: 6px; padding: 0 14px;
  min-height: 28px; }
QPushButton:hover { background: $side; }
QPushButton:pressed { background: $accent_ground; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $dim; background: $side; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; border: 1px solid $accent; color: $on_accent; font-weight: 600;
  padding: 0 18px; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 17px; min-height: 26px; }
QPushButton[kind="primary"]:disabled { background: $side; border-color: $line; color: $dim; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent;
  border-radius: 6px; padding: 0 8px; min-height: 26px; color: $dim; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $accent_ground; color: $text; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 1px solid $accent; color: $text; }
QPushButton[kind="quiet"]:checked, QToolButton[kind="quiet"]:checked { color: $accent; background: $accent_ground; }
QPushButton[kind="quiet"]:disabled, QToolButton[kind="quiet"]:disabled { color: $line_strong; }
QPushButton[kind="link"], QToolButton[kind="link"] { background: transparent; border: 1px solid transparent;
  border-radius: 4px; padding: 0 4px; min-height: 22px; color: $accent; }
QPushButton[kind="link"][tone="bad"] { color: $bad; }
QPushButton[kind="link"]:hover, QToolButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus, QToolButton[kind="link"]:focus { border: 1px solid $accent; }
QToolButton[small="true"], QPushButton[small="true"] { font-size: 12px; padding: 0 4px; min-height: 22px; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton::menu-indicator { image: url("$chevron_down"); width: 14px; height: 14px; subcontrol-position: center right;
  subcontrol-origin: padding; right: 4px; }

QPushButton[kind="jump"] { text-align: left; color: $dim; padding: 0 10px; }
QLabel[kind="field"] { font-weight: 500; }
QPushButton[kind="segment"] { padding: 0 12px; }
QPushButton[kind="segment"][tone="dim"] { color: $dim; }
QPushButton[kind="segment"]:checked { background: $accent_ground; border: 1px solid $accent; color: $accent; }
QPushButton[kind="segment"][tone="dim"]:checked { background: $line; border: 1px solid $line_strong; color: $text; }
QPushButton[kind="segment"]:focus { border: 1px solid $accent; }
QPushButton[kind="segment"]:checked:focus { border: 2px solid $accent; padding: 0 11px; min-height: 26px; }
QPushButton[kind="choice"] { text-align: left; padding: 0 8px; background: $field url("$chevron_down") no-repeat;
  background-position: right center; background-origin: content; }
QPushButton[kind="choice"][empty="true"] { color: $dim; }
QPushButton[kind="chip"] { background: $accent_ground; color: $accent; border: 1px solid transparent;
  border-radius: 4px; padding: 0 8px; min-height: 20px; font-size: 12px; font-weight: 500; }
QPushButton[kind="chip"]:hover { border-color: $accent; }
QPushButton[kind="chip"]:focus { border: 1px solid $accent; background: $ground; }
QPushButton[kind="fold"] { background: transparent; border: 1px solid transparent; padding: 0 5px; text-align: left;
  color: $dim; }
QPushButton[kind="fold"]:hover { color: $text; }
QPushButton[kind="fold"]:focus { border: 1px solid $accent; color: $text; }
QPushButton[kind="tiny"] { background: transparent; border: none; border-radius: 4px; padding: 0; min-height: 0;
  color: $dim; font-size: 14px; }
QPushButton[kind="tiny"]:hover { background: $accent_ground; color: $text; }
QPushButton[kind="tiny"]:disabled { color: $line_strong; background: transparent; }
QPushButton[invalid="true"] { border: 1px solid $bad; }
QPushButton[sure="true"] { border: 1px solid $bad; color: $bad; }
QFrame[kind="popup"] { background: $field; border: 1px solid $line_strong; border-radius: 0; }
QListView[kind="choices"] { background: $field; }
QListView[kind="choices"]::indicator { width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 4px;
  background: $field; }
QListView[kind="choices"]::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QListView[kind="choices"]::item { height: 28px; padding: 0 8px; border-radius: 4px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $line_strong; border-radius: 4px;
  background: $field; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate { background: $dim; border-color: $dim; image: url("$tick_partial"); }
QCheckBox:focus { color: $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 8px;
  background: $field; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px; }
QRadioButton:focus { color: $accent; }

QAbstractItemView { background: $ground; border: none; outline: none; alternate-background-color: $side;
  selection-background-color: $accent_ground; selection-color: $text; }
QAbstractItemView[kind="side"] { background: $side; }
QAbstractItemView::item { border: none; }
QAbstractItemView::item:selected { background: $accent_ground; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:selected { background: $accent_ground; }
QTreeView::branch:has-children:closed { image: url("$chevron_right"); }
QTreeView::branch:has-children:open { image: url("$chevron_down"); }
QTableView::item, QTreeView[kind="table"]::item { padding: 0 5px; }
QHeaderView { background: $ground; border: none; }
QHeaderView::section { background: $ground; color: $dim; border: none; border-bottom: 1px solid $line; padding: 4px 8px;
  font-size: 12px; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent; color: $dim;
  padding: 7px 12px 6px 12px; margin: 0; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabBar[kind="runs"]::tab { font-size: 12px; padding: 5px 6px 4px 10px; }
QTabBar[kind="runs"] QToolButton { background: $side; border: 1px solid $line; }
QTabBar::close-button { image: url("$close"); }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QMenu { background: $field; border: 1px solid $line_strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_ground; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QStatusBar { background: $side; color: $dim; }
QStatusBar::item { border: none; }
""")


def style_sheet(tokens: Tokens, fixed_family: str) -> str:
    """The sheet for one set of colours; `fixed_family` is the system's fixed-width font."""

    def image(name: str) -> str:
        return resource_path(f"icons/{name}-{tokens.name}.svg").as_posix()

    colours = {name: getattr(tokens, name) for name in tokens.__slots__}
    return _SHEET.substitute(
        colours,
        fixed='"' + fixed_family.replace('"', "") + '"',
        chevron_down=image("chevron-down"),
        chevron_right=image("chevron-right"),
        close=image("close"),
        tick=image("tick"),
        tick_partial=image("tick-partial"),
    )


def mark(widget: QWidget, **properties: Any) -> None:
    """Set dynamic properties such as `kind`, `tone` or `invalid`, and let the style sheet look again if one changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    # A widget that was never shown has not been polished; it will be, with these properties.
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
