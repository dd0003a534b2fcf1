"""The files of the page as a browser gets them: as they are written, in few requests.

The style sheets come as one, and the page names its modules at the top: else each would be asked for when the
one that imports it has come. What is not opened at once (the panel) is loaded when it is.
"""

import re
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "page"
_KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_STYLE = re.compile(r' *<link rel="stylesheet" href="/page/([\w/]+\.css)">\n')
_STYLES = "all.css"
_LATER = "panel/"


def index() -> str:
    """The page itself."""
    text = _written("index.html")
    modules = sorted(name for name in _names() if name.endswith(".js") and not name.startswith(_LATER))
    links = [
        f'  <link rel="stylesheet" href="/page/{_STYLES}">\n',
        *(f'  <link rel="modulepreload" href="/page/{name}">\n' for name in modules),
    ]
    return _STYLE.sub("", text).replace("</head>", "".join(links) + "</head>")


def file(name: str) -> tuple[str, str]:
    """The text of a file by its path in the folder of the page, and its kind. Raises LookupError."""
    if name == _STYLES:
        return "\n".join(map(_written, _STYLE.findall(_written("index.html")))), _KINDS[".css"]
    # A name is one of the folder's own: nothing above it is served.
    if name not in _names():
        raise LookupError(name)
    return _written(name), _KINDS[Path(name).suffix]


@cache
def _names() -> frozenset[str]:
    files = (each for each in _FOLDER.rglob("*") if each.suffix in _KINDS)
    return frozenset(each.relative_to(_FOLDER).as_posix() for each in files)


def _written(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
