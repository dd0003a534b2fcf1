"""What axe-core finds wrong with a page: what stands in the way of somebody who uses it."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
_ALL: dict[str, Any] = {
    "resultTypes": ["violations"],
    "preload": False,
    "rules": {"target-size": {"enabled": True}},
}
_LOOKS: dict[Scheme, dict[str, Any]] = {"light": _ALL, "dark": _ALL | {"runOnly": ["color-contrast"]}}
"""What is looked at in each colour scheme: what stands on the page is the same in both."""


def wrong_on(page: Page) -> list[str]:
    """What is wrong with the page as it stands, light and dark: how bad, what, where, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [wrong for scheme, look in _LOOKS.items() for wrong in _found(page, scheme, look)]


def _found(page: Page, scheme: Scheme, look: dict[str, Any]) -> Iterator[str]:
    page.emulate_media(color_scheme=scheme)
    for rule in page.evaluate(f"axe.run({json.dumps(look)}).then(({{ violations }}) => violations)"):
        for node in rule["nodes"]:
            yield f"{scheme}, {rule['impact']}: {rule['id']} at {node['target']}: {node['failureSummary']}"
