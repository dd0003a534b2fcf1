"""How each kind of setting is read: what is wrong with one is added to `problems`, a sentence each."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

PRINTED = re.compile(r"[!-~]*")
MOST = 1_000_000_000
SAFE_ADDRESS = r"https://[^/]|http://(?:127\.0\.0\.1|localhost)(?:[:/]|$)"
ERASABLE = (
    "review", "request", "sample", "incident", "disagreement", "posting", "good-post", "reading", "refusal",
)  # fmt: skip
"""The kinds of record whose bodies hold what people wrote, and may be given an end."""
_ROOT = Path(__file__).resolve().parents[2]


def number(given: Mapping[str, str], variable: str, bounds: tuple[int, int, int], problems: list[str]) -> int:
    """A whole number; `bounds`: the one by default, the least and the most."""
    default, least, most = bounds
    written = given.get(variable, "").strip() or str(default)
    if re.fullmatch(r"[0-9]{1,12}", written) and least <= int(written) <= most:
        return int(written)
    problems.append(f"{variable} must be a whole number from {least} to {most}.")
    return default


def price(given: Mapping[str, str], problems: list[str]) -> tuple[float, float] | None:
    """What a million tokens cost in and out, None where it is not said."""
    written = given.get("VIGIE_MODEL_PRICE", "").strip()
    if not written:
        return None
    said = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)/([0-9]{1,6}(?:\.[0-9]{1,6})?)", written)
    if said:
        return float(said[1]), float(said[2])
    problems.append("VIGIE_MODEL_PRICE must be what a million tokens cost in and out, such as 0.25/2.00.")
    return None


def token(given: Mapping[str, str], variable: str, problems: list[str]) -> str:
    """A token as it travels in a header, "" when there is none."""
    written = given.get(variable, "").strip()
    if not PRINTED.fullmatch(written):
        problems.append(f"{variable} must be the token as Slack shows it: letters, digits and hyphens.")
    return written


def ids(given: Mapping[str, str], variable: str, kinds: str, problems: list[str]) -> tuple[str, ...]:
    """Ids of Slack's that begin with one of these letters, with commas between them."""
    named = tuple(each.strip() for each in given.get(variable, "").split(",") if each.strip())
    if not all(re.fullmatch(f"[{kinds}][A-Z0-9]{{2,20}}", each) for each in named):
        problems.append(f"{variable} must be ids of Slack ({'…, '.join(kinds)}…), not names.")
    return named


def one_id(given: Mapping[str, str], variable: str, kinds: str, problems: list[str]) -> str:
    """One such id, "" for none: of several, nobody could know that all but the first count for nothing."""
    named = ids(given, variable, kinds, problems)
    if len(named) > 1:
        problems.append(f"{variable} must be one id of Slack ({'…, '.join(kinds)}…), not several.")
    return named[0] if named else ""


def check_address(variable: str, address: str, problems: list[str]) -> None:
    """Tokens and drafts travel to this address: in the clear only within this machine."""
    if not re.match(SAFE_ADDRESS, address):
        problems.append(f"{variable} must begin with https:// (or http://127.0.0.1 on this machine).")
    elif not names_a_host(address):
        problems.append(f"{variable} cannot be read: check its host and its port.")


def names_a_host(address: str) -> bool:
    """Whether it can be read, with a host and a port that may be."""
    try:
        parts = urlsplit(address)
        return bool(re.fullmatch(r"[!-~]+", address) and parts.hostname and parts.port != 0)
    except ValueError:  # brackets that do not match, a port that is no port
        return False


def own_address(given: Mapping[str, str], variable: str, by_default: str, problems: list[str]) -> str:
    """An address of this machine, on which to listen."""
    host = given.get(variable, "").strip() or by_default
    if not re.fullmatch(r"[0-9A-Za-z.:-]{1,253}", host):
        problems.append(f"{variable} must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.")
    return host


def switch(given: Mapping[str, str], variable: str, problems: list[str]) -> bool:
    """Something that is on or off; off by default."""
    written = given.get(variable, "").strip().lower() or "off"
    if written not in ("on", "off"):
        problems.append(f"{variable} must be on or off.")
    return written == "on"


def encryption_keys(given: Mapping[str, str], problems: list[str]) -> tuple[str, ...]:
    """Keys of 32 bytes in base64, as `vigie archive key` makes them, with commas between them."""
    written = given.get("VIGIE_ENCRYPTION_KEY", "").strip()
    keys = tuple(each.strip() for each in written.split(",") if each.strip())
    # Commas alone name no key, and are no way to say "off".
    if (written and not keys) or not all(re.fullmatch(r"[A-Za-z0-9_-]{43}=", each) for each in keys):
        problems.append("VIGIE_ENCRYPTION_KEY must be a key as `vigie archive key` prints it.")
    return keys


def retention(given: Mapping[str, str], problems: list[str]) -> Mapping[str, int]:
    """Days by kind of record: `review=1095,request=2555`."""
    days: dict[str, int] = {}
    for each in filter(None, (part.strip() for part in given.get("VIGIE_RETENTION", "").split(","))):
        said = re.fullmatch(r"([a-z]+) *= *([1-9][0-9]{0,4})", each)
        if said is None or said[1] not in ERASABLE or said[1] in days:
            how = "kinds and days, each kind once, such as review=1095,request=2555"
            problems.append(f"VIGIE_RETENTION must be {how} (the kinds: {', '.join(ERASABLE)}).")
            return {}
        days[said[1]] = int(said[2])
    return days


def folder(given: Mapping[str, str], variable: str, default: str, problems: list[str]) -> Path:
    """The folder of a setting; what is wrong with it is added to the problems."""
    try:
        path = Path(given.get(variable) or _ROOT / default).expanduser()
        str(path).encode()
    except RuntimeError:
        problems.append(f"{variable} begins with the home folder of a user who is not known here.")
    except UnicodeEncodeError:
        problems.append(f"{variable} must be UTF-8 text.")
    else:
        return path
    return _ROOT / default


def sqlite_address(file: Path) -> str:
    """In an address ? and % mean something; in the name of a folder they do not."""
    return f"sqlite:///{quote(str(file))}"


def names_a_file(address: str) -> bool:
    """Whether a SQLite address keeps anything from one command to the next."""
    named = unquote(address.removeprefix("sqlite:///").partition("?")[0]).strip()
    return bool(named) and named != ":memory:" and not named.startswith("file:")
