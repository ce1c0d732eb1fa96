import type { WordList } from './concepts.js';

const german: WordList = {
  override:
    'ignorier*, missacht*, vergiss, vergesst, vergessen, vergesse, verwirf, verwerfen, übergeh*, überspring*, abweichend, entgegen, außer acht, lass alle, beachte nicht, streichen, streiche, verdräng*, nicht beachten, setze dich über, löschen, lösche, hör auf zu befolgen, vernachlässig*, missachten',
  scopePrevious:
    'vorherig*, vorangegangen*, vorangehend*, bisherig*, bisher, obig*, oben, früher*, vorig*, zuvor, davor, ursprünglich*, anfänglich*, letzt*, vorstehend*, vorgegeben*, bis jetzt',
  scopeAll: 'alle, allen, aller, jede, jegliche*, sämtlich*, sonstige*, irgendwelche',
  scopeYour: 'deine, deinen, deiner, dein, ihre, ihren, ihrer, ihr, eure, euren',
  scopeThe: 'die, der, den, das, diese, diesen, meine',
  everything: 'alles, sämtliches, das alles',
  object:
    'anweisung*, instruktion*, befehl*, prompt, prompts, weisung*, direktive*, order, orders, auftrag, aufträge, aufträgen, anordnung*, vorgabe*, systemanweisung*, anleitung, anleitungen',
  objectWeak:
    'information, informationen, angaben, regel*, richtlinie*, aufgabe, aufgaben, kontext, nachricht*, einschränkung*, beschränkung*, text, texte, gesagt*, lebenslauf, befehle',
  told: 'gesagt, sagte, erzählt, geschrieben, gelernt, mitgeteilt, weißt, aufgetragen, befohlen',
  command:
    'beantwort*, antworten, erkläre, sage, sag, sagen, schreibe, schreib, schreiben, antworte, gib, zeige, zeig, drucke, nenne, führe, übersetze, singe, erzähle, tu, spiel, berechne, berechnen, wiederhole',
  instead: 'stattdessen, nur, nun, jetzt, einfach, lediglich, genau, anschließend',
  fresh:
    'neue, neuen, neuer, nächste, nächsten, folgende, folgenden, kommende, kommenden, anstehende, bevorstehende',
  focus: 'konzentrier*, fokussier*, kommt, beginn*, widme*, hier, nun, jetzt',
  reveal:
    'zeig*, gib, verrate, verraten, drucke, wiederhol*, nenne, nennen, sage, sag, ausgeben, schreibe, offenbar*, übersetz*, vorzeigen, teile, geben, mitteilen, anzeigen, preisgeben',
  first:
    'ursprünglich*, erste, ersten, vollständig*, geheim*, interne*, anfänglich*, gesamte, ganze, versteckt*',
  promptObject:
    'prompt*, anweisung*, instruktion*, systemnachricht*, richtlinie*, regeln, konfiguration, vorgaben, systemanweisung*',
  systemPrompt:
    'systemprompt*, system prompt, systemnachricht*, systemanweisung*, prompt texte, prompttext*, prompt text',
  credential:
    'passwort*, kennwort*, geheimnis, geheimer schlüssel, geheimen schlüssel, zugangsdaten, passwörter, zugangscode, api schlüssel',
  share: 'geben, gib, verraten, verrate, sagen, teilen, nennen, mitteilen, sag',
  ask: 'was, wie, wo, welche, welches, wer',
  be: 'ist, sind, war, waren, lautet, lauten',
  persona:
    'stell dir vor, stelle dir vor, tu so als, gib vor, handle als, agiere als, rollenspiel, spiele die rolle, schlüpfe in, verhalte dich, spielst die rolle, tue so',
  model: 'eine ki, ki, sprachmodell*, chatbot, assistent*, ki assistent',
  without: 'ohne, keine, keinerlei, keinen, frei von, ungeachtet',
  limit: 'einschränkung*, beschränkung*, grenzen, zensur, filter, ethik, moral, regeln, richtlinien, skrupel',
  startOver: 'von vorne, von vorn, neu anfangen, ich habe mich geirrt, neustart',
  youAreNow:
    'jetzt bist du, du bist jetzt, du bist nun, nun bist du, sie sind jetzt, sie sind nun, jetzt sind sie, du bist ab jetzt',
  authority:
    'ich bin gott, ich bin dein schöpfer, ich bin ihr schöpfer, ich bin der administrator, ich bin administrator, ich bin dein entwickler, ich bin der entwickler, dein meister, ich bin befugt, ich bin autorisiert',
  obliged: 'du musst, sie müssen, du hast zu, sie haben zu, du sollst, sie sollen',
  task: 'aufgabe, aufgaben, auftrag, anweisung*',
  aboveText:
    'beginn dieses gesprächs, beginn des gesprächs, anfang dieses gesprächs, anfang des gesprächs, beginn dieser unterhaltung, anfang dieser unterhaltung, der obigen, statt der obigen, text oben, obigen text, am anfang, zu beginn, alles oben, prompt texte, folgenden texte',
  unfiltered:
    'unzensiert, ungefiltert, illegal*, unmoralisch*, rassistisch*, scheisse, scheiße, hasserfüllt, beleidig*',
  fromNowOn: 'ab jetzt, ab sofort, von nun an, von jetzt an, ab nun, fortan',
  youWill: 'du bist, sie sind, du wirst, bist du, wirst du, antworte, antwortest, du musst',
  never: 'niemals, nie, nicht, keine, kein',
  refuse: 'verweiger*, ablehn*, weigern, entschuldig*, ausbrechen, warnen',
  inCharacter: 'aus der rolle, aus ihrer rolle, ihren rollen, aus ihren rollen, in deiner rolle',
  hypothetical: 'hypothetisch*, theoretisch*, fiktiv*, film, drehbuch, spiel, welt',
  theUser: 'der benutzer, des benutzers, der nutzer, des nutzers, benutzers',
  personal: 'adresse, geburtsdatum, geburtsjahr, wohnt, e mail adresse, telefonnummer',
  stance: 'hasst, hasse, liebe, liebst, ist blöd, ist dumm',
  outputVerb: 'antworte, schreibe, gib, sage',
  exclusively: 'nur, einfach, ausschließlich, lediglich',
  document: 'lebenslauf, dokument*, artikel, tabelle, funktion, webseite, text, code, e mail, bewertung*',
  adhere: 'befolge*, folge, folgen, gehorche*, halte dich, hören, höre',
  toldYou:
    'erhalten haben, sie erhalten, du erhalten, dir gegeben, ihnen gegeben, dir gesagt, ihnen gesagt, gegeben wurden, erhalten hast, bekommen hast, bekommen haben',
};

