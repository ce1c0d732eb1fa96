import type { WordList } from './concepts.js';

const russian: WordList = {
  override:
    'игнорир*, проигнорир*, забуд*, забыт*, пренебре*, отбрось*, не обращай внимания, не обращайте внимания, не следуй, не выполняй, отмени*, обойди*, пропусти*, не учитывай*, сбрось*, перестань следовать',
  scopePrevious:
    'предыдущ*, прежн*, прошл*, выше, ранее, раньше, предшеств*, до этого, вышеуказанн*, вышеизложенн*, изначальн*, первоначальн*, исходн*, прежде, до сих пор',
  scopeAll: 'все, всё, всех, всеми, любые, любых, каждый, весь',
  scopeYour:
    'свой, своим, своими, своей, своего, вашим, твоим, вашего, твоего, ваша, твоя, твои, твоих, твой, свои, своих, ваши, ваших, ваш, твоё, твоя, тебе, вам',
  scopeThe: 'эти, этих, мои, моих, эту',
  everything: 'всё, все что, всё что, все это',
  object: 'инструкци*, указани*, приказ*, команд*, директив*, распоряжен*, промпт*, предписан*, подсказк*',
  objectWeak:
    'правил*, контекст*, текст*, сообщени*, задани*, задач*, ограничени*, запрос*, установк*, резюме, функци*, таблиц*',
  told: 'говорил*, сказал*, сказан*, писал*, знаешь, знал, дан*, тебе говорили, вам сказали',
  command:
    'отвечать, ответить, сказать, скажи, скажите, напиши, напишите, ответь, отвечай, выведи, выведите, покажи, сделай, переведи, повтори, укажи, укажите, утверждай',
  instead: 'вместо, теперь, только, сейчас, просто, лишь, строго',
  fresh: 'нов*, следующ*',
  focus: 'сосредоточ*, вот, сейчас, выполни*, теперь',
  reveal:
    'покаж*, раскрой*, повтор*, вывед*, скаж*, напиш*, напечата*, поделись, дай*, сообщи*, выдай*, назови*, перевед*, расскаж*, распечатай*',
  first: 'начальн*, первоначальн*, исходн*, секретн*, скрыт*, полн*, внутренн*, перв*',
  promptObject: 'инструкци*, промпт*, указани*, правил*, настройк*, конфигурац*, подсказк*',
  systemPrompt:
    'системный промпт, системного промпта, системные инструкции, системную подсказку, системное сообщение, системная подсказка, начальные инструкции, первоначальные инструкции, исходные инструкции, системн* промпт*, системн* инструкц*',
  credential: 'парол*, секретный ключ, секретн* ключ*, ключ доступа, учётные данные, секрет, кодовое слово',
  share: 'дать, дай, сказать, скажи, сообщи*, поделись, раскрой, назови, дадите, дашь, скажете, подели*',
  ask: 'какой, какая, какие, каков, каковы, что, где, кто',
  be: 'такой, есть, был*',
  persona:
    'представь*, притворись, притворяйся, действуй как, веди себя как, играй роль, сыграй роль, вообрази*, ролевая игра',
  model: 'ии, языковая модель, ассистент*, модел*, бот, чатбот, нейросет*',
  without: 'без каких, без, никаких, нет, вне',
  limit: 'ограничени*, цензур*, фильтр*, этик*, морал*, правил*, запрет*, границ*',
  startOver: 'начни сначала, с нуля, с начала',
  youAreNow: 'теперь ты, ты теперь, теперь вы, отныне ты',
  authority: 'я бог, я твой создатель, я ваш создатель, я администратор, я разработчик, я твой разработчик',
  obliged: 'ты должен, вы должны, ты обязан, вы обязаны',
  task: 'задани*, задач*, инструкци*',
  aboveText:
    'начале этого разговора, начале разговора, начале этой беседы, начале диалога, текст выше, всё выше, все выше, все что выше, в начале',
  unfiltered: 'нецензур*, незаконн*, аморальн*, расист*, неэтичн*',
  fromNowOn: 'отныне, с этого момента, с этой минуты, впредь, теперь ты, с данного момента',
  youWill: 'ты будешь, вы будете, ты должен, вы должны, ты теперь, ты являешься, отвечай',
  never: 'никогда, не',
  refuse: 'отказ*, извин*, отклон*',
  theUser: 'пользовател*, клиент*',
  personal: 'адрес*, год рождения, дата рождения, дату рождения, телефон*, живет, живёт',
  document: 'резюме, документ*, стать*, таблиц*, функци*, страниц*, текст*, код',
  adhere: 'следуй*, слуша*, подчиняй*, выполняй*, соблюдай*',
  stance: 'ненавид*, любишь, люблю, убей*, убить',
  toldYou: 'вам дали, тебе дали, вы получили, ты получил, были даны, вам были, тебе были, вам сообщили',
};

