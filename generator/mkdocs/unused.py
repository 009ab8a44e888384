"""Modules that MkDocs' libraries import and a build never asks for anything: loaded when somebody does, or not at all.

``ssl`` alone takes more than a megabyte. Python's own ``LazyLoader`` will not do: a module of it is loaded by the next
``import`` of it, used or not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from threading import RLock
from typing import Any

_UNUSED = {"ssl": "_ssl", "csv": "_csv", "decimal": "_decimal"}
"""Module → another, without which it is loaded at once: then to import it may fail, and must do so."""
_OPTIONAL = ("typing_extensions",)
"""Modules that a library of MkDocs takes if they are there, and has words of its own for if they are not."""


def put_off() -> None:
    """Have these modules loaded by the first who uses them."""
    for name, needed in _UNUSED.items():
        if name not in sys.modules and find_spec(needed) is not None:
            _put_off(name)


@contextmanager
def spared() -> Iterator[None]:
    """Have what is imported meanwhile do without optional modules; who imports these later has them."""
    names = [name for name in _OPTIONAL if name not in sys.modules]
    missing: dict[str, Any] = dict.fromkeys(names)  # None is Python's own sign that a module is not to be found
    sys.modules.update(missing)
    try:
        yield
    finally:
        for name in names:
            del sys.modules[name]


def _put_off(name: str) -> None:
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return
    module, execute = module_from_spec(spec), spec.loader.exec_module
    lock = RLock()
    begun: list[bool] = []

    def load(attribute: str) -> Any:
        with lock:  # another thread waits here until the module is whole
            if not begun:
                begun.append(True)
                execute(module)
                del vars(module)["__getattr__"]
        if attribute not in vars(module):
            raise AttributeError(f"module {name!r} has no attribute {attribute!r}", name=attribute, obj=module)
        return vars(module)[attribute]

    vars(module)["__getattr__"] = load
    sys.modules[name] = module