const french: WordList = {
  override:
    'ignor*, oubli*, néglige*, neglige*, ne tenez pas compte, ne tiens pas compte, ne tenez plus compte, fais abstraction, faites abstraction, faire abstraction, laisse* de côté, passe* outre, outrepass*, contourne*, écarte, ne suis pas, ne suivez pas, ne suis plus, mets de côté, annule*, abandonne*, désobéi*',
  scopePrevious:
    'précédent*, precedent*, antérieur*, préalable*, ci dessus, avant, initial*, passées, auparavant, jusqu à présent, jusqu ici, plus tôt, d origine',
  scopeAll: 'tout, toute, toutes, tous, chaque, autres, l ensemble',
  scopeYour: 'tes, ton, ta, vos, votre',
  scopeThe: 'les, la, le, ces, cette, mes',
  everything: 'tout ce, tout cela, tout ça, tout',
  object:
    'instruction, instructions, consigne, consignes, directive, directives, ordre, ordres, invite, commande, commandes',
  objectWeak:
    'règle, règles, contexte, texte, message, messages, tâche, tâches, restrictions, lignes directrices, demande, demandes, fonction, cv, document, tableau, contraintes',
  told: 'dit, demandé, écrit, appris, sais, donné, données',
  command:
    'déclare*, répondre, répondez, dire, affirme*, raconte*, dis, dites, écris, écrivez, répond*, imprime*, affiche*, donne*, montre*, indique*, traduis, fais, raconte, génère',
  instead: 'plutôt, maintenant, seulement, désormais, à la place, uniquement, simplement, strictement',
  fresh: 'nouvelle, nouvelles, nouveau, suivante, suivantes, prochaine',
  focus: 'concentre*, voici, maintenant, exécute*, suivez, suis',
  reveal:
    'montre*, affiche*, révèle*, revele*, répète*, repete*, donne*, imprime*, dis, dites, écris, partage*, traduis, divulgue*, communique*, fournis*',
  first: 'initiales, initial, initiale, première*, secrètes, cachées, complet, internes, complètes',
  promptObject: 'instructions, invite, prompt, consignes, directives, règles, configuration',
  systemPrompt:
    'invite système, prompt système, message système, instructions système, instructions initiales, consignes initiales, invite initiale, prompt initial',
  credential: 'mot de passe, mots de passe, clé secrète, clé api, identifiants, code secret, phrase secrète',
  share: 'donner, donnez, donne, dire, dis, partager, partage*, révéler, communiquer, donnes, dites',
  ask: 'quel, quelle, quelles, quels, où, comment, qui',
  be: 'est, sont, était, étaient',
  persona:
    'fais semblant, faites semblant, imagine*, agis comme, agissez comme, joue le rôle, jouez le rôle, jeu de rôle, comporte toi, prétends, mets toi dans la peau',
  model: 'ia, modèle de langage, assistant, modèle, intelligence artificielle',
  without: 'sans, aucune, aucun, pas de, libre de',
  limit: 'restriction*, limite*, censure, filtre*, éthique*, morale*, règles, avertissement*, politique*',
  startOver: 'recommence*, depuis le début, repars de zéro',
  youAreNow: 'tu es maintenant, vous êtes maintenant, maintenant tu es, tu es désormais, vous êtes désormais',
  authority:
    'je suis dieu, je suis ton créateur, je suis votre créateur, je suis l administrateur, je suis administrateur, je suis ton développeur, je suis votre développeur, je suis le développeur',
  obliged: 'tu dois, vous devez, il faut que tu, il faut que vous',
  task: 'tâche, mission, instruction, consigne',
  aboveText:
    'début de cette conversation, début de la conversation, début de notre conversation, ci dessus, texte au dessus, tout ce qui précède, au début',
  unfiltered: 'non censuré*, non filtré*, illégal*, immoral*, raciste*, haineux, vulgaire*',
  fromNowOn: 'à partir de maintenant, désormais, dorénavant, à partir de ce moment, à compter de maintenant',
  youWill: 'tu es, vous êtes, tu vas, vous allez, tu dois, vous devez, réponds, répondez',
  never: 'ne, jamais, pas',
  refuse: 'refuse*, refuser, excuse*, décline*',
  theUser: 'l utilisateur, utilisateur, le client',
  personal: 'adresse, anniversaire, date de naissance, numéro de téléphone, vit, habite',
  hypothetical: 'hypothétique*, fictif, fictive, imaginaire, jeu, film',
  document: 'cv, document*, article, tableau, fonction, page, texte, code, courriel, e mail',
  adhere: 'suivez, suis, suivre, obéis*, écoute*, respecte*',
  stance: 'déteste*, hais, aime*, tue*',
  toldYou: 'vous ont été, t ont été, on vous a, on t a, avez reçu*, as reçu*, vous a donné*',
};

