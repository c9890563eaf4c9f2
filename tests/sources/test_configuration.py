"""The settings of an installation."""

import pytest

from citynet_kb.sources import configuration
from tests.fixtures import places

BROKEN = (
    "[site",
    '[site]\nurl = "ftp://x"',
    '[editors]\nmailbox = "niemand"',
    '[forge]\nkind = "svn"',
    "[unbekannt]\na = 1",
    "\x00",
    "site = 3",
)


@pytest.mark.parametrize("text", BROKEN)
def test_broken_settings_are_a_finding(text: str) -> None:
    """No traceback: the file is named, and the settings are the defaults."""
    _, findings = configuration.read_configuration("citynet-kb.toml", text.encode())
    assert {rule for _, rule in places(findings)} == {"einstellung-ungueltig"}
    assert all(finding.place.path == "citynet-kb.toml" and finding.remedy for finding in findings)


def test_empty_settings_are_fine() -> None:
    """What is left empty is left out of the site."""
    read, findings = configuration.read_configuration("citynet-kb.toml", b'[site]\nurl = ""\n[editors]\nmailbox = ""\n')
    assert findings == []
    assert read.site.url is None
    assert read.editors.mailbox is None
