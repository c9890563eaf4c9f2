"""What stands for all that files say but the running texts of cases, on which hardly any page depends."""

from hashlib import sha256

from citynet_kb.knowledge_base.file_reading import LazyDocuments
from citynet_kb.knowledge_base.load import Content


def digest_of_facts(content: Content, *others: object) -> str:
    """The same as long as nothing changes, in the content or the `others`, but texts of cases.

    It is empty where the bytes of the files are not at hand. A text that does not stand in its file as it was read counts as a fact.
    """
    if not isinstance(content.documents, LazyDocuments):
        return ""
    texts = {case.path: case.body for case in content.knowledge_base.cases.values()}
    total = sha256(repr(others).encode("utf-8", "surrogatepass"))
    for path, version in sorted(content.versions.items()):
        head = content.documents.content(path).removesuffix(texts[path].encode("utf-8", "surrogatepass")) if path in texts else b""
        total.update(repr((path, sha256(head).digest() if head else version)).encode("utf-8", "surrogatepass"))
    for path, picture in sorted(content.pictures.items()):
        total.update(repr((path, picture and (picture.path, picture.width, picture.height))).encode("utf-8", "surrogatepass"))
    return total.hexdigest()
