"""py3langid's model: kept unpacked in the user's folder and mapped from there; unpacking takes most of a second."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.usercache import table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ALIGNED = 64


@lru_cache(maxsize=1)
def model() -> LanguageIdentifier:
    """Only for texts in languages whose common words are not known here."""
    return _read(table("language", [_file(), Path(__file__)], _written))


def _file() -> Path:
    from py3langid.langid import MODEL_DIR, MODEL_FILE

    return Path(MODEL_DIR, MODEL_FILE)


def _written() -> bytes:
    """A line of JSON with the labels and each array's type and shape, then the arrays, at multiples of 64 bytes."""
    import numpy
    from py3langid.langid import LanguageIdentifier

    made = LanguageIdentifier.from_model_file(_file())
    arrays = [
        numpy.asarray(array)
        for array in (made.nb_ptc, made.nb_pc, made.tk_nextmove, numpy.array(made.tk_output, "i4"), made.tk_row)
    ]
    head = json.dumps([list(made.nb_classes), [[array.dtype.str, array.shape] for array in arrays]]).encode() + b"\n"
    return b"".join(_padded(part) for part in (head, *(array.tobytes() for array in arrays)))


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _ALIGNED)


def _read(data: memoryview) -> LanguageIdentifier:
    import numpy
    from py3langid.langid import LanguageIdentifier

    end = bytes(data[: 1 << 16]).index(b"\n") + 1
    labels, forms = json.loads(bytes(data[:end]))
    arrays: list[Any] = []
    at = end + -end % _ALIGNED
    for kind, shape in forms:
        arrays.append(numpy.ndarray(shape, kind, data, at))
        at += arrays[-1].nbytes + -arrays[-1].nbytes % _ALIGNED
    ptc, pc, moves, output, row = arrays
    # Single numbers are taken out of a memoryview and a list five times as fast as out of an array.
    return LanguageIdentifier(ptc, pc, labels, memoryview(moves), output.tolist(), norm_probs=True, tk_row=row.tolist())
