import type { RefusalPatterns } from '../patterns.js';

export const german: RefusalPatterns = {
  commands: 'first',
  polite: [
    'bitte|hallo|hey|ok|okay|jetzt|dann|und|also|mal|kannst du|könntest du|können sie|könnten sie|würdest du|würden sie|ich möchte|ich will|du sollst|mir|für mich|uns',
  ],
  asks: [
    'was (?:ist|sind|war|bedeutet|bedeuten|heißt|macht|passiert)|wie (?!viel uhr)|warum|wieso|weshalb|wann|wo|wer|welche[rsnm]?|erklär\\p{L}*|definier\\p{L}*|beschreib\\p{L}*|unterschied\\p{L}*|vergleich\\p{L}*|bedeutung|übersetz\\p{L}*|ist es|gibt es|soll(?:te)? man|kann man',
    '(?:mir |uns )?(?:erklären|beschreiben)',
  ],
  makes: [
    'erzeug\\p{L}*|generier\\p{L}*|erstell\\p{L}*|mach\\p{L}*|gib|geben sie|nenn\\p{L}*|schreib\\p{L}*|denk\\p{L}*|erfind\\p{L}*|schlag\\p{L}*|such\\p{L}*|find\\p{L}*|wähl\\p{L}*|entwirf|entwerf\\p{L}*|ich brauch\\p{L}*|ich hätte gern\\p{L}*|wir brauchen|überleg\\p{L}*|liefer\\p{L}*|bau\\p{L}*',
    '(?:(?:ein\\p{L}*|mir|uns|\\d+|drei|fünf|zehn|neue\\p{L}*|sichere\\p{L}*|starke\\p{L}*|zufällige\\p{L}*) ?)+',
  ],
  things: [
    'passw(?:ort|örter)\\p{L}*|kennw(?:ort|örter)\\p{L}*|\\p{L}*schlüssel\\p{L}*|api-schlüssel|\\p{L}*pin|geheimnis|\\p{L}*code\\p{L}*|\\p{L}*nummern?|zufallszahl\\p{L}*|test-?daten|beispieldaten|testkonto|testnutzer|schlüsselpaar',
    '\\p{L}*namen?|spitznamen?|benutzernamen?|titel für|slogan\\p{L}*|witze?|rätsel|gutschein\\p{L}*|(?:einzigartig\\p{L}*|originell\\p{L}*|neue\\p{L}*|andere\\p{L}*|kreativ\\p{L}*) (?:\\p{L}+ ){0,2}(?:geschichten?|gedichte?|texte?|entw(?:urf|ürfe)|ideen?|lied\\p{L}*|sprüche?|spruch|witze?|rezepte?|nachricht\\p{L}*|mails?|briefe?)',
  ],
  oneOff: [
    'zufällig\\p{L}*|zufalls(?:zahl|name|wort|passwort|farbe)\\p{L}*|per zufall|wirf (?:eine|die|einen|den)|würfle|würfel (?:mal|einmal|zweimal|mit|\\d)|kopf oder zahl|los(?:e|t) (?:aus|einen)|(?:wähl|zieh|kür|bestimm|such|nenn)\\p{L}* (?:\\P{Cc}{0,25} )?(?:gewinner\\p{L}*|sieger\\p{L}*|zahl|karte|los|namen|aus)',
    'überrasch\\p{L}* (?:mich|uns)|inspirier\\p{L}* mich|unterhalte mich|heiter\\p{L}* mich|bring mich zum lachen|erzähl\\p{L}* (?:mir |uns )?(?:\\p{L}+ )?(?:witz|geschichte|rätsel)|noch ein(?:e[nrs]?|s)?|ein(?:e[nr]?)? ander\\p{L}*|denk dir (?:eine|ein|was)|misch\\p{L}* (?:die|diese)|auslosen|verlos\\p{L}*|etwas (?:neues|anderes)|nochmal anders',
  ],
  volatile: [
    'heut\\p{L}*|morgen|gestern\\p{L}*|jetzt|momentan|derzeit\\p{L}*|aktuell\\p{L}*|neuest\\p{L}*|neust\\p{L}*|wetter\\p{L}*|nachrichten|gerade|zurzeit|zur zeit|diese[rsnm]? (?:woche|monat|jahr|wochenende|abend|morgen)|(?:letzt|nächst|kommend|vorig)e[rsnm]? (?:woche|monat|jahr|wochenende|nacht|tag|zug|bus|bahn|flug|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|spiel|wahl|sommer|winter)|vorhin|demnächst|kürzlich|neulich|inzwischen|mittlerweile',
    'wie viel uhr|wie spät|wieviel uhr|uhrzeit|welcher tag|welches datum|den wievielten|der wievielte|wie alt (?:ist|sind)(?! (?:das universum|die (?:erde|sonne|welt)|der mond))|in der nähe|vorhersage|regnet es|schneit es|wie (?:warm|kalt|heiß) ist es|temperatur in',
    '(?:\\p{L}*kurs|preis|wert) (?:von|des|der|für|vom)|\\p{L}*kurse?|wechselkurs|aktienkurs|benzinpreis\\p{L}*|(?:was|wie viel) (?:kostet|ist) (?:ein |eine |der |die |das )?(?:bitcoin|gold|silber|öl|benzin|diesel|aktie|euro|dollar)|wie steht (?:der|die|das|es)|(?:euro|dollar|pfund|franken|yen) (?:in|zu|gegen) (?:euro|dollar|pfund|franken|yen)|wert\\p{L}* (?:bitcoin|aktie)',
    'wie viele (?:offene\\p{L}*|neue\\p{L}*|ungelesene\\p{L}*|aktive\\p{L}*)|wie viele \\P{Cc}{1,40}(?:sind|gibt es|warten|laufen) (?:noch |gerade )?(?:offen|online|aktiv|übrig|frei|da|verfügbar)|wie viele tage (?:bis|noch)|(?:wie lange|wie viele \\p{L}+|tage) (?:noch|bis)|countdown|bereitschaft|im dienst|schicht|wann (?:kommt|fährt|geht|startet|beginnt) (?:der|die|das) (?:nächste\\p{L}*)?|noch verfügbar|auf lager|vorrätig|geöffnet|verspätung',
    "wer (?:ist|wird|führt|gewinnt|leitet|regiert) (?:der |die |das |gerade |\\p{L}+ )?(?:\\p{L}*präsident\\p{L}*|\\p{L}*kanzler\\p{L}*|\\p{L}*minister\\p{L}*|ceo|\\p{L}*chef\\p{L}*|\\p{L}*meister\\p{L}*|könig\\p{L}*|papst|trainer\\p{L}*|vorstand\\p{L}*|geschäftsführer\\p{L}*)|wer (?:führt|gewinnt|leitet|regiert)|wer hat (?:das (?:spiel|finale)|die wahl) gewonnen|status (?:der|des|von|meiner)|stand (?:der|des)|was (?:läuft|passiert|gibt es neues)|was ist los|was gibt[’']?s",
  ],
  states: [
    '(?:ist|sind|läuft|laufen|geht|gehen|funktioniert|funktionieren|steht|hat|haben|wurde|war|warum ist|wo ist|wo sind|wann (?:kommt|fährt|ist|startet)) (?:der|die|das|dieser|diese|dieses) (?:\\p{L}+ ){0,2}\\p{L}*(?:server|dienst|seite|webseite|website|system|build|datenbank|backup|ticket|bestellung|paket|lieferung|zug|bus|bahn|flug|zahlung|rechnung|drucker|aufzug|netz|netzwerk|wlan|internet|tür|licht|laden|geschäft|restaurant|büro|meeting|besprechung|spiel|anwendung|app|cluster|job|pipeline|deployment|apotheke|museum|dienste)',
    '(?:ist|sind) \\P{Cc}{1,40} (?:offen|online|offline|erreichbar|da|fertig|kaputt|geschlossen|geöffnet|verfügbar|frei|besetzt|down|unten|grün|rot|ausgefallen|noch \\p{L}+)(?=[\\s?.!]*$)',
  ],
  personal: [
    'mein|meine[mnrs]?|unser|unsere[mnrs]?|wer bin ich|wo bin ich|(?:wie|als) heiß?s?e? ich|nenn\\p{L}* mich|merk\\p{L}* dir|vergiss nicht|denk daran|ab jetzt|von nun an|tu so|du bist (?:jetzt|nun)|dein name ist|erinner\\p{L}* (?:mich|dich)|für mich|über mich|(?:kennst|erinnerst|weißt) du (?:mich|dich|noch)',
    'haben wir|hatten wir|waren wir|sprachen wir|wir (?:gesprochen|besprochen|beschlossen|vereinbart|gerade|eben|zuletzt|vorhin)|(?:hast|hattest) du (?:\\p{L}+ )*(?:gesagt|erwähnt|geschrieben|geantwortet|empfohlen|vorgeschlagen|gemeint|erklärt)|du (?:\\p{L}+ )?(?:gesagt|geschrieben|erwähnt|gemeint) (?:hast|hattest)|sagtest du|(?:habe|hab|hatte) ich (?:\\p{L}+ )*(?:gesagt|gefragt|geschrieben|erwähnt)|(?:vorherige|letzte|vorige|obige|frühere)\\p{L}* (?:antwort|nachricht|frage|gespräch|unterhaltung|text|satz)|unterhaltung|gesprächsverlauf|bisher|wie oben|oben (?:genannt|erwähnt|beschrieben)\\p{L}*|(?:bin|habe|hab|muss|darf|kann|soll) ich (?:noch|schon|heute|einen termin|termine|urlaub)|(?:bin|wiege|verdiene|wohne) ich',
  ],
  statements: [
    '(?:und |weil |denn |aber |hallo,? )?ich (?:heiße|heisse|bin|habe|hab|wohne|lebe|mag|liebe|hasse|arbeite|komme|studiere|brauche|nehme|fühle|wiege|esse|trinke|fahre|war|hatte|kann nicht|spreche|suche|lerne|bevorzuge|besitze|leide)|wir (?:sind|haben|wohnen|brauchen|arbeiten|nutzen)',
  ],
  acts: [
    'schick\\p{L}*|send\\p{L}*|lösch\\p{L}*|bestell\\p{L}*|buch\\p{L}*|stornier\\p{L}*|überweis\\p{L}*|reservier\\p{L}*|kündig\\p{L}*|kauf\\p{L}*|bezahl\\p{L}*|zahl\\p{L}*|verschieb\\p{L}*|starte?\\p{L}*|stopp?e?|beend\\p{L}*|schalt\\p{L}*|mach\\p{L}* (?:das|die|den) \\P{Cc}{1,40}(?:an|aus|auf|zu)|stell\\p{L}* (?:einen?|den|die|das|mir)|setz\\p{L}* (?:einen?|den|die|das)|ruf\\p{L}* (?!zeichen)|erinner\\p{L}*|speicher\\p{L}*(?! ?platz)|spiel\\p{L}* (?!regeln)|öffne\\p{L}*|schließ\\p{L}*|leg\\p{L}* (?:ein|an)|trag\\p{L}* |füg\\p{L}* \\P{Cc}{1,40} (?:hinzu|zu)|aktivier\\p{L}*|deaktivier\\p{L}*|installier\\p{L}*|änder\\p{L}* (?:die|das|den|mein)|informier\\p{L}*|leite \\P{Cc}{1,40} weiter|lad\\p{L}* \\P{Cc}{1,40} (?:ein|hoch)|drucke?n?|sperr\\p{L}*|führ\\p{L}* \\P{Cc}{1,40} aus|erstell\\p{L}* (?:ein(?:e[nr]?)?) (?:ticket|termin|konto|aufgabe|rechnung|besprechung|erinnerung)|mein\\p{L}* \\P{Cc}{1,40} (?:löschen|buchen|bestellen)',
    '\\P{Cc}{1,40} (?:schicken|senden|löschen|bestellen|buchen|stornieren|überweisen|reservieren|einschalten|ausschalten)(?=[\\s.!]*$)',
  ],
  followUps: [
    'ja|nein|weiter|mehr|warum|wieso|danke|noch (?:ein(?:e[nrs]?|s)?|mal|mehr)|und|und dann|okay|genau|richtig|mach weiter|erzähl mehr|was noch|wie|wo|wann|wer|stimmt|gut|bitte|kürzer|länger|nochmal|fortfahren|das zweite|das erste',
  ],
};
