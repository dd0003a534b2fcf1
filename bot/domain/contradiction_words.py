"""The words that say for or against, more or less, in French and in English; folded, as expressions."""

import re

FOR = (
    r"appu(?:i|y)\w*|souten\w+|soutien\w*|favorables?|en faveur|suis pour|sommes pour|souhait\w*|bonne (?:idee|nouvelle|chose|decision)|necessaires?"
    r"|essentiel\w*|utiles?|raison d\w*|salu(?:ons|e|ez|er)|applaud\w*|approuv\w*|d'accord|indispensables?|il faut|devr\w*|doi(?:t|vent|vez)"
    r"|merit\w*|bienvenue?s?|juste|sain|saine|grand temps|vive|bravo|efficaces?|prote\w+"
    r"|support\w*|favou?r\w*|back(?:s|ed|ing)?|endors\w*|welcom\w*|applaud\w*|good (?:idea|news|thing|move|call)|necessary|essential|useful|needed"
    r"|should|must|agree\w*|right (?:move|call|thing|to)|overdue|sensible|long live|effective|worth|protect\w*|fair"
)
AGAINST = (
    r"contre|oppos\w*|denonc\w*|refus\w*|rejet\w*|inutiles?|mauvais\w*|erreurs?|absurdes?|injustes?|dangereu\w*|nui(?:t|re|r\w+|s\w+)|ridicules?|scandal\w*"
    r"|condamn\w*|desaccord|desapprouv\w*|inefficaces?|deplor\w*|regrett\w*|coquille vide|perte de temps|gaspillage|trop (?:cher|chere|loin|tard)|tort"
    r"|against|oppos\w*|reject\w*|bad (?:idea|news|thing|move|call)|mistake\w*|wrong\w*|unfair|useless|pointless|harm\w*|condemn\w*|denounc\w*"
    r"|disagree\w*|dangerous|absurd|ridiculous|nonsense|waste|ineffective|regret\w*|too (?:far|late|expensive|costly)|folly"
)
MORE = (
    r"augment\w*|hauss\w*|relev\w*|mont(?:e|er|ent|era|eront)|accroi\w*|elarg\w*|eten(?:d|dre|du|due)\w*|ouvr\w*|cree\w*|lanc\w*|maint(?:en|ien)\w*|gard\w*|conserv\w*"
    r"|continu\w*|rest(?:e|er|era|ons|ent|eront)|renforc\w*|doubl\w*|increas\w*|rais(?:e|es|ed|ing)|ris(?:e|es|ing)|grow\w*|expand\w*|open\w*|keep\w*|maintain\w*|continu\w*|stay\w*|remain\w*"
    r"|strengthen\w*|higher|launch\w*"
)
LESS = (
    r"baiss\w*|redui\w*|diminu\w*|coup(?:er|e|ent|es|ons|ures?)|ferm(?:e|er|ent|era|erons|eront|ons|eture\w*)|abandonn\w*|cess(?:e|er|ons|era|ent)|arret\w*|supprim\w*|retir(?:er|e|ons|era|ent)|quitt\w*"
    r"|aboli\w*|affaibli\w*|disparai\w*|fin de|mettre fin|decreas\w*|cut(?:s|ting)?|lower\w*|reduc\w*|clos(?:e|es|ed|ing|ure\w*)|drop\w*|scrap\w*|stop\w*|abandon\w*|leav\w*|withdr\w*|abolish\w*|weaken\w*"
    r"|end(?:s|ed|ing)?|disappear\w*|shrink\w*|phas\w+ out"
)
NO = re.compile(
    r"\b(?:ne|n'|n|pas|jamais|plus aucune?|aucune?|sans|rien|ni|not|no|never|nor|without|nothing|cannot|\w+n't|hardly|stop saying)\b|\bn'"
)
REPORTS = re.compile(
    r"\b(?:selon|d'apres|affirment|disent|soutiennent|pretendent|estiment|croient que|le syndicat|les critiques|les opposants|according to|critics|they say|some say|some people say|opponents|the union)\b"
)
