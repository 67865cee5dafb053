"""
The libraries that the program names in `pyproject.toml`, with all of their modules.

Many of them are imported when they are first used, some by a name that is put together while the program runs, and no
analysis sees those. So each goes along as a whole, a new one too, and nothing has to be listed anywhere else.
"""

from importlib.metadata import packages_distributions, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PyInstaller.utils.hooks import collect_submodules

LEFT_TO_PYINSTALLER = {"pyside6-essentials"}
"""What knows of each part of Qt which plugins and libraries belong to it, and takes the parts that are used."""


def whole_libraries() -> list[str]:
    """The names of all modules of all of them, as far as they are of use on this system."""
    wanted = {
        canonicalize_name(requirement.name)
        for requirement in map(Requirement, requires("action-explorer") or ())
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
    }
    packages = [
        package
        for package, made_by in sorted(packages_distributions().items())
        if (wanted - LEFT_TO_PYINSTALLER).intersection(map(canonicalize_name, made_by))
    ]
    return [module for package in packages for module in collect_submodules(package, is_used)]


def is_used(module: str) -> bool:
    """Whether a program may want the module: not what a library brings for tests, packagers or its own command line."""
    return not {"testing", "tests", "_tests", "__main__", "__pyinstaller"}.intersection(module.split("."))
