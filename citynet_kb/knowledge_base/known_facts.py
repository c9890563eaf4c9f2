"""What stands for all that files say but the running texts of cases, on which hardly any page depends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from citynet_kb.knowledge_base.file_reading import LazyDocuments
from citynet_kb.knowledge_base.load import Content


@dataclass(frozen=True)
class KnownFacts:
    """`digest` stands for all facts, `of_cases` by id for those of one case. Both are empty where nothing is known."""

    digest: str = ""
    of_cases: Mapping[str, bytes] = field(default_factory=dict)


def known_facts(content: Content, *others: object) -> KnownFacts:
    """The same as long as nothing changes, in the content or the `others`, but texts of cases.

    Nothing is known where the bytes of the files are not at hand. A text that does not stand in its file as it was read counts as a fact.
    """
    if not isinstance(content.documents, LazyDocuments):
        return KnownFacts()
    cases = {case.path: case for case in content.knowledge_base.cases.values()}
    of_cases: dict[str, bytes] = {}
    total = sha256(repr(others).encode("utf-8", "surrogatepass"))
    for path, version in sorted(content.versions.items()):
        told: object = version
        if case := cases.get(path):
            head = content.documents.content(path).removesuffix(case.body.encode("utf-8", "surrogatepass"))
            told = of_cases[case.id] = sha256(head or version.encode()).digest()
        total.update(repr((path, told)).encode("utf-8", "surrogatepass"))
    for path, picture in sorted(content.pictures.items()):
        total.update(repr((path, picture and (picture.path, picture.width, picture.height))).encode("utf-8", "surrogatepass"))
    return KnownFacts(total.hexdigest(), of_cases)
