"""Modules that are loaded by who uses them: nobody may notice but by the time and memory that it saves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.small_sites import ROOT

PUT_OFF = "import sys; from generator.mkdocs.unused import put_off; put_off()\n"


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_who_only_imports_them_does_not_load_them() -> None:
    program = "import http.client, urllib.request, ssl, csv, decimal\n"
    program += "print(sys.modules.keys() & {'_ssl', '_csv', '_decimal'})"
    assert run(PUT_OFF + program) == "set()"


@pytest.mark.parametrize(
    "use",
    [
        "import ssl; print(ssl.SSLContext.__name__)",
        "from ssl import SSLContext; print(SSLContext.__name__)",
        "from ssl import *; print(SSLContext.__name__)",
        "import http.client; print(http.client.HTTPSConnection('localhost')._context.__class__.__name__)",
        "import ssl; print(getattr(ssl, 'SSLContext', None).__name__, end=''); print(getattr(ssl, 'nothing', ''))",
        "from decimal import Decimal; import ssl; print(ssl.SSLContext.__name__ if Decimal('1') + 1 == 2 else '')",
    ],
)
def test_who_uses_them_has_them(use: str) -> None:
    assert run(PUT_OFF + use) == "SSLContext"


def test_threads_that_ask_at_once_all_have_them() -> None:
    program = (
        "import ssl, sys; from concurrent.futures import ThreadPoolExecutor as Pool; sys.setswitchinterval(1e-6)\n"
        "names = list(Pool(8).map(lambda _: ssl.SSLContext.__name__, range(64))); print(*set(names))"
    )
    assert run(PUT_OFF + program) == "SSLContext"


def test_what_is_loaded_already_stays_as_it_is() -> None:
    assert run(f"import ssl; {PUT_OFF}print(sys.modules['ssl'] is ssl, '__getattr__' in vars(ssl))") == "True False"


def test_what_cannot_be_loaded_is_missed_at_once() -> None:
    missing = "import importlib.util as u; find = u.find_spec; u.find_spec = lambda n: None if n == '_ssl' else find(n)"
    assert run(f"{missing}\n{PUT_OFF}print('ssl' in sys.modules)") == "False"


def test_what_is_optional_is_missed_for_a_while_and_no_longer() -> None:
    program = (
        "import sys; from generator.mkdocs.unused import spared\n"
        "with spared(): import pathspec\n"
        "print('typing_extensions' in sys.modules, end=' ')\n"
        "import typing_extensions; print(typing_extensions.__name__)"
    )
    assert run(program) == "False typing_extensions"


def test_what_is_optional_and_there_already_stays() -> None:
    program = (
        "import sys, typing_extensions as it; from generator.mkdocs.unused import spared\n"
        "with spared(): import typing_extensions\n"
        "print(sys.modules['typing_extensions'] is it)"
    )
    assert run(program) == "True"
