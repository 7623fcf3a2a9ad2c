"""Sets of sentence patterns, each kept before the phrases were first tried on it, in their order."""

from tests.fresh_sentences.fifth import SET as FIFTH
from tests.fresh_sentences.first import SET as FIRST
from tests.fresh_sentences.fourth import SET as FOURTH
from tests.fresh_sentences.second import SET as SECOND
from tests.fresh_sentences.sixth import SET as SIXTH
from tests.fresh_sentences.third import SET as THIRD

SETS = (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH)
