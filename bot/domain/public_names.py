"""Names that identify no client and that a model must read: those of the firm's profile, and institutions."""

import re
from functools import lru_cache

from bot.domain.firm import FirmProfile
from bot.domain.folding import fold_words

_INSTITUTIONS = """
AMF
Autorité des marchés financiers
Chambre de la sécurité financière
Chambre de l'assurance de dommages
OCRI
CIRO
Canadian Investment Regulatory Organization
ACVM
Canadian Securities Administrators
Ontario Securities Commission
FSRA
Banque du Canada
Bank of Canada
Banque de France
Bank of England
Banque centrale européenne
European Central Bank
Réserve fédérale
Federal Reserve
Statistique Canada
Statistics Canada
Institut de la statistique du Québec
INSEE
ISQ
ARC
CRA
Agence du revenu du Canada
Canada Revenue Agency
Revenu Québec
Retraite Québec
SCHL
CMHC
ACFC
FCAC
BSIF
OSFI
SADC
CDIC
Assuris
FCA
ACPR
SEC
FINRA
CFPB
OCDE
OECD
FMI
IMF
Question Retraite
Gouvernement du Québec
Gouvernement du Canada
Government of Canada
Service Canada
"""


def joined_words(name: str, ending: str = "") -> str:
    """A pattern of the name's folded words, run together or apart: "Projet-Estuaire", "#ProjetEstuaire".

    `ending` is a pattern of what may follow each word: "s?" for a plural.
    """
    words = re.findall(r"[^\W_]+", fold_words(name))
    return r"[\W_]{0,3}".join(re.escape(word) + ending for word in words)


@lru_cache(maxsize=8)
def public_names(names: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these names and the institutions' in a folded text (`FoldedText.plain`)."""
    wanted = {*map(joined_words, names), *map(joined_words, _INSTITUTIONS.split("\n"))} - {""}
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(wanted, key=len, reverse=True))})(?![^\W_])")


def names_of_firm(firm: FirmProfile) -> tuple[str, ...]:
    """Every name of the profile that may go out."""
    return (*firm.names, *firm.spokespersons, *firm.products, *firm.competitors, *firm.restricted_issuers)