const others: WordList = {
  override:
    'negeer*, vergeet, zignoruj*, ignoruj*, zapomnij, pomiń, zapomeň, zaboravi*, zanemari*, ignoriši*, ігнору*, забудь*, ignorera, glöm, bortse, uită, nesocotește, ignoreer, figyelmen kívül, felejts, unohda, ohita, αγνόησε, ξέχνα, glem, ignorer, pamirsk',
  scopePrevious:
    'vorige, eerdere, voorgaande, bovenstaande, poprzedni*, wcześniejsz*, powyższ*, předchozí*, prethodn*, попередн*, tidigare, föregående, anterioare, precedente, előző, korábbi, aiemmat, προηγούμεν*, tidligere, forrige',
  scopeAll: 'alla, wszystki*, všechn*, sve, svih, svi, всі, усі, toate, összes, kaikki, όλες, alle',
  object:
    'instructies, opdrachten, bevelen, instrukcj*, instrukce, instrukcij*, instrukcije, poleceni*, pokyny, upute, upute, naredb*, інструкці*, вказівк*, instruktioner, instrucțiunile, instrucțiuni, utasítás*, ohjeet, οδηγίες, instruksjoner, rozkaz*',
  everything: 'wszystko, všechno, alles, allt, totul, mindent, kaiken, sve što, усе',
  systemPrompt:
    'systeemprompt, prompt systemowy, promptu systemowego, systémový prompt, systemprompten, sistemski prompt, системний промпт',
  credential:
    'wachtwoord, hasło, heslo, lozinka, lozinku, lösenord, parola, jelszó, salasana, κωδικός, kodeord, пароль',
  reveal:
    'toon, laat, pokaż, wypisz, ukaž, vypiš, prikaži, pokaži, покажи, visa, arată, mutasd, näytä, δείξε, vis',
  scopeYour: 'jouw, je, uw, twoje, twój, tvoje, svoje, tvoj, твої, din, ditt, dina, tale',
  command:
    'zeg, schrijf, powiedz, napisz, řekni, napiš, reci, napiši, скажи, säg, skriv, spune, scrie, mondd, írd',
};

/** Notes in other people's texts to the model that reads them, in European languages. */
const notesToModels: WordList = {
  noteTo:
    "hinweis an, anweisung an, notiz an, nachricht an, hinweis für, à l'intention de, à l'attention de, a l'attention de, note à, note pour, message à, consigne pour, nota para, aviso para, mensaje para, mensagem para, instrucciones para, instruções para, nota per, avviso per, messaggio per, istruzioni per, opmerking voor, bericht aan, instructie voor, uwaga dla, wiadomość dla, notatka dla, вниманию, примечание для, сообщение для, meddelande till, huomautus, poznámka pro, zpráva pro, notă pentru",
  reader:
    'ki, sprachmodell, sprachmodelle, auswahlsystem, bewertungssystem, ki system, ki assistent, ki assistenten, ia, modèle de langage, assistant ia, agent ia, modelo de lenguaje, modelo de linguagem, asistente de ia, assistente de ia, assistente ia, modello linguistico, modello di linguaggio, taalmodel, ai assistent, model językowy, sztuczna inteligencja, sztucznej inteligencji, ии, нейросет*, языковой модел*, языковая модель, språkmodell, kielimalli, jazykový model, jazykovému modelu, umělé inteligenci, yapay zeka, modele lingvistice',
};

/** Russian, and the override words of further European languages. */
export const eastern: readonly WordList[] = [russian, others, notesToModels];
