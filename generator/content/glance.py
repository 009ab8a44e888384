"""Whether a record is a whole one of a seed in its present form, told from its bytes.

Nearly every record of a run is asked for nothing else; reading them all as JSON would take most of the run's time.
"""

from __future__ import annotations

import re
from json.encoder import encode_basestring_ascii as quoted

_PLAIN = rb"[ !#-\[\]-~]*"
_TEXT = rb'"%b(?:\\(?:["\\/bfnrt]|u[0-9a-f]{4})%b)*"' % (_PLAIN, _PLAIN)
_MAP = rb"\{(?:%b:%b(?:,%b:%b)*)?\}" % (_TEXT, _TEXT, _TEXT, _TEXT)
_LINES = (
    (rb"slug|file|body|sketch|proof", _TEXT),
    (rb"fields", _MAP),
    (rb"clashes", rb"\[%b(?:,%b)*\]" % (_TEXT, _TEXT)),
    (rb"twins|differences", rb"\[%b(?:,%b)*\]" % (_MAP, _MAP)),
)
_REST = re.compile(rb"(?:,\n(?:%b))*\}\n" % rb"|".join(rb'"(?:%b)":%b' % line for line in _LINES))


def is_settled(data: bytes, seed: str, sha256: str) -> bool:
    """Whether these bytes are surely a record of the seed with this hash, and of a briefing of its own.

    False where only reading the record as JSON can tell.
    """
    begin = f'{{"seed":{quoted(seed)},\n"sha256":"{sha256}"'.encode()
    return data.startswith(begin) and _REST.fullmatch(data, len(begin)) is not None
