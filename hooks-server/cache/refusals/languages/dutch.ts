import type { RefusalPatterns } from '../patterns.js';

export const dutch: RefusalPatterns = {
  commands: 'first',
  polite: [
    'alsjeblieft|alstublieft|graag|hallo|hoi|ok|oké|nu|dan|en|kun je|kan je|kunt u|zou je|wil je|ik wil dat je|me|mij|ons|voor me',
  ],
  asks: [
    'wat (?:is|zijn|was|betekent|doet|doen|houdt|gebeurt)|hoe (?!laat|oud)|waarom|wanneer|waar|wie|welke?|leg \\P{Cc}{1,60} uit|verklaar|definieer|beschrijf|verschil\\p{L}*|vergelijk|betekenis|vertaal|is het|zijn er|mag je|moet je|uitleggen',
  ],
  makes: [
    'genereer|genereren|maak|maken|geef|geven|schrijf|schrijven|bedenk|bedenken|verzin|verzinnen|kies|kiezen|stel|noem|ontwerp|produceer|ik heb|ik wil|ik zoek|ik heb nodig|creëer|zoek|vind|suggereer|lever',
    '(?:een|nieuwe?|\\d+|drie|vijf|tien) ?(?:nieuwe?|sterke?|veilige?)? ?',
  ],
  things: [
    'wachtwoord(?:en)?|\\p{L}*sleutels?|api-sleutels?|\\p{L}*codes?|pincodes?|\\p{L}*nummers?|getal(?:len)?|test-?gegevens|testdata|nepdata|creditcards?|sleutelpaar|wachtzin|kortingscodes?',
    '\\p{L}*na(?:am|men)|bijna(?:am|men)|slogans?|moppen?|mop|grappen?|grap|raadsels?|titels? voor|(?:unieke?|originele?|nieuwe?|andere?|creatieve?) (?:\\p{L}+ ){0,2}(?:verhaal|verhalen|gedicht\\p{L}*|tekst\\p{L}*|concept\\p{L}*|idee\\p{L}*|lied\\p{L}*|bericht\\p{L}*|brief|recept\\p{L}*)',
  ],
  oneOff: [
    'willekeurige?|lukraak|random|gooi (?:een|de|met|twee) (?:munt\\p{L}*|dobbelst\\p{L}*|muntje)|dobbel|kop of munt|loot\\p{L}*|verloot|(?:kies|trek|wijs|selecteer|noem) (?:\\P{Cc}{0,25} )?(?:winnaar\\p{L}*|getal|kaart|naam|uit|tussen|een van)|hussel|schud (?:de|deze)',
    'verras (?:me|mij|ons)|inspireer me|vermaak me|maak me aan het lachen|vertel (?:me |mij |ons )?(?:\\p{L}+ )?(?:mop|grap|verhaal|raadsel)|nog (?:een|eentje)|een andere|iets (?:nieuws|anders)|denk aan een getal|bedenk een getal',
  ],
  volatile: [
    'vandaag|morgen|gisteren|nu|momenteel|tegenwoordig|actuele?|huidige?|laatste|nieuwste|meest recente|recente?|onlangs|nieuws|weer(?:bericht|sverwachting)?(?! ?stand)|vanavond|vanochtend|vanmiddag|vannacht|(?:deze|volgende|vorige|afgelopen|komende) (?:week|maand|avond|zomer|winter|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|trein|bus|vlucht|keer)|(?:dit|volgend|vorig|afgelopen|komend) (?:jaar|weekend|kwartaal)|op dit moment|volgende|binnenkort|net|zojuist',
    'hoe laat|welke dag|welke datum|hoe oud (?:is|zijn)(?! (?:het (?:universum|heelal)|de (?:aarde|zon|wereld|maan)))|in de buurt|regent het|gaat het regenen|temperatuur in|hoe (?:warm|koud) is het|hoe (?:lang|veel \\p{L}+) (?:nog|tot|duurt het nog)|hoeveel \\p{L}+ (?:nog|tot|over)|nog \\d* ?dagen',
    '(?:prijs|koers|waarde) van|wisselkoers|aandelenkoers|wat (?:kost|is) (?:een |de |het )?(?:bitcoin|goud|zilver|olie|benzine|diesel|dollar|euro|pond|aandeel)|(?:euro|dollar|pond|yen)s? (?:in|naar) (?:euro|dollar|pond|yen)s?|hoeveel (?:euro|dollar|pond) (?:is|zijn|krijg)|hoe staat (?:de|het)',
    'hoeveel (?:open|openstaande|nieuwe|ongelezen|actieve)|hoeveel \\P{Cc}{1,40}(?:online|open|actief|over|vrij|beschikbaar|in de wacht)|dienst heeft|heeft dienst|van dienst|wie is (?:de |het )?(?:\\p{L}*president|premier|minister-president|ceo|directeur|koning|koningin|paus|burgemeester|bondscoach|trainer|kampioen|baas|eigenaar|leider|minister)|wie (?:staat|wint|leidt|bestuurt)|wie heeft (?:de wedstrijd|de verkiezingen|de finale) gewonnen|status van|stand van|op voorraad|(?:hoe laat|wanneer) (?:vertrekt|komt|gaat|opent|sluit|begint|rijdt)|trending|vertraging',
  ],
  states: [
    '(?:is|zijn|werkt|werken|draait|draaien|ligt|doet|heeft|was|waarom is|waar is|waar zijn) (?:de|het|deze|dit|die|dat) (?:\\p{L}+ ){0,2}\\p{L}*(?:server|site|website|dienst|service|systeem|build|database|back-?up|ticket|bestelling|pakket|levering|trein|bus|vlucht|betaling|factuur|printer|lift|netwerk|wifi|internet|deur|licht|winkel|restaurant|kantoor|vergadering|wedstrijd|app|apotheek|museum)',
    '(?:is|zijn) \\P{Cc}{1,40} (?:open|online|offline|bereikbaar|klaar|kapot|dicht|gesloten|beschikbaar|vrij|bezet|down|er)(?=[\\s?.!]*$)',
  ],
  personal: [
    'mijn|mijne|onze?|wie ben ik|waar ben ik|hoe heet ik|noem me|noem mij|onthoud|vergeet niet|vanaf nu|doe alsof|je bent nu|herinner (?:je|me)|ken je me|weet je nog|over mij|voor mij|heb ik (?:nog|een afspraak|afspraken|recht)|ben ik',
    '(?:hebben|hadden|waren|spraken) (?:we|wij)|(?:we|wij) (?:hebben|hadden|het over)|(?:heb|had) je (?:\\p{L}+ )*(?:gezegd|geschreven|genoemd|geantwoord|aanbevolen|voorgesteld)|zei je|je (?:zei|schreef|noemde)|(?:heb|had) ik (?:\\p{L}+ )*(?:gezegd|gevraagd|geschreven)|zei ik|(?:vorige|laatste|eerdere|bovenstaande) (?:antwoord|bericht|vraag|gesprek|tekst)|(?:dit|ons|het) gesprek|tot nu toe|hierboven|herhaal (?:dat|je|wat)',
  ],
  statements: [
    '(?:en |hallo,? |hoi,? )?ik (?:heet|ben|heb|woon|werk|hou|houd|haat|kom|studeer|weeg|neem|eet|drink|spreek|was|had|zoek|leer|kan niet|geef de voorkeur)|(?:we|wij) (?:zijn|hebben|wonen|zoeken|werken)',
  ],
  acts: [
    'stuur|sturen|verstuur|verzend|zend|verwijder|wis|boek(?! van)|boeken|reserveer|reserveren|bestel|bestellen|koop|kopen|annuleer|annuleren|betaal|betalen|maak \\P{Cc}{1,40} over|zet|zetten|doe (?:de|het|die|dat) |schakel|activeer|deactiveer|open|sluit|bel|bellen|app |mail |herinner|plan (?:een|de)|voeg|bewaar|sla \\P{Cc}{1,40} op|start|stop(?! ?woorden)|herstart|voer \\P{Cc}{1,40} uit|installeer|speel|druk \\P{Cc}{1,40} af|print|publiceer|wijzig|verander (?:de|het|mijn)|blokkeer|meld|verplaats|maak een (?:ticket|afspraak|account|taak|factuur|herinnering)|zeg \\P{Cc}{1,40} (?:op|af)',
  ],
  followUps: [
    'ja|nee|ga door|verder|meer|waarom|hoe|dank je|bedankt|nog een|nog eens|opnieuw|en|en dan|klopt|precies|goed|wanneer|waar|wie|hoeveel|leg uit|de tweede|de eerste|nog meer|een andere',
  ],
};
