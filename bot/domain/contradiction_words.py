"""The words that say for or against, more or less, in French and in English; folded, as expressions.

Chosen on the pairs `tune` of `tests/evals/lines.jsonl`, and beyond them what the same is said with elsewhere.
"""

import re


def _any(*groups: str) -> str:
    """One expression for what any of the lines says, a space meaning any space."""
    return "|".join(each for group in groups for each in group.split(" | "))


FOR = _any(
    # To stand for it.
    r"appu(?:i|y)\w* | souten\w+ | soutien\w* | favorables? | en faveur | suis pour | sommes pour | pour la peine | croyons | croire en",
    r"souhait\w* | salu(?:ons|e|ez|er) | applaud\w* | approuv\w* | d'accord | vive | vivement | bravo | tenons | fiers? | fieres? | heureu\w*",
    r"ravie?s? | content(?:e|s|es)? | j'aime | j'adore | enfin(?!,) | oui (?:a|au|aux|pour) | mille fois oui | confiance | defen(?:d|ds|dons|dez|dre|drai)",
    r"support\w* | favou?rs? | favou?red | favou?ring | in favou?r | back(?:s|ed|ing)? | endors\w* | welcom\w* | applaud\w* | agree\w* | all for | believe in",
    r"committed | proud | glad | happy | fine with | i love | love to | love our | yes to | trust\w* | long live | bring on | bring back | cheers? to | hooray | thrilled | defend",
    # What it is worth.
    r"bonnes? (?:idees?|nouvelles?|choses?|decisions?|mesures?|politiques?|voies?) | meilleure? (?:\w+ )?(?:idee|nouvelle|chose|decision|solution|choix) | necessaires?",
    r"essentiel\w* | utiles? | raison d\w* | indispensables? | merit\w* | bienvenue?s? | juste (?:et|pour|milieu) | (?:est|serait|parait|plus) (?:juste|sain|saine|equitable)s? | saine?s? | equitables?",
    r"grand temps | il etait temps | efficaces? | proteg\w+ | rassur\w+ | justice | progres | avancees? | l'avenir | la solution | la voie | inevitables? | incontournables?",
    r"tant mieux | (?:a|ont|aurait|auraient|trouve\w*) (?:toute )?(?:sa|leur) place | logiques? | raisonnables? | sensee?s? | intelligente?s? | courageu\w+ | genia(?:l|le|ux) | excellent\w* | precieu\w+",
    r"change la vie | a du bon | ont du bon | vaut (?:mieux|la peine|le coup) | bel(?:le)? (?:idee|avancee|initiative|decision) | beau geste | a raison | avons raison",
    r"good (?:ideas?|news|things?|move|call|policy|decision|step|sense|for) | great (?:ideas?|news|move|call|step) | best (?:idea|news|thing|decision|choice) | necessary | essential | useful | needed | needs? (?:[\w']+ ){0,2}(?:@|them|this|it) | what (?:[\w']+ ){1,3}needs?",
    r"right (?:move|call|thing|to|direction|choice|decision|idea) | overdue | sensible | effective | worth | protect(?:s|ed|ing)? | fair(?:er)?(?! market| value| share) | help(?:s|ed)? | makes? (?:perfect |good |a lot of )?sense",
    r"deserv\w+ | has (?:a|its) place | have (?:a|their) place | the only way | the way forward | the future | stronger | better off | win for | wins for | benefits? (?:everyone|everybody|clients|savers|workers|us)",
    r"suitable | at last | saved me | smart | brilliant | excellent | inevitable | makes? life easier | reassur\w+ | about time",
    r"besoin d\w* | nous manque(?:nt|ra|ront)? | pas en avant | bonne direction | bon sens | une (?:evidence|chance|occasion) | soulag\w+ | simplifie(?:nt|ra|rait)? (?:la|les|nos|notre) | facilite(?:nt|ra|rait)? | gagnante?s? | change la donne | merci (?:a|pour|au|aux) | avantages?",
    r"step forward | step in the right | no-brainer | game changer | common sense | relief | easier | we miss | i miss | winner | advantages? | opportunity | thank goodness | grateful | down to earth | more @ | pro-@ | vive (?:le |la |les |l')?@",
    r"foncez | fonce | allez-y | vas-y | sabre le champagne | j'ai hate | hate (?:de|que) | gain de temps | ca marche | hourra | youpi | tellement mieux | bien mieux | rend service | une force | un atout | liberte",
    r"go for it | get in while | jump in | everybody wins | everyone wins | looking forward | much better | works (?:well|fine|great) | freedom | the answer",
    r"(?:marche|fonctionne|tourne) (?:tres |si |fort )?bien | qu'est-ce qu'on attend | love it | more power to | the sooner | affordable | breathe | rien de mieux | rien de tel",
)
AGAINST = _any(
    # To stand against it.
    r"contre | oppos(?:e|es|er|ons|ent|ee|ees|ition) | defavorables? | hostiles? a | denonc\w* | refus\w* | rejet\w* | condamn\w* | desaccord | desapprouv\w* | deplor\w* | regrett\w* | combatt\w*",
    r"debarrass\w+ | (?:s'en|se) passer | bon debarras | en finir | finissons-en | assez d(?:e|es|u) | y en a assez | marre | ras-le-bol | laiss\w+ tomber | tourn\w+ la page",
    r"passons a autre chose | oubli(?:ons|ez) | aux? oubliettes | a la poubelle | aux ordures | non (?:a|au|aux) | stop (?:a|au|aux) | halte | basta | inquiet\w* | inquiete\w* | mefi\w+ | craign\w+ | crains",
    r"sceptiques? | doute (?:de|que) | je doute | peine a croire | reculons | renon(?:cer|cons) | jouer? avec le feu | on joue avec | mais pas (?:a|au|aux) n'importe",
    r"against | oppos(?:e|es|ed|ing|ition) | reject\w* | condemn\w* | denounc\w* | disagree\w* | rid of | good riddance | no to | enough of | enough with | sick of | tired of | fed up | say no",
    r"worr(?:y|ied|ies|ying) | fears? | scepti\w+ | skepti\w+ | doubt(?:s|ful)? | avoid | steer clear | forget (?:about )?(?:the|this|it) | opt out",
    # What it is worth.
    r"inutiles? | mauvais\w* | pires? | (?:une|l'|grave|grosse|belle|lourde|cette|notre) ?erreur | absurd\w* | aberra\w+ | injust\w+ | dangereu\w* | danger | nui(?:t|re|r\w+|s\w+) | nocifs? | nocives? | nefastes?",
    r"toxiques? | ridicul\w+ | scandal\w* | honte\w* | inefficaces? | coquilles? vides? | perte (?:de temps|d'argent|seche) | (?:fait|faire|font) perdre (?:de l'argent|du temps|son temps) | gaspill\w* | tort | gadgets? | betises? | sottises?",
    r"(?:est|sont|semble\w*|parait|paraissent|gadget|totalement|completement|largement) depassee?s? | desuete?s? | desuets? | ringarde?s? | archaiques? | obsoletes? | vieillot\w* | reliques? | d'un autre (?:age|temps|siecle)",
    r"fait (?:son|leur) temps | (?:est|sont) (?:bien )?morte?s? | marketing | poudre aux yeux | effet de mode | (?:est|sont) une mode | arnaques? | leurres? | mirages? | utopi\w+ | illusions? | farces? | blagues? | mascarades?",
    r"cirque | usine a gaz | casse-tete | paperass\w* | bureaucrati\w* | fardeaux? | cauchemars? | catastroph\w+ | desastr\w+ | irresponsables? | naif\w* | naive\w* | hypocri(?:te|tes|sie) | non-sens | n'importe quoi | folies? | delires?",
    r"trop (?:cher|chere|loin|tard|risque|risquee|lourd|lourde|complique|compliquee|haut|haute|eleve|elevee|peu|strict|stricte)s? | fausses? bonnes? idees? | cout\w* (?:tres |bien |trop )?cher",
    r"rien d'autre qu | mieux a faire | comme ca, ca suffit",
    r"assez (?:\w+ )?(?:\w+ )?comme ca | detrui\w+ | ruin\w+ | etrangl\w+ | etouff\w+ | puni\w* | penalis\w* | priv(?:er|e|ent|era|eront|erait|eraient) | tu(?:e|er|era|ent|eront) (?:le|la|les|notre|nos|l') | epuis\w+ | au pire",
    r"de trop | absurdite | (?:un|quel) (?:luxe|caprice|frein|boulet|piege) | entrav\w+ | plomb\w+ | freine\w* | coulera | tue l\w* | encouragerait les",
    r"bad (?:ideas?|news|things?|move|call|policy|decision|for) | terrible | awful | worst | worse | mistakes? | wrong\w* | unfair\w* | useless | pointless | harm(?:s|ed|ful|ing)? | danger(?:ous)? | absurd | ridiculous",
    r"nonsense | wast(?:e|es|ed|ing|eful) | ineffective | regret\w* | too (?:far|late|expensive|costly|risky|complicated|high|strict|much|slow) | folly | hurts? | hurting | kill(?:s|ed|ing)? | sinks? | ruin\w* | destroy\w*",
    r"relics? | outdated | obsolete | old-fashioned | dinosaurs? | fantas(?:y|ies) | jokes? | farce | scams? | gimmicks? | fads? | hype | box-ticking | red tape | paperwork | burdens? | nightmares? | disasters? | reckless | irresponsible",
    r"na?ive | hypocri\w+ | greenwash\w* | luxur(?:y|ies) | slogans? | punish\w* | drains? | overkill | overreach | theatre",
    r"scar(?:e|es|ed|ing) | have better things | has run its course | had (?:its|their) day | past (?:its|their) | gift to | leave (?:\w+ ){0,5}alone | belongs? at home",
    r"(?:plutot que|au lieu) (?:[\w']+ ){0,4}@ | (?:fini|finis|finie|finies|adieu|fini avec|moins de|anti) (?:le |la |les |l'|aux? )?@ | retours? en arriere | pas en arriere | recul\w* | du vent | surfait\w* | surestim\w* | vache a lait",
    r"attrape\w* | infantilis\w+ | liberticid\w+ | atteinte a | ranconn\w+ | lubies? | cosmetiques? | facade | tape-a-l'oeil | vide\w* de sens | pass\w+ (?:de mode|date) | perim\w+ | prison\w* | contraint\w* | mensong\w+ | grotesques?",
    r"(?:rather than|instead of) (?:[\w']+ ){0,4}@ | (?:less|fewer|anti|goodbye|bye|down with|enough|the sooner) (?:the |this |these |all )?@ | steps? back(?:wards?)? | backwards? | overrated | overpriced | tax grab | cash grab | hot air | lip service",
    r"virtue signal\w* | nanny | let (?:people|adults|clients|them) (?:choose|decide) | window dressing | dead(?:weight)? | dying | stone age | last century | trap | broken | rip-?off | insult\w* | shameful\w* | disgrace\w* | laughable | meaningless | empty",
    r"perd\w* (?:pas )?(?:votre|ton|notre|son|leur) temps | noy\w+ | cle sous la porte | bla-bla | blabla | pour la galerie | ca m'enerve | plus de mal que de bien | pour les riches | coince\w*",
    r"laissez (?:les|la|le|chaque) | qu'on laisse | laissons (?:les|la|le|chaque) | pas une autre | encore une? (?:autre )?(?:taxe|regle|reglement|rapport|formulaire|loi|norme) | un frein | nounou",
    r"don't miss | waste of | for the rich | whatever .{0,20} like | let (?:the )?(?:banks|companies|firms|markets?|adults|people|clients) | another (?:tax|rule|form|report|layer) | dead weight | fix(?:es)? nothing | circus",
    r"more harm | holding us back | hold(?:s|ing)? us back | out of touch | behind the times | pretend\w* | so-called | busywork | snake oil | rigged | racket | cosmetic | theatrical",
    r"drole d'idee | tres peu pour | trinqu\w+ | nous explose | surtout service aux? | hard pass | sick of | footing the bill | preach\w* | chip in | loses? money | leak\w* | escroc\w* | fraudeurs?",
)
STANDS_FOR = _any(
    # What a firm alone says of what it holds to: in a draft these may be said of anything.
    r"croyons | recommand\w+ | encourage\w* | prone\w* | privilegi\w+ | valoris\w+ | voulons | demandons | exigeons | reclam\w+ | misons | defendons | priorite",
    r"believe | recommend\w* | encourage\w* | advocat\w+ | calls? for | want | value | prefer | stand (?:by|for|behind) | defend | promot\w+ | committed | priority",
)
STANDS_AGAINST = _any(
    r"deconseill\w+ | prudence | prudents? | vigilance | mise en garde | mettons en garde | nous abstenons | evitons",
    r"advise against | discourag\w+ | cauti(?:on|ous) | careful | warn\w* | vigilan\w+ | stay away",
)
NOT_FOR = _any(
    # Negations that are already counted: said of something, each is against it.
    r"(?:ne |n')?(?:serv\w+|sert) (?:\w+ )?a rien | (?:n'a|n'ont|n'aura|n'avait) (?:\w+ )?(?:rien|pas) a | (?:pas|jamais|plus) (?:sa|leur) place | n'apporte\w* rien | ne (?:regle|change|resou\w*)(?:nt|ra|ront)? rien",
    r"pas question | aucun(?:e)? (?:sens|interet|benefice|avantage|utilite|raison d'etre) | n'y (?:crois|croyons) (?:pas|plus) | personne (?:n'en|ne le|ne la|ne les) (?:veut|voulait|utilise|lit) | plus personne",
    r"(?:ne |n')\w+ pas (?:besoin|envie) | pas besoin | pas pour (?:moi|nous) | pas a nous | se passer d\w* | pas convainc\w+ | pas d'accord | pas (?:tres )?(?:fan|favorable)s? | rien de (?:bon|neuf)",
    r"no (?:substitute|place|benefit|point|sense|use|fan|business|need) | not a fan | nobody (?:asked|wants|needs|cares|under|uses|reads|visits) | no one (?:asked|wants|needs|cares|uses|reads|visits) | last thing",
    r"can(?:not|'t| no longer) afford | no thanks? | no thank you | don't (?:buy|trust|need|want|believe|see the point|get) | not (?:convinced|sold on|worth|our job|our business|for (?:us|me)) | does(?:n't| not) (?:work|make sense|belong|help)",
    r"do(?:n't| not) (?:work|make sense|belong|help) | (?:please|just) don't | no longer (?:makes sense|needed|useful)",
    r"a quoi (?:bon|sert|servent) | qui a (?:encore |vraiment )?besoin | pourquoi (?:diable|encore|s'entete\w*|continuer|garder|maintenir|conserver|payer) | plus besoin | n'a plus (?:de |d'|aucun )?(?:sens|raison|lieu|avenir) | pas d'avenir | plus les moyens",
    r"who (?:really |still |even )?needs | why (?:on earth|bother|keep|do we still|are we still|would anyone|pay) | what(?:'s| is) the point | no future | makes? no sense | no longer have | let people (?:choose|decide) | not (?:the )?(?:answer|way|solution)",
)
NOT_AGAINST = _any(
    r"personne ne (?:pleurera|regrettera|s'en plaindra)\w* | rien de mal | pas de mal | ne (?:me|nous) manquer\w+ pas | sans (?:regret|hesiter|hesitation)s? | n'est pas une (?:mode|lubie) | que du (?:bien|bon)",
    r"nobody will (?:miss|mourn|regret) | (?:won't|will not) be missed | nothing wrong | nothing against | no regrets? | no reason to (?:give up|stop|worry) | no harm | not (?:a fad|too late) | can't wait | couldn't agree more",
)
MORE = _any(
    r"augment\w* | hauss\w* | relev\w* | mont(?:e|er|ent|era|eront) | accroi\w* | elarg\w* | eten(?:d|dre|du|due)\w* | ouvr\w* | cree\w* | lanc\w* | maint(?:en|ien)\w* | gard\w* | conserv\w* | preserv\w*",
    r"continu\w* | rest(?:e|er|era|ons|ent|eront|eraient|ait)(?! (?:oppos|favorab|convainc|attach|fidel|contre)\w*) | renforc\w* | doubl\w* | offr(?:e|ir|ons|ent|ait|e-t-on) | vend(?:re|ons|ent|ait|e|ions)? | propos(?:er|ons|e|ent|ait|ions) | distribu(?:er|ons|ent) | (?<!l')accept\w+",
    r"exig\w+ | oblig(?:er|eons|atoires?) | impos(?:er|ons|e|ent|ait|ee|ees) | remett\w+ | remet(?:s|tre)? | retabli\w* | autoris\w+ | adopt\w+ | prolong\w+ | repouss\w+ | durci\w* | resserr\w* | plus (?:hauts?|hautes?|elevee?s?|strict\w*|severes?) | generalis\w+",
    r"redeven\w+ | reveni(?:r|ons) a | report(?:er|ons)? (?:de )?l'age | investi(?:r|ssons) dans | multipli\w+ | develop\w+ | serr(?:er|ons|ez) | revenir a | launch(?:es)? one",
    r"increas\w* | rais(?:e|es|ed|ing) | ris(?:e|es|ing) | grow\w* | expand\w* | open(?:s|ed|ing)? | keep\w* | maintain\w* | continu\w* | stay\w* | remain\w*(?! (?:committed|opposed|convinced|against|proud|attached|faithful|true)) | strengthen\w* | higher | tougher | tighter | stricter | tighten\w*",
    r"launch\w* | offer(?:s|ed|ing)? | sell(?:s|ing)? | (?<!l')accept\w*(?! it| that) | requir\w* | impos(?:e|es|ed|ing) | restor\w* | bring(?:ing)? back | allow\w* | permit\w* | adopt\w* | extend\w* | mandat\w+ | introduc\w+ | preserv\w* | push\w* back",
)
LESS = _any(
    r"baiss\w* | redui\w* | diminu\w* | coup(?:er|e|ent|es|ons|ures?) | on ferme | ferm(?:er|ent|era|erons|eront|ons|eture\w*) | abandonn\w* | cess(?:e|er|ons|era|ent) | arret\w* | supprim\w* | suppression | retir(?:er|e|ons|era|ent)",
    r"quitt\w* | aboli\w* | affaibli\w* | disparai\w* | disparition | fin (?:de|du|des|d'|a|au|aux) | mettre fin | interdi\w* | banni\w* | bannissement | prohib\w* | plafonn\w+ | assoupli\w* | enlev\w+ | effac\w+ | suspend\w* | plus bas(?:se)?s?",
    r"gel(?:er|ons|ez) | sacrifi\w+ | restrei\w+ | restriction\w* | limit(?:er|ons|ent|ez) | plus souples? | brid(?:er|ons|e|ent|ez) | allege\w* | remplac\w+",
    r"decreas\w* | cut(?:s|ting)? | lower(?:s|ed|ing)? | reduc\w* | clos(?:e|es|ed|ing|ure\w*) | drop(?:s|ped|ping)? | scrap\w* | stop(?:s|ped|ping)? | abandon\w* | leaving | withdr\w* | abolish\w* | weaken\w* | cap(?:s|ped|ping)?",
    r"end(?:s|ed|ing)? | disappear\w* | shrink\w* | phas\w+ out | ban(?:s|ned|ning)? | prohibit\w* | outlaw\w* | ditch\w* | axe | loosen\w* | ease[sd]? | relax(?:es|ed|ing)? | remov\w+ | repeal\w* | kill(?:s|ed|ing)? off | shut(?:s|ting)? | restrict\w* | retire the",
    r"do away with | slow down | delay\w* | replac\w+ | gone",
)
ASKED = re.compile(
    # What should be: said of the world, not only told about it.
    r"\b(?:devr\w+|doi(?:t|vent|vez|s)|devons|fau(?:t|drait|dra)|temps (?:que|qu'|de|d'|pour)|vivement|j'aimerais|je voudrais|nous voulons|on veut|je veux|demand(?:ons|e|ent)|pourquoi (?:ne )?pas|qu'on"
    r"|gagneri\w+|vaudrait mieux|mieux vaudrait|ferions mieux|ferait bien|should\w*|must\w*|ought|better (?:to|off)|had better|would do well|need to|needs to|let's|let us|time (?:to|we|for|that)|bring on|bring back|i'd (?:love|like)|i want|we want|if we were|why (?:not|don't)|please|can we (?:please |just |all )?(?:stop|drop|end)"
    r"|will have to|calls? for|enough)\b"
    # What somebody is told to do to it.
    r"|^(?:et |alors |and |so |then |oui |non |honestly |or )?(?:(?!nous |avons|sommes|allons)\w{3,}ons(?:-(?:en|le|la|les|nous|y))?|ban|retire|scrap|drop|keep|stop|cut|end|close|open|raise|lower|axe|ditch|kill|cap|bring|get|give|sell"
    r"|offer|forget|ease|tighten|put|allow|abolish|shut|repeal|remove) (?:(?!you|me|us)[\w']+ ){0,3}(?:(?:l'|d')?@|it|them|this|that|these|those)(?!\w)"
    r"|^(?:(?!nous |avons|sommes|allons)\w{3,}ons(?:-(?:en|le|la|les|nous|y))? )(?:[\w']+ ){0,4}(?:l'|d')?@"
    r"|\w{3,}ons-(?:en|le|la|les|nous|y)\b"
)
TO_COME = re.compile(
    r"\b(?:will|won't|going to|be gone|\w{3,}(?:era|eront|erons|ira|iront|aitra|aitront)|va|vont|finir\w*|tot ou tard)\b"
)
POINTS = re.compile(
    # Back to what was named.
    r"\b(?:c'est|c'etait|ce n'est|ce (?:n')?(?:serait|sera|sont)|cela|ca|cette|cet|ces|ceux-ci|celles-ci|elles?|y|en (?:faire|finir|avoir)|s'en \w+|quel|quelle|what an?|it|it's|its|this|that|that's|they|them|they're|these|those)\b"
    r"|-(?:le|la|les|en|y)\b"
)
NO = re.compile(
    r"\b(?:ne|n'|n|pas|jamais|plus aucune?|aucune?|sans|rien|ni|personne|loin d\w*|not|no|never|nor|without|nothing|cannot|nobody|none|\w+n't|hardly|far from|stop saying|fails? to)\b|\bn'"
)
REPORTS = re.compile(
    r"\b(?:selon|d'apres|affirment|disent|soutiennent|pretendent|estiment|croient que|dit-on|on (?:me|nous) demande|le syndicat|les (?:critiques|opposants|detracteurs|partisans)|certains|d'aucuns|dire que|(?:a|ont) (?:dit|declare|ecrit|affirme) |titr(?:e|ait)|entends|entendu|on dit|on entend|il parait"
    r"|according to|critics|they say|some say|some people|opponents|supporters|the union|i am asked|i'm asked|people (?:ask|say)|(?:one|he|she|who|headlines?|minister|paper|report) (?:says|said|claims?|calls?)|told (?:the|a|me|us)|argues?|i hear|heard|asked me|used to (?:be|think))\b"
)
INFORMS = re.compile(
    r"\b(?:voici|voyez|ci-dessous|here(?:'s| is| are)|how to|comment (?:lire|savoir|choisir|faire|ca|fonctionne|on|verifier|calculer|trouver)|what is|what are|qu'est-ce|c'est quoi|ce qui change|what changes|what the"
    r"|(?:deux|trois|quatre|cinq|six|sept|dix|two|three|four|five|six|seven|ten|\d+) (?:[\w']+ ){0,2}(?:questions?|trucs?|conseils?|facons?|etapes?|erreurs?|pieges?|signes?|idees?|points?|choses|gestes|tips?|ways?|steps?|mistakes?|signs?|things|minutes|tools|facts|traps)"
    r"|atelier|webinaire|conference|workshop|webinar|session|glossa\w+|explained|expliquee?s?|how \w+ works?|difference|a \d+ ?h(?:eures?)?|\d ?(?:am|pm|o'clock))\b"
)
