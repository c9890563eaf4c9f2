"""What mail programs and people write around a message: heads, the line before an older message, closing words, devices, disclaimers."""

import re

HEADS = re.compile(
    r"[*_]*(?P<name>Von|From|De|Van|Da|Od|Absender|Gesendet|Sent|Envoyé|Verzonden|Inviato|Enviado|Wysłano|Datum|Date|Data|Fecha|"
    r"An|To|À|Aan|A|Para|Do|Empfänger|Cc|Bcc|Kopie|DW|Betreff|Subject|Objet|Onderwerp|Oggetto|Asunto|Assunto|Temat|"
    r"Antwort an|Reply-To|Anlagen?|Attachments?|Pièces? jointes?|Bijlagen?|Wichtigkeit|Importance|Priorität|Organisation|Newsgroups)"
    r"[*_]*\s?:[*_]*(?:\s.*)?",
    re.IGNORECASE,
)
ONLY_IN_MAILS = frozenset(
    (
        *("gesendet", "sent", "betreff", "subject", "envoyé", "objet", "verzonden", "onderwerp"),
        *("inviato", "oggetto", "enviado", "asunto", "temat"),
    )
)
SENDERS = frozenset({"von", "from", "de", "van", "da", "od", "absender"})
FLAT = re.compile(r"[*_]*(?:Von|From):.{1,200}?(?:Gesendet|Sent|Datum|Date):.{1,200}?(?:An|To|Betreff|Subject):", re.IGNORECASE)
"""The head of a message whose lines a program has put into one."""
_MAIL = r"(?:Nachricht|E-?Mail|Mail|Message)"
MARKED = re.compile(
    rf"[-_=*\s]*(?:Urspr(?:ü|ue)ngliche[- ]?{_MAIL}|Original[- ]?{_MAIL}|Weitergeleitete[- ]?{_MAIL}|Forwarded[- ]{_MAIL}|"
    rf"Anfang der weitergeleiteten {_MAIL}|Begin forwarded message|Nachricht weitergeleitet|Message (?:d'origine|transféré)|"
    r"Oorspronkelijk bericht|Messaggio originale|Mensaje original)[-_=*:\s]*",
    re.IGNORECASE,
)
_TIME = r"\d{1,2}[:.]\d\d"
_DAY = r"(?:\d{4}|\d\d\.\d\d\.\d\d)"
_WROTE = r"(?:schrieb|wrote|geschrieben|écrit|schreef|escribió|napisał(?:\(a\)|a)?|scritto|escreveu|skrev|napsala?)"
ATTRIBUTION = re.compile(
    rf"(?:Am|On)\b.{{0,80}}?(?:{_TIME}|<\s?\S+@\S+\s?>|{_DAY}).{{0,160}}?\b{_WROTE}(?!\w).{{0,160}}:"
    rf"|.{{2,120}}\b{_WROTE} (?:am|on)\b.{{0,60}}(?:{_TIME}|{_DAY}).{{0,40}}:"
    rf"|.{{2,160}}<\s?\S+@\S+\s?>\)?.{{0,40}}\b{_WROTE}(?!\w).{{0,60}}:"
    rf"|.{{0,80}}{_DAY}.{{0,40}}{_TIME}.{{0,120}}\b{_WROTE} ?:",
    re.IGNORECASE,
)
WROTE = re.compile(_WROTE, re.IGNORECASE)
EXACT = re.compile(rf"{_TIME}|@")
SPOKEN = re.compile(rf".{{0,160}}\b{_WROTE}(?!\w).{{0,60}}:|.{{0,160}}@.{{0,80}}:", re.IGNORECASE)
"""The line above quoted ones that says who wrote them."""
STAMPED = re.compile(rf">{{2,}} .{{2,120}}\d.{{0,8}}{_TIME}.{{0,12}} >{{2,}}|.{{2,80}} ?---\d\d?[./].{{5,20}}---.*")
"""How GroupWise and Notes begin an older message."""
RULE = re.compile(r"_{5,}|-{10,}")
SIGNS = re.compile(r"[*=~#+]{8,}")
"""A line of signs, below which a signature may stand."""
_KIND = r"(?:viele|vielen|beste|besten|liebe|lieben|schöne|schönen|herzliche|herzlichen|freundliche|freundlichen|freundlichem)"
_GREETS = rf"(?:mit |{_KIND} |sonnige |kollegiale |kollegialen |danke und |dank und )*"
_GREETINGS = r"(?:grüße?n?|grüsse?n?|gruessen?|gru(?:ß|ss))"
CLOSING = re.compile(
    rf"--|_{{5,}}|(?:mfg|lg|vg|bg)\b.{{0,30}}|m\. ?f\. ?g|{_GREETS}(?:\w+ )?{_GREETINGS}\b.{{0,30}}"
    rf"|[\w ,]{{0,40}}\b{_KIND} {_GREETINGS}\b[\w ,]{{0,30}}"
    r"|herzlichst|hochachtungsvoll|(?:kind |best |warm )?regards|best wishes|im auftrag(?:e)?|in vertretung"
    r"|(?:vielen|besten|herzlichen) dank(?: im voraus| vorab)?|bis (?:bald|dann)|glück ?auf"
    r"|schönes wochenende|schönen (?:tag|abend)(?: noch)?",
    re.IGNORECASE,
)
NAME = r"(?:(?:Dr|Prof|Dipl)\.(?:-\w+\.)?\s?)*[A-ZÄÖÜ][\w.-]*(?:\s(?:von|van|zu|der|de)\b)*(?:\s[A-ZÄÖÜ][\w.-]*){0,3}"
ON_BEHALF = re.compile(rf"(?:i\.\s?[AV]\.|ppa\.|gez\.)(?:\s*{NAME})?")
DEVICE = re.compile(
    r"(?:von|aus) mein(?:em|er)\b.{0,50}(?:gesendet|gesandt|verschickt)\.?"
    r"|gesendet (?:von|mit|aus|über)\b.{0,60}|sent (?:from|with|via|using)\b.{0,60}|(?:mobil|unterwegs) gesendet"
    r"|von \w.{0,30} gesendet|(?:holen sie sich |get )?outlook (?:für|for) \w.{0,60}|diese (?:e-?mail|nachricht) wurde (?:von|mit)\b.{0,80}"
    r"|get \w{2,20} for (?:android|ios|iphone|ipad|windows|mobile)\b.{0,40}|virenfrei\..{0,60}"
    r"|(?:gesendet|verschickt|versendet) (?:vom|per|mit|von) \w.{0,60}",
    re.IGNORECASE,
)
FORGE = re.compile(
    r"reply to this email directly.*|you are receiving this because.*|auf diese e-?mail (?:direkt )?antworten.*"
    r"|sie erhalten diese (?:e-?mail|nachricht),? weil.*"
    r"|view it on (?:github|gitlab|codeberg|forgejo).*",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"(?:(?:\w+ ){0,2}hinweis: ?)?(?:diese|dieses|die|der inhalt dieser) (?:e-?mail|mail|nachricht|schreiben)\b.{0,200}"
    r"(?:vertraulich|bestimmt|adressat|empfänger|irrtümlich|geschützt)"
    r"|this (?:e-?mail|message)\b.{0,200}(?:confidential|intended|privileged)|vertraulichkeitshinweis\b|disclaimer\b|haftungsausschluss\b"
    r"|confidentiality (?:notice|note)\b|e-?mails? an diese adresse\b.{0,120}(?:wirkung|fristwahrend|rechtsverbindlich)"
    r"|(?:wenn|falls|sollten) sie (?:nicht der (?:richtige|vorgesehene)|diese (?:e-?mail|nachricht) (?:irrtümlich|versehentlich))"
    r"|bitte drucken sie diese|(?:bitte )?denken sie (?:bitte )?an die umwelt|please consider the environment"
    r"|bitte (?:denken|prüfen) sie\b.{0,80}(?:umwelt|drucken)|(?:informationen|hinweise?) zum datenschutz\b|datenschutzhinweise?\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:(?:tel(?:efon)?|fon|phone|fax|mobil|handy)\b[.:]?\s*[:+(\d].{3,60}|[TFM][.:]? [+(]?\d[\d ()/+-]{5,30}"
    r"|(?:e-?mail:? ?)?\S{1,64}@\S{1,64}\.\w+|amtsgericht .{0,60}HR[AB].{0,30})",
    re.IGNORECASE,
)
