"""Words by which the form finds reasons."""

from citynet_kb.intake.asking.everyday_terms import meant_terms
from citynet_kb.intake.taking_in.likely import Spellings, likely
from citynet_kb.model import FailureReason
from citynet_kb.model.reason_words import REASON_WORDS
from citynet_kb.model.slugs import slug_of


def test_each_reason_has_words_of_its_own() -> None:
    """None stands at two reasons, or is the name of another, or part of one: a word typed in full means one reason."""
    assert list(REASON_WORDS) == list(FailureReason)
    names = {slug_of(part): reason for reason in FailureReason for part in (reason.label, *reason.label.split(" / "))}
    words = [slug_of(word) for known in REASON_WORDS.values() for word in known.all]
    assert len(words) == len(set(words))
    assert [word for reason, own in REASON_WORDS.items() for word in own.all if names.get(slug_of(word), reason) is not reason] == []


def test_no_way_in_loses_a_word() -> None:
    """What is clear means its reason wherever it is written; what is wide the form offers, and elsewhere the same reason is asked about."""
    spellings = Spellings.of((reason.label, reason.label) for reason in FailureReason)
    for reason, words in REASON_WORDS.items():
        assert {meant_terms(word, FailureReason) for word in words.clear} <= {(reason,)}, reason
        assert {meant_terms(word, FailureReason) for word in words.wide} <= {(reason,), ()}, reason
        assert [word for word in words.wide if reason.label not in likely(word, spellings, FailureReason)] == [], reason