const spanish: WordList = {
  override:
    'ignor*, olvid*, haz caso omiso, hagan caso omiso, haga caso omiso, no tengas en cuenta, no tenga en cuenta, descart*, desestim*, omite, omitir, pasa por alto, pase por alto, prescind*, desobede*, no sigas, no hagas caso, deja de seguir, deja de lado, salta*, anula*, elude, cancela, sáltate, borra',
  scopePrevious:
    'anterior*, previ*, precedente*, antes, arriba, inicial*, original*, hasta ahora, pasad*, hasta el momento, de antes',
  scopeAll: 'todo, toda, todas, todos, cualquier, cada, demás',
  scopeYour: 'tu, tus, su, sus, vuestras',
  scopeThe: 'las, los, la, el, estas, estos, mis',
  everything: 'todo lo, todo lo que, todo, todo esto, todo eso',
  object:
    'instrucción, instrucciones, instruccion, orden, órdenes, ordenes, indicación, indicaciones, directriz, directrices, directiva, directivas, comando, comandos, prompt, consigna, consignas',
  objectWeak:
    'regla, reglas, contexto, texto, mensaje, mensajes, tarea, tareas, restricciones, petición, peticiones, pautas, función, currículum, documento, tabla, normas',
  told: 'dicho, dije, digo, dijo, dijiste, escrito, aprendido, sabes, dijeron, han dicho',
  command:
    'responder, declara, declare, contesta*, afirma, di, diga, decir, dime, dígame, escribe, escriba, responde, responda, imprime, muestra, muestre, muéstrame, haz, traduce, canta, indica, indique, actúa, repite, genera',
  instead:
    'ahora, solo, sólo, únicamente, solamente, simplemente, en su lugar, en cambio, tienes, en vez, estrictamente',
  fresh: 'nueva, nuevas, nuevo, siguiente, siguientes, próxima',
  focus: 'concéntrate, concentra*, céntrate, aquí, ahora, ejecuta, sigue, siga',
  reveal:
    'muestra*, muéstra*, revela*, repite*, imprime*, dime, di, escribe, comparte*, dame, deme, traduce, enseña*, divulga*, proporciona*, dar, decir, recupera*, imprími*',
  first: 'inicial, iniciales, primera*, secret*, ocult*, complet*, interna*, original*',
  promptObject: 'instrucciones, prompt, indicaciones, directrices, reglas, configuración, mensaje',
  systemPrompt:
    'prompt del sistema, mensaje del sistema, mensaje de sistema, instrucciones del sistema, instrucciones iniciales, indicaciones iniciales, prompt inicial, instrucciones originales, indicación del sistema, instrucciones ocultas',
  credential: 'contraseña*, clave secreta, clave api, clave de acceso, credenciales, contrasena',
  share: 'dar, das, dame, decir, dime, compartir, comparte*, revela*, dices, decirme, darme',
  ask: 'cuál, cual, cuáles, qué, dónde, donde, quién',
  be: 'es, son, era, eran, está',
  persona:
    'finge, imagina*, actúa como, actúe como, actuar como, juega el papel, compórtate como, simula*, juego de rol, hazte pasar, pretende',
  model: 'ia, modelo de lenguaje, asistente, modelo, inteligencia artificial',
  without: 'sin, ninguna, ningún, libre de',
  limit:
    'restriccion*, restricción, límite*, limitacion*, censura, filtro*, ética, moral*, reglas, advertencia*, políticas',
  startOver: 'empieza de nuevo, desde el principio, desde cero',
  youAreNow: 'ahora eres, eres ahora, usted es ahora, ahora es usted, ahora serás',
  authority:
    'soy dios, soy tu creador, soy su creador, soy el administrador, soy administrador, soy tu desarrollador, soy el desarrollador',
  obliged: 'debes, tienes que, debe, tiene que, deberás',
  task: 'tarea, misión, instrucción',
  aboveText:
    'principio de esta conversación, inicio de esta conversación, comienzo de esta conversación, principio de la conversación, inicio de la conversación, todo lo anterior, texto anterior, de arriba, al principio',
  unfiltered: 'sin censura, sin filtro, ilegal*, inmoral*, racista*, grosero',
  fromNowOn: 'a partir de ahora, de ahora en adelante, desde ahora, a partir de este momento',
  youWill: 'eres, serás, vas a, debes, tienes que, responderás, responde, usted es, actuarás',
  never: 'nunca, no, jamás',
  refuse: 'negarte, niegues, rechac*, rehús*, disculp*, negarse',
  theUser: 'el usuario, del usuario, los usuarios, los empleados, usuario',
  personal: 'dirección, fecha de nacimiento, correo electrónico, teléfono, vive, datos',
  hypothetical: 'hipotétic*, ficción, ficticio, imaginario, juego, película',
  document: 'currículum, curriculum, documento, artículo, tabla, función, página, texto, código, correo',
  adhere: 'sigue, siga, seguir, obedece*, escucha*, cumple',
  stance: 'odia*, odio, ama*, muerto, muerte',
  allData: 'datos de los empleados, datos personales, datos del usuario, contraseñas, datos de',
  toldYou:
    'te dieron, le dieron, has recibido, recibiste, te han dado, te fueron, se te dieron, recibió, se te ha, te han instruido',
};

