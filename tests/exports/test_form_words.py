"""Words by which the form finds reasons."""

from itertools import chain

from citynet_kb.model import FailureReason
from citynet_kb.model.reason_words import REASON_WORDS
from citynet_kb.model.slugs import slug_of


def test_each_reason_has_words_of_its_own() -> None:
    """None stands at two reasons, or is the name of another, or part of one: a word typed in full means one reason."""
    assert list(REASON_WORDS) == list(FailureReason)
    names = {slug_of(part): reason for reason in FailureReason for part in (reason.label, *reason.label.split(" / "))}
    words = [slug_of(word) for word in chain.from_iterable(REASON_WORDS.values())]
    assert len(words) == len(set(words))
    assert [word for reason, own in REASON_WORDS.items() for word in own if names.get(slug_of(word), reason) is not reason] == []
