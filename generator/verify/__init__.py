"""Proof that a briefing says what its source says: a second, minimal reader and a comparison word for word.

Nothing here uses the code that reads seeds and extracts articles; a mistake there cannot hide itself here. Both
sides pass the normalisations of ``normal`` (each with its reason); every other difference is listed.
"""

from generator.verify.compare import Difference, compare
from generator.verify.verdict import Proof, Verdict, Witness, prove, verify

__all__ = ["Difference", "Proof", "Verdict", "Witness", "compare", "prove", "verify"]
