import type { RefusalPatterns } from '../patterns.js';

export const italian: RefusalPatterns = {
  commands: 'first',
  polite: [
    'per favore|per piacere|ciao|ok|ora|adesso|e|allora|puoi|potresti|può|potrebbe|potete|voglio che|vorrei che|mi|ci',
  ],
  asks: [
    "che cos\\p{L}*|cos[’']è|cosa (?:è|sono|significa|fa|vuol)|che (?!ore|tempo|giorno)|come (?:si|funziona|posso|fare|faccio|viene|è|sono|mai)|perché|qual|quali?|quant[oiae]|chi|dove|quando|spieg\\p{L}*|defini\\p{L}*|descriv\\p{L}*|differenz\\p{L}*|confront\\p{L}*|significato|traduc\\p{L}*|è (?:possibile|sicuro)|a cosa|in cosa",
  ],
  makes: [
    'gener[ai]\\p{L}*|crea\\p{L}*|fai|fare|fammi|dammi|dai|dacci|dimmi|scriv\\p{L}*|invent\\p{L}*|sugger\\p{L}*|propon\\p{L}*|pens[ai]\\p{L}*|scegli\\p{L}*|scegliere|trov[ai]\\p{L}*|mi serve|mi servono|ho bisogno di|vorrei|voglio|prepara\\p{L}*|produ\\p{L}*|consiglia\\p{L}*',
    '(?:una?|uno|nuov[oaie]|\\d+|tre|cinque|dieci) ?(?:nuov[oaie] )?',
  ],
  things: [
    "password|parol[ae] d[’']ordine|chiav[ei](?: \\p{L}+)*|codic[ei]|numer[oi]|dati (?:di prova|fittizi|falsi|casuali)|cart[ae] di credito|frase segreta|coppia di chiavi|buon[oi] sconto",
    'nom[ei]|soprannom[ei]|nickname|slogan|barzellett[ae]|battut[ae]|indovinell[oi]|titol[oi] per|(?:stori[ae]|raccont[oi]|poesi[ae]|test[oi]|canzon[ei]|bozz[ae]|ide[ae]|messagg[io]\\p{L}*|letter[ae]|ricett[ae]) (?:\\p{L}+ )?(?:unic[oahie]+|originali?|nuov[oaie]|divers[oaie]|inedit[oaie]|creativ[oaie])|(?:nuov[oa]|altr[oa]) (?:storia|poesia|idea|testo)',
  ],
  oneOff: [
    'casual[ei]|casualmente|a caso|(?:lancia|tira|getta)\\p{L}* (?:una|un|la|il|i|due) (?:monet[ae]|dad[oi])|testa o croce|sortegg\\p{L}*|estra[ie]\\p{L}* (?:un|una|a sorte|il)|(?:scegli|seleziona|pesca|nomina)\\p{L}* (?:\\P{Cc}{0,25} )?(?:vincit\\p{L}*|numero|carta|nome|tra|fra|uno|una)|mescola',
    "sorprendimi|ispirami|intrattienimi|divertimi|fammi ridere|racconta(?:mi|ci)? (?:\\p{L}+ )?(?:barzelletta|storia|indovinello)|un[’']?altr[oa]|ancora un[oa]?|qualcosa di (?:nuovo|diverso)|pensa (?:a )?un numero",
  ],
  volatile: [
    'oggi|domani|ieri|adesso|ora|attualmente|attual[ei]|ultim[oaie]|più recent[ei]|recentemente|notizie|meteo|previsioni|tempo (?:fa|farà|fa a)|quest[oa] (?:settimana|mese|anno|sera|mattina|pomeriggio|weekend|notte)|stasera|stamattina|stanotte|(?:settimana|mese|anno|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|notte) (?:scors[oa]|prossim[oa])|prossim[oaie]|in questo momento|al momento|ancora (?:apert|disponibil|in)\\p{L}*|oggigiorno',
    'che or[ae]|che giorno|che data|che tempo|quanti anni ha(?:nno)?|quanto manca|quant[oaie] (?:\\p{L}+ )?(?:manca|mancano|restano|rimangono)|qui vicino|vicino a me|sta piovendo|piove|pioverà|temperatura a',
    "(?:prezzo|valore|quotazione|cambio|tasso) (?:del|della|di|dell[’']|attuale)|tasso di cambio|quanto (?:vale|costa|sta) (?:il |la |l[’']|un |una )?(?:bitcoin|oro|argento|petrolio|benzina|dollaro|euro|sterlina|azione)|(?:dollar[oi]|euro|sterlin[ae]) (?:in|per) (?:dollar[oi]|euro|sterlin[ae])|quant[ie] (?:dollari|euro|sterline) (?:è|sono|fa|fanno)",
    "quant[ie] \\P{Cc}{1,40}(?:apert[ie]|in attesa|attiv[ie]|online|conness[ie]|nuov[ie]|non lett[ie]|disponibili)|di turno|reperibil[ei]|chi (?:è|sarà) (?:il |la |l[’'])?(?:presidente|prim[oa] ministr[oa]|ceo|amministratore|re|regina|papa|sindac[oa]|governator\\p{L}*|allenator\\p{L}*|campion\\p{L}*|capo|proprietari[oa]|ministr[oa]|direttor\\p{L}*)|chi (?:sta vincendo|guida|comanda|governa|dirige)|chi ha vinto (?:la partita|le elezioni|la finale)|(?:stato|situazione) (?:del|della|di|dell[’'])|in magazzino|(?:a che ora|quando) (?:parte|arriva|apre|chiude|inizia|passa)|di tendenza",
  ],
  states: [
    "(?:è|sono|funziona|funzionano|sta|si è|dov[’']è|ha finito|il|la|lo) (?:\\p{L}+ ){0,3}(?:apert[oaie]|chius[oaie]|giù|attiv[oaie]|disponibil[ei]|pront[oaie]|finit[oaie]|caduto|online|offline|rotto)(?=[\\s?.!]*$)|(?:è|funziona) (?:ancora )?(?:il|la|lo|l[’']) ?(?:server|sito|servizio|sistema|stampante|rete)",
  ],
  personal: [
    "mi[oa]|miei|mie|nostr[oaie]|con me|chi sono io|chi sono(?=[\\s?.!]*$)|dove sono(?=[\\s?.!]*$)|come mi chiamo|chiamami|ricorda(?:ti|mi)?(?: che)?|non dimenticare|d[’']ora in poi|da ora in poi|fingi|ti ricordi|mi conosci|su di me|per me|mi consigli|ho (?:appuntamenti|riunioni|diritto)",
    '(?:abbiamo|avevamo|stavamo|eravamo)|(?:hai|avevi) (?:\\p{L}+ )?(?:detto|scritto|menzionato|risposto|consigliato|suggerito|proposto)|(?:ho|avevo) (?:\\p{L}+ )?(?:detto|chiesto|scritto|menzionato)|(?:risposta|messaggio|domanda|conversazione|testo) (?:precedente|di prima)|(?:questa|nostra|la) conversazione|finora|qui sopra|di cui sopra|ripeti (?:quello|la|il|ciò)|prima hai',
  ],
  statements: [
    '(?:e |ciao,? |io )?(?:sono|mi chiamo|ho|vivo|abito|lavoro|sto|mi piac\\p{L}*|preferisco|odio|amo|studio|peso|prendo|parlo|vengo|soffro|non posso|siamo|viviamo|lavoriamo|cerchiamo)',
  ],
  acts: [
    'invi[ai]\\p{L}*|mand[ai]\\p{L}*|cancell[ai]\\p{L}*|elimin[ai]\\p{L}*|prenot[ai]\\p{L}*|ordina\\p{L}*|compra\\p{L}*|acquista\\p{L}*|annull[ai]\\p{L}*|disdi\\p{L}*|paga\\p{L}*|trasferi\\p{L}*|bonifica|spegni\\p{L}*|accend\\p{L}*|attiva\\p{L}*|disattiva\\p{L}*|apri\\p{L}*|chiudi\\p{L}*|chiama(?!ta)\\p{L}*|avvis[ai]\\p{L}*|ricordami|programma (?:un|una|il|la)|pianifica|aggiung\\p{L}*|salva\\p{L}*|avvia\\p{L}*|ferma\\p{L}*|riavvia\\p{L}*|esegui\\p{L}*|installa\\p{L}*|alza\\p{L}*|abbassa\\p{L}*|riproduci|suona|stampa (?:il|la|questo)|pubblica (?!amministrazione)|modifica (?:il|la|lo)|cambia (?:il|la|lo)|blocca\\p{L}*|metti\\p{L}*|imposta\\p{L}*|crea (?:un|una) (?:ticket|evento|riunione|account|promemoria|fattura|appuntamento|sveglia)|rispondi a',
  ],
  followUps: [
    "sì|si|no|continua|ancora|grazie|perché|come|e|e poi|un altro|un[’']altra|altro|di più|certo|esatto|va bene|quando|dove|chi|quanto|spiega meglio|il secondo|la seconda|di nuovo|vai avanti",
  ],
};
