"""The words by which a text speaks as the firm, or as one person; folded, as expressions."""

import re

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"")
SINGULAR = re.compile(
    r"\b(?:je|j'(?=\w)|moi|mon|ma|mes|i|i'(?:m|ve|d|ll)|my|mine|myself|me)\b(?! (?:too|aussi) ?[.!])|\bj'"
)
_ACTS = r"lanc|annonc|recrut|embauch|ouvr|offr|propos|inaugur|present|devoil|elargi|accueill|cherch|engag|ajout|agrandi|demenag"
_ACTS_EN = r"launch|announc|recruit|hir|open|offer|introduc|unveil|expand|welcom|look(?:ing)? for|add|releas|mov|rolling out|roll out"
AS_FIRM = re.compile(
    rf"\b(?:nous|on) (?:vous |avons |venons de |allons |sommes fiers de |sommes heureux de |est fiers? de )?(?:\w+ )?(?:{_ACTS})\w*"
    rf"|\bnotre (?:firme|entreprise|cabinet|institution|gamme|nouveau|nouvelle|clientele|siege|succursale|conseil d'administration)\b"
    r"|\bnos (?:clients|clientes|bureaux|succursales|conseillers|conseilleres|produits|services|solutions|heures d'ouverture)\b"
    r"|\b(?:rejoignez|joignez|contactez|appelez|suivez|visitez)[- ](?:nous|notre)\b|\bnous (?:embauchons|recrutons)\b"
    rf"|\bwe(?:'re| are|'ve| have)? (?:now |just |proud to |pleased to |excited to |thrilled to |delighted to |happy to )?(?:{_ACTS_EN})\w*"
    r"|\bour (?:firm|company|clients|customers|advisers|advisors|offices|branches|products|services|solutions|new (?:office|branch|app|service|fund|product)|opening hours)\b"
    r"|\b(?:join|contact|call|visit|follow) us\b|\bwe are hiring\b"
)
