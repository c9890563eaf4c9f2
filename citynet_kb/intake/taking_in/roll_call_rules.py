"""Rules about sheets of a roll-call that come back."""

from citynet_kb.findings import Place, Problem, Severity, rule


@rule()
def rundruf_unbekannt(place: Place, date: str) -> Problem:
    """Zu einem ausgefüllten Rundruf gibt es die Umfrage, zu der er gehört.

    Falsch: Tag des Treffens: 2026-02-30
    Richtig: Tag des Treffens: 2026-03-15, und content/umfragen/2026-03-15.md ist da
    """
    remedy = "Steht der Tag richtig da? Sonst legt »citynet-kb meeting prepare TAG« die Umfrage an."
    return Problem(place, f"Eine Umfrage zum Treffen am »{date}« gibt es nicht.", remedy)


@rule()
def rundruf_andere_stadt(place: Place, town: str) -> Problem:
    """Es antwortet eine Stadt, die gefragt wurde.

    Falsch: Stadt: Gehra
    Richtig: Stadt: Gera
    """
    remedy = "Berichtigen Sie den Namen, oder nehmen Sie die Stadt in der Umfrage unter towns auf."
    return Problem(place, f"»{town}« steht nicht unter den Städten, die gefragt wurden.", remedy)


@rule(Severity.HINT)
def rundruf_leer(place: Place) -> Problem:
    """In einem Rundruf, der zurückkommt, ist etwas eingetragen.

    Falsch: ein Blatt, wie es verschickt wurde
    Richtig: Sonst nichts versucht: ja
    """
    return Problem(place, "In diesem Rundruf ist nichts eingetragen.", "Hat die Stadt nichts versucht, schreiben Sie dort ein Ja.")