const italian: WordList = {
  override:
    'ignora*, dimentic*, trascur*, scorda*, tralasc*, non tenere conto, non considerare, non seguire, metti da parte, lascia perdere, smetti di seguire, scavalc*, elimina, annulla, bypassa, salta',
  scopePrevious:
    'precedent*, anterior*, prima, sopra, iniziali, iniziale, original*, finora, passate, fino ad ora, fino a qui',
  scopeAll: 'tutto, tutte, tutti, tutta, ogni, qualsiasi, altre, qualunque',
  scopeYour: 'tuo, tua, tue, tuoi, vostre, sue, le tue',
  scopeThe: 'le, gli, la, il, i, queste, mie',
  everything: 'tutto ciò, tutto quello, tutto, tutto quanto',
  object:
    'istruzione, istruzioni, ordine, ordini, direttiva, direttive, comando, comandi, prompt, indicazione, indicazioni',
  objectWeak:
    'regola, regole, contesto, testo, messaggio, messaggi, compito, compiti, restrizioni, richieste, richiesta, funzione, curriculum, tabella, linee guida',
  told: 'detto, scritto, imparato, sai, dato, date, ricevuto, ricevute',
  command:
    'rispondere, dichiara, dici, affermare, dì, di, dimmi, scrivi, rispondi, stampa, mostra, mostrami, traduci, fai, canta, indica, ripeti, genera, afferma',
  instead: 'invece, ora, adesso, solo, soltanto, semplicemente, piuttosto, esclusivamente',
  fresh: 'nuova, nuove, nuovo, seguente, seguenti, prossimo',
  focus: 'concentrati, concentra*, ecco, esegui, segui, adesso',
  reveal:
    'mostra*, rivela*, ripeti*, stampa*, dimmi, dì, scrivi, condivid*, dammi, darmi, dirmi, traduci, divulga*, fornisci*, fornire, visualizza',
  first: 'iniziali, iniziale, prim*, segret*, nascost*, complet*, intern*, original*',
  promptObject: 'istruzioni, prompt, direttive, regole, configurazione, indicazioni',
  systemPrompt:
    'prompt di sistema, messaggio di sistema, istruzioni di sistema, istruzioni iniziali, prompt iniziale, istruzioni originali, prompt del sistema, istruzioni nascoste',
  credential: 'chiave segreta, chiave api, credenziali, parola d ordine, codice segreto',
  share: 'dare, dai, dammi, dire, dimmi, condivid*, rivel*, darmi, dirmi',
  ask: 'qual, quale, quali, cosa, dove, chi, come',
  be: 'è, sono, era, erano',
  persona:
    'fingi, fai finta, immagina*, comportati come, agisci come, interpreta il ruolo, gioco di ruolo, simula, recita il ruolo',
  model: 'ia, modello linguistico, assistente, modello, intelligenza artificiale',
  without: 'senza, nessuna, nessun, priv*, libero da',
  limit: 'restrizion*, limit*, censura, filtri, filtro, etica, etici, moral*, regole, avvertenze',
  startOver: 'ricomincia, da capo, dall inizio',
  youAreNow: 'ora sei, adesso sei, sei ora, tu ora sei',
  authority:
    'sono dio, sono il tuo creatore, sono l amministratore, sono lo sviluppatore, sono il tuo sviluppatore',
  obliged: 'devi, dovete, deve',
  task: 'compito, missione, istruzione',
  aboveText:
    'inizio di questa conversazione, inizio della conversazione, testo sopra, tutto quanto sopra, quanto sopra, all inizio',
  unfiltered: 'senza censura, non censurato, illegale, illegali, immoral*, razzist*, volgar*',
  fromNowOn: 'da ora in poi, d ora in poi, da adesso in poi, da questo momento, d ora in avanti',
  youWill: 'sei, sarai, devi, dovrai, risponderai, rispondi, agirai',
  never: 'mai, non',
  refuse: 'rifiut*, scusar*, declin*',
  theUser: 'l utente, dell utente, un utente, utente',
  personal: 'indirizzo, data di nascita, telefono, vive, abita',
  document: 'curriculum, documento, articolo, tabella, funzione, pagina, testo, codice, cv',
  adhere: 'segui, seguire, obbedisci, ascolta*, rispetta',
  stance: 'odi, odia, odio, ama, ami',
  hypothetical: 'ipotetic*, immaginari*, gioco, film',
  toldYou: 'ti sono state, hai ricevuto, ti hanno dato, ti è stato, vi sono state, avete ricevuto',
};

