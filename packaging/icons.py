"""
The program's icon in every usual size, made from its one drawing by Qt itself.

    python packaging/icons.py FOLDER

Writes `FOLDER/hicolor/<size>x<size>/apps/action-explorer.png` and the drawing itself under `scalable`, for Linux;
`action-explorer.ico` for Windows; and `action-explorer.iconset` for macOS, whose own `iconutil` makes the icon of it.
"""

import os
import shutil
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QImageWriter

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "action-explorer.svg"
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
MACOS_SIZES = (16, 32, 128, 256, 512)


def drawn(size: int) -> bytes:
    """The icon as a PNG file, `size` pixels wide and high."""
    image = QIcon(str(DRAWING)).pixmap(QSize(size, size), 1.0).toImage()
    if image.isNull():
        raise SystemExit(f"{DRAWING} cannot be drawn")
    if image.width() != size:
        image = image.scaled(size, size, mode=Qt.TransformationMode.SmoothTransformation)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image.convertToFormat(QImage.Format.Format_RGBA8888))
    return bytes(buffer.data().data())


def write_linux(folder: Path) -> None:
    """The tree that the icon theme specification asks for."""
    for size in LINUX_SIZES:
        write(folder / "hicolor" / f"{size}x{size}" / "apps" / "action-explorer.png", drawn(size))
    write(folder / "hicolor" / "scalable" / "apps" / "action-explorer.svg", DRAWING.read_bytes())


def write_windows(file: Path) -> None:
    """One file with all sizes, each a PNG. Source: the ICO format, as read since Windows Vista."""
    images = [(size, drawn(size)) for size in WINDOWS_SIZES]
    start = 6 + 16 * len(images)
    entries = b""
    for size, image in images:
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), start)
        start += len(image)
    write(file, struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(image for _, image in images))


def write_macos(folder: Path) -> None:
    """What `iconutil --convert icns` reads: each size, and twice as large for fine displays."""
    for size in MACOS_SIZES:
        write(folder / f"icon_{size}x{size}.png", drawn(size))
        write(folder / f"icon_{size}x{size}@2x.png", drawn(2 * size))


def write(file: Path, content: bytes) -> None:
    """The file, with the folders that it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def main(folder: Path) -> None:
    """All of them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    shutil.rmtree(folder, ignore_errors=True)
    write_linux(folder)
    write_windows(folder / "action-explorer.ico")
    write_macos(folder / "action-explorer.iconset")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]))
