import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"
QT = "PySide6/Qt"


@pytest.fixture
def is_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.delitem(sys.modules, "trimming", raising=False)
    from trimming import is_kept

    return is_kept


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/plugins/platforms/libqxcb.so",
        r"PySide6\plugins\platforms\qwindows.dll",
        f"{QT}/plugins/platforms/libqcocoa.dylib",
        "libQt6Core.so.6",
        f"{QT}/lib/QtCore.framework/Versions/A/QtCore",
        f"{QT}/lib/QtCore.framework/Versions/A/Resources/Info.plist",
        "PySide6/QtCore.abi3.so",
        "libpython3.11.so.1.0",
        "libssl.so.3",
        "explorer/resources/icons/action-explorer.svg",
    ],
)
def test_what_the_program_needs_is_kept_on_every_system(is_kept, name: str):
    assert is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/plugins/platformthemes/libqgtk3.so",
        f"{QT}/plugins/tls/libqopensslbackend.so",
        f"{QT}/translations/qtbase_de.qm",
        "libgtk-3.so.0",
        r"PySide6\Qt6Network.dll",
        f"{QT}/lib/libQt6Network.so.6",
        f"{QT}/lib/QtNetwork.framework/Versions/A/QtNetwork",
        f"{QT}/lib/QtNetwork.framework/Versions/Current",
        f"{QT}/lib/QtNetwork.framework/Versions/A/Resources/Info.plist",
    ],
)
def test_what_nothing_needs_is_left_out_on_every_system(is_kept, name: str):
    assert not is_kept(name)
