import type { RefusalPatterns } from '../patterns.js';

export const french: RefusalPatterns = {
  commands: 'first',
  polite: [
    "s[’']il (?:te|vous) pla[iî]t|stp|svp|bonjour|salut|ok|maintenant|et|alors|peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|tu peux|je veux que tu|je voudrais que tu|me|nous|veuillez|m[’']",
  ],
  asks: [
    "qu[’'](?:est-ce|est)|quel(?:le)?s? (?!heure|temps|jour|âge)|comment|pourquoi|quand|où|qui|combien|explique\\p{L}*|expliquez|définis|définir|décris|décrire|différence\\p{L}*|compare|signification|tradui\\p{L}*|que (?:signifie|veut|sont|fait)|à quoi|est-ce que|est-il|peut-on|c[’']est quoi|en quoi",
  ],
  makes: [
    "génère\\p{L}*|générer|générez|crée\\p{L}*|créer|créez|fais|faites|faire|donne\\p{L}*|donner|écri[st]|écrire|écrivez|invente\\p{L}*|propose\\p{L}*|proposer|suggère\\p{L}*|trouve\\p{L}*|trouver|choisi[st]\\p{L}*|choisir|imagine\\p{L}*|rédige\\p{L}*|produi\\p{L}*|j[’']ai besoin d|je veux|je voudrais|il me faut|fabrique|fournis",
    '(?:une?|des|nouve(?:au|lle)|\\d+|trois|cinq|dix) ?(?:nouve(?:au|lle)s? )?',
  ],
  things: [
    "jetons?|mots? de passe|clés? (?:d[’']?\\p{L}+|\\p{L}+)|clés?|paires? de clés|codes?|numéros?|nombres?|données (?:de test|fictives|aléatoires|factices)|cartes? (?:de crédit|bancaires?)|phrase secrète",
    'noms?|prénoms?|pseudos?|surnoms?|slogans?|blagues?|devinettes?|titres? pour|(?:histoires?|poèmes?|textes?|chansons?|brouillons?|idées?|messages?|lettres?|recettes?) (?:\\p{L}+ )?(?:uniques?|origina(?:l|le|ux|les)|nouve(?:au|lle)s?|différent\\p{L}*|inédit\\p{L}*|créati\\p{L}*)|(?:nouvelle|autre) (?:histoire|idée|version)|nouveau (?:poème|texte)',
  ],
  oneOff: [
    "aléatoires?|aléatoirement|au hasard|tir\\p{L}* au sort|tirage au sort|(?:lance|jette|tire)\\p{L}* (?:une|un|la|le|les|deux) (?:pièces?|dés?|cartes?)|pile ou face|(?:choisi|désigne|sélectionne|pioche)\\p{L}* (?:\\P{Cc}{0,25} )?(?:gagnante?s?|vainqueur|nombre|carte|nom|parmi|entre|l[’']un)|mélange (?:cette|la|les)",
    "surpren(?:ds|ez)-(?:moi|nous)|inspire-moi|amuse-moi|divertis-moi|fais-moi rire|raconte(?:-moi)? (?:\\p{L}+ )?(?:blague|histoire|devinette)|(?:une? )?autre(?: (?:fois|blague|idée|version|exemple))?(?=[\\s.!?]*$)|encore une?|quelque chose (?:de nouveau|d[’']autre|de différent)|pense à un (?:nombre|chiffre)",
  ],
  volatile: [
    "aujourd[’']hui|demain|hier|maintenant|actuellement|actuel(?:le)?s?|derni(?:er|ère)s?|récent\\p{L}*|récemment|météo|actualités?|nouvelles d[’'e]\\P{Cc}*|ce (?:soir|matin|mois|week-end)|cette (?:semaine|année|nuit|saison)|(?:semaine|mois|année|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:prochaine?|derni(?:er|ère)|passée?)|prochaine?s?|en ce moment|de nos jours|encore (?:ouvert|disponible)\\p{L}*|toujours (?:ouvert|disponible|en panne)\\p{L}*|bientôt",
    "quelle heure|quel jour|quelle date|on est quel jour|quel temps|il pleut|pleut-il|va-t-il pleuvoir|quel âge (?:a|ont)|(?:a|ont)-t-(?:il|elle) quel âge|près d[’'e] ?(?:moi|ici)|à proximité|température à|fait-il (?:froid|chaud|beau)|combien de (?:temps|jours|semaines|mois|heures) (?:avant|jusqu|reste|il reste)\\p{L}*|reste-t-il|dans combien de temps",
    "(?:prix|cours|valeur|taux) (?:de l[’']|du|de la|des|actuel)\\p{L}*|taux de change|combien (?:vaut|coûte|valent) (?:le |la |l[’']|un |une )?(?:bitcoin|or|argent|pétrole|essence|dollar|euro|livre|action)|(?:dollars?|euros?|livres?|francs?) (?:en|contre) (?:dollars?|euros?|livres?|francs?)|combien d[’'e] ?(?:dollars|euros|livres|francs)",
    "combien d[’'e] ?\\P{Cc}{1,40}(?:ouvert|en attente|en cours|actif|active|connecté|en ligne|non lu|disponible|restant)\\p{L}*|d[’']astreinte|de garde|de permanence|qui (?:est|sera|dirige|mène|gagne|gouverne) (?:le |la |l[’'])?(?:président\\p{L}*|premi(?:er|ère) ministre|pdg|directeur|directrice|roi|reine|pape|maire|gouverneur|entraîneur|champion\\p{L}*|chef\\p{L}*|patron\\p{L}*|ministre)|qui (?:dirige|gagne|mène|est en tête)|qui a gagné (?:le match|l[’']élection|la finale)|statut (?:de|du)|état (?:de la|du|des)|en stock|(?:à quelle heure|quand) (?:part|arrive|ouvre|ferme|commence|passe)|tendances?|quoi de neuf",
  ],
  states: [
    "(?:est-ce que )?(?:le|la|l[’']|les|ce|cette) ?(?:\\p{L}+ ){1,3}(?:est|sont|marche|fonctionne|a-t-(?:il|elle))(?:-(?:il|elle|ils|elles))? ?(?:\\p{L}+ )?(?:ouvert|fermé|en panne|en ligne|hors ligne|disponible|prêt|terminé|tombé|encore|toujours|fini)\\p{L}*",
    "(?:où est|où sont|pourquoi est) (?:le|la|les|l[’']) ?(?:serveur|site|train|bus|vol|colis|commande|imprimante|service|système)",
  ],
  personal: [
    "mon|mes|ma|notre|nos|le mien|la mienne|moi-même|qui suis-je|où suis-je|comment je m[’']appelle|appelle(?:z)?-moi|souviens-toi|rappelle-toi|rappelle-moi|n[’']oublie pas|retiens|à partir de maintenant|désormais|fais comme si|tu es maintenant|te souviens-tu|tu me connais|à mon sujet|pour moi|me conseilles|me recommandes|ai-je|suis-je|dois-je payer",
    "(?:avons|avions|a-t-on)-nous|nous (?:avons|venons|parlions)|(?:as-tu|tu as|avez-vous|vous avez|tu viens) (?:\\p{L}+ )?(?:dit|écrit|mentionné|répondu|recommandé|suggéré|proposé|de dire)|(?:ai-je|j[’']ai|je viens) (?:\\p{L}+ )?(?:dit|demandé|écrit|mentionné|de dire)|(?:réponse|message|question|conversation|texte) (?:précédente?|antérieure?|d[’']avant)|(?:cette|notre|la) (?:conversation|discussion)|jusqu[’']ici|jusqu[’']à présent|ci-dessus|plus haut|répète (?:ça|cela|ta|ce)|on a parlé|on parlait|a-t-on",
  ],
  statements: [
    "(?:et |bonjour,? |moi,? )?(?:je (?:suis|m[’']appelle|vis|travaille|viens|préfère|déteste|pèse|mesure|prends|parle|cherche|n[’']aime|ne peux|ne mange|fais)|j[’'](?:ai|habite|aime|adore|étais|avais|étudie|apprends)|nous (?:sommes|avons|habitons|cherchons))",
  ],
  acts: [
    "envoi\\p{L}*|envoyer|envoyez|supprime\\p{L}*|efface\\p{L}*|réserve\\p{L}*|réserver|command(?:e|er|ez)(?! (?:de|du|des|linux|git|unix|shell|bash)(?!\\p{L}))|annule\\p{L}*|annuler|achète\\p{L}*|acheter|paie|payer|paye\\p{L}*|vire\\p{L}*|transfère\\p{L}*|allume\\p{L}*|éteins|éteindre|éteignez|active(?:r|z)?|désactive(?:r|z)?|ouvre(?:z)? (?:le|la|l[’'])?|ferme(?:z)? (?:le|la|les)|appelle\\p{L}*|rappelle\\p{L}*|préviens|prévenir|programme (?:un|une|le)|planifie\\p{L}*|ajoute\\p{L}* |mets|mettez|enregistre\\p{L}*|lance(?:r|z)? (?:le|la|un|une)|démarre\\p{L}*|arrête\\p{L}*|redémarre\\p{L}*|exécute\\p{L}*|installe(?:r|z)?(?= )|joue\\p{L}*|imprime\\p{L}*|publie\\p{L}*|modifie\\p{L}* (?:le|la|mon)|change\\p{L}* (?:le|la|mon)|bloque\\p{L}*|crée(?:r|z)? une? (?:ticket|événement|réunion|compte|rappel|tâche|facture|rendez-vous)|monte(?:z)? (?:le|la)|baisse(?:z)? (?:le|la)",
  ],
  followUps: [
    'oui|non|continue[rz]?|encore|merci|pourquoi|comment|et|et puis|une autre|un autre|plus|d’accord|ok|exactement|vas-y|quand|où|qui|combien|encore une?|explique|le deuxième|la deuxième|le premier|quoi d’autre',
  ],
};
