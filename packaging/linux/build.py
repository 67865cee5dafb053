"""
The packages for Linux, from the frozen program: a .tar.xz, a .deb and an .rpm, in `dist/`.

    python packaging/linux/build.py

Needs `dist/action-explorer`, `build/icons` and `build/licences`, which the Makefile's target makes before, and
`readelf` and `xz`.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import system_libraries
from search_paths import remove_search_paths
from staged_tree import HERE, ROOT, stage

from explorer import __version__

DIST = ROOT / "dist"
PROGRAM = DIST / "action-explorer"
STAGED = ROOT / "build" / "staged"
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def archive() -> Path:
    """The program's folder with its licences and what a desktop needs, for systems without either kind of package."""
    name = f"action-explorer-{__version__}-linux-{platform.machine()}"
    folder = ROOT / "build" / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STAGED / "usr" / "lib" / "action-explorer", folder, symlinks=True)
    for part in ("applications", "icons", "man", "metainfo"):
        shutil.copytree(STAGED / "usr" / "share" / part, folder / "share" / part)
    shutil.copytree(STAGED / "usr" / "share" / "doc" / "action-explorer" / "licences", folder / "licences")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    file = DIST / f"{name}.tar.xz"
    tar: list[str | Path] = [
        "tar",
        "--create",
        "--sort=name",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--xz",
        "--file",
        file,
        name,
    ]
    subprocess.run(tar, cwd=folder.parent, env={**os.environ, "XZ_OPT": "-6"}, check=True)
    shutil.rmtree(folder)
    return file


def packages() -> list[Path]:
    """Both packages, made by nFPM."""
    dependencies = {"deb": system_libraries.debian(PROGRAM), "rpm": system_libraries.rpm(PROGRAM)}
    # nFPM takes most of a minute for xz; lintian of Debian 12 does not read zstd, rpm does since 4.14 of 2017.
    settings = {
        "version": __version__,
        "arch": ARCHITECTURES[platform.machine()],
        "deb": {"compression": "gzip"},
        "rpm": {
            "compression": "zstd:19",
            "summary": "Find, fill, run and read the actions of integration platforms",
            "group": "Development/Tools",
            "buildhost": "localhost",
        },
        "overrides": {
            kind: {"depends": depends, "recommends": recommends} for kind, (depends, recommends) in dependencies.items()
        },
    }
    # Each of them is YAML as it stands.
    added = "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items())
    config = ROOT / "build" / "nfpm.yaml"
    config.write_text((HERE / "nfpm.yaml").read_text("utf-8") + added, "utf-8")
    nfpm = shutil.which("nfpm", path=str(Path(sys.executable).parent))
    if nfpm is None:
        raise SystemExit("nFPM is missing: packaging/requirements.txt")
    made = []
    for kind in dependencies:
        command: list[str | Path] = [nfpm, "package", "--config", config, "--packager", kind, "--target", DIST]
        subprocess.run(command, cwd=STAGED, stdout=subprocess.DEVNULL, check=True)
        made.append(max(DIST.glob(f"*.{kind}"), key=lambda file: file.stat().st_mtime))
    return made


def main() -> None:
    """All three, with their sizes; whether those are small enough, `make package-test` says."""
    if missing := system_libraries.not_provided(PROGRAM):
        raise SystemExit(f"nothing brings these libraries: {', '.join(missing)}")
    for old in DIST.glob("action-explorer[-_]*"):
        old.unlink()
    remove_search_paths(PROGRAM)
    stage(PROGRAM, ROOT / "build" / "icons", ROOT / "build" / "licences", STAGED)
    made = [archive(), *packages()]
    for file in made:
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1024 / 1024:.1f} MB")


if __name__ == "__main__":
    main()
