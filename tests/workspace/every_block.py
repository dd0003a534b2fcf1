"""One message with everything that a bot can send, and what a person must read of it."""

from typing import Any

Json = dict[str, Any]


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _span(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def _line(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def _option(text: str) -> Json:
    return {"text": _plain(text), "value": text.lower()}


MRKDWN = "*fort* _penché_ ~barré~ `code` <https://example.test/a|lien> <javascript:alert(1)|piège> a &lt; b"

RICH_TEXT = [
    _line(
        _span("gras", bold=True),
        _span("italique", italic=True),
        _span("biffé", strike=True),
        _span("fixe", code=True),
        _span("souligné", underline=True),
        {"type": "link", "url": "https://example.test/b", "text": "la source"},
        {"type": "emoji", "name": "tada", "unicode": "1f389"},
        {"type": "user", "user_id": "U0AMELIE01"},
    ),
    {"type": "rich_text_quote", "elements": [_span("cité à la lettre")]},
    {"type": "rich_text_preformatted", "elements": [_span("une version\nà copier")]},
    {"type": "rich_text_list", "style": "bullet", "elements": [_line(_span("un point"))]},
    {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [_line(_span("troisième"))]},
]

CONFIRM = {
    "title": _plain("Vraiment?"),
    "text": _plain("C'est pour toujours."),
    "confirm": _plain("Oui"),
    "deny": _plain("Non"),
}

CONTROLS = [
    {
        "type": "button",
        "action_id": "again",
        "text": _plain("Autre version"),
        "style": "primary",
        "value": "c1",
    },
    {
        "type": "button",
        "action_id": "drop",
        "text": _plain("Retirer"),
        "style": "danger",
        "value": "c2",
        "confirm": CONFIRM,
    },
    {
        "type": "static_select",
        "action_id": "platform",
        "placeholder": _plain("Plateforme"),
        "options": [_option("LinkedIn"), _option("X"), _option("Facebook")],
    },
]

EVERY_BLOCK: list[Json] = [
    {"type": "header", "text": _plain("⛔ Ne pas publier")},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": MRKDWN},
        "accessory": {
            "type": "overflow",
            "action_id": "rest",
            "options": [_option("Premier"), _option("Second")],
        },
    },
    {"type": "section", "fields": [_plain("champ un"), {"type": "mrkdwn", "text": "*champ deux*"}]},
    {"type": "rich_text", "elements": RICH_TEXT},
    {"type": "context", "elements": [_plain("version 3"), {"type": "mrkdwn", "text": "sans *modèle*"}]},
    {"type": "divider"},
    {
        "type": "markdown",
        "text": "## Titre\nUn **mot** et [un lien](https://example.test/c)\n\n- premier\n- second",
    },
    {"type": "image", "image_url": "https://example.test/i.png", "alt_text": "Un phare la nuit"},
    {"type": "actions", "elements": CONTROLS},
]

DRAWN = {
    "h3": "⛔ Ne pas publier",
    ".block-section strong >> nth=0": "fort",
    ".block-section em": "penché",
    ".block-section s": "barré",
    ".block-section code": "code",
    ".block-section a": "lien",
    ".fields strong": "champ deux",
    ".rich-text strong": "gras",
    ".rich-text em": "italique",
    ".rich-text s": "biffé",
    ".rich-text code": "fixe",
    ".rich-text u": "souligné",
    ".rich-text a": "la source",
    ".rich-text .mention": "@Amélie Tremblay",
    ".rich-text blockquote": "cité à la lettre",
    ".rich-text pre": "une version\nà copier",
    ".rich-text ul li": "un point",
    ".rich-text ol[start='3'] li": "troisième",
    ".block-context strong": "modèle",
    ".markdown h4": "Titre",
    ".markdown strong": "mot",
    ".markdown a": "un lien",
    ".markdown li >> nth=1": "second",
    ".block-image .picture": "Un phare la nuit",
    ".button.primary": "Autre version",
    ".button.danger": "Retirer",
    ".button.select": "Plateforme",
}
"""What is found where in the drawn message."""
