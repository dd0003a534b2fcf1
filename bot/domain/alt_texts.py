"""What stands for an image where it cannot be seen: put together from what its author says that it shows.

Vigie does not look at images. The parts are those that the W3C's advice on text alternatives asks for: what
kind of image it is where that matters, what it shows, and the words or figures that are read in it.
"""

from collections.abc import Mapping
from typing import Literal, get_args

from bot.domain.draft import Language

ImageKind = Literal["photo", "chart", "infographic", "screenshot", "drawing"]
IMAGE_KINDS: tuple[ImageKind, ...] = get_args(ImageKind)
MOST_SHOWN, MOST_READ = 400, 500
"""Characters of what it shows and of what is read in it: together under 1,000, which X and Instagram take."""

_NAMES: Mapping[ImageKind, tuple[str, str]] = {
    "photo": ("", ""),  # a screen reader says already that it is an image
    "chart": ("Graphique: ", "Chart: "),
    "infographic": ("Infographie: ", "Infographic: "),
    "screenshot": ("Capture d'écran: ", "Screenshot: "),
    "drawing": ("Dessin: ", "Drawing: "),
}


def alt_text(kind: ImageKind, shows: str, reads: str, language: Language) -> str:
    """The text, in sentences: `shows` as its author wrote it, and then the words in the image, if any."""
    french, english = _NAMES[kind]
    begun = (french if language == "fr" else english) + _closed(shows)
    if not reads.strip():
        return begun
    words = " ".join(reads.split())
    said = f"Texte de l'image: « {words} »." if language == "fr" else f'Text in the image: "{words}".'
    return f"{begun} {said}"


def _closed(text: str) -> str:
    words = " ".join(text.split())
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."
