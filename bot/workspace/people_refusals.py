"""What the workspace does not let a person do."""


class Refused(Exception):
    """The workspace does not let a person do that; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
