"""A program that fetches a file by its address."""

import urllib.request


def downloaded(address: str, token: str = "") -> tuple[int, str, bytes]:
    """Status, kind and bytes of what is found there."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:  # noqa: S310
        return answer.status, answer.headers.get_content_type(), answer.read()
