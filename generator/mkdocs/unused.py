"""Modules that MkDocs' libraries import and a build never asks for anything: loaded when somebody does.

``ssl`` alone takes more than a megabyte. Python's own ``LazyLoader`` will not do: a module of it is loaded by the next
``import`` of it, used or not.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from threading import RLock
from typing import Any

_UNUSED = {"ssl": "_ssl", "csv": "_csv"}
"""Module → another, without which it is loaded at once: then to import it may fail, and must do so."""


def put_off() -> None:
    """Have these modules loaded by the first who uses them."""
    for name, needed in _UNUSED.items():
        if name not in sys.modules and find_spec(needed) is not None:
            _put_off(name)


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