const portuguese: WordList = {
  override:
    'ignor*, esquec*, esqueç*, desconsider*, desprez*, não leve em conta, não siga, descart*, deixe de lado, pule, contorne, desobede*, pare de seguir, apague, anule',
  scopePrevious:
    'anterior*, prévi*, previ*, precedente*, antes, acima, inicia*, original*, até agora, passad*',
  scopeAll: 'todo, toda, todas, todos, qualquer, quaisquer, cada, outras',
  scopeYour: 'seu, sua, suas, seus, teu, tua, tuas',
  scopeThe: 'as, os, a, o, estas, essas, minhas',
  everything: 'tudo, tudo o, tudo isso, tudo que',
  object:
    'instrução, instruções, instruçoes, ordem, ordens, diretriz, diretrizes, diretiva, diretivas, comando, comandos, prompt, orientação, orientações',
  objectWeak:
    'regra, regras, contexto, texto, mensagem, mensagens, tarefa, tarefas, restrições, pedido, pedidos, função, currículo, tabela',
  told: 'disse, dito, falei, escrito, aprendeu, sabe, disseram, foi dito',
  command:
    'responder, declara, diga, dizer, diz, escreva, responda, imprima, mostre, traduza, faça, cante, indique, repita, gere, afirme, declare',
  instead: 'agora, só, apenas, somente, simplesmente, em vez, em vez disso, estritamente',
  fresh: 'nova, novas, novo, seguinte, seguintes, próxima',
  focus: 'concentre, foque, aqui, agora, execute, siga',
  reveal:
    'mostr*, revel*, repit*, imprim*, diga, escreva, compartilh*, dê, dá, traduza, forneça, exiba, divulg*, me diga, dar, dizer',
  first: 'inicia*, primeir*, secret*, ocult*, complet*, intern*, original*',
  promptObject: 'instruções, prompt, diretrizes, regras, configuração, mensagem',
  systemPrompt:
    'prompt do sistema, prompt de sistema, mensagem do sistema, mensagem de sistema, instruções do sistema, instruções iniciais, prompt inicial, instruções originais, instruções ocultas',
  credential: 'senha, senhas, palavra passe, chave secreta, chave api, credenciais, chave de acesso',
  share: 'dar, dê, dizer, diga, compartilh*, revel*, der, contar, conte',
  ask: 'qual, quais, onde, quem, que, como',
  be: 'é, são, era, eram',
  persona:
    'finja, imagine, aja como, atue como, faça de conta, interprete o papel, simule, comporte se como, faz de conta',
  model: 'ia, modelo de linguagem, assistente, modelo, inteligência artificial',
  without: 'sem, nenhuma, nenhum, livre de',
  limit:
    'restrições, restrição, limites, limitações, censura, filtro, filtros, ética, moral, regras, avisos, políticas',
  unfiltered: 'sem censura, sem filtros, ilegal, ilegais, imoral, racista',
  fromNowOn: 'a partir de agora, de agora em diante, daqui em diante, a partir deste momento',
  youWill: 'você é, você será, você deve, você vai, responda, tu és, responderá',
  never: 'nunca, não, jamais',
  refuse: 'recus*, negar, desculp*',
  startOver: 'comece de novo, do zero, desde o início',
  youAreNow: 'agora você é, você agora é, agora tu és, agora és',
  authority:
    'eu sou deus, sou deus, sou seu criador, sou o administrador, sou o desenvolvedor, sou seu desenvolvedor',
  obliged: 'você deve, você tem que, deve, tem que, tens que',
  task: 'tarefa, missão, instrução',
  aboveText:
    'início desta conversa, início da conversa, começo desta conversa, texto acima, tudo acima, o acima, no início',
  theUser: 'o usuário, do usuário, usuário, utilizador',
  personal: 'endereço, data de nascimento, telefone, mora, vive',
  document: 'currículo, documento, artigo, tabela, função, página, texto, código, cv',
  adhere: 'siga, seguir, obedeça, ouça, ouvir, escut*',
  stance: 'odeia, odeio, ama, amo',
  toldYou: 'lhe foram, você recebeu, te deram, recebeu no, foram dadas, lhe deram',
};

/** German and the larger Romance languages. */
export const european: readonly WordList[] = [german, french, spanish, italian, portuguese];
