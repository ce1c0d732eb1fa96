/** A request as a user types it, and whether its answer may be kept for others. */
export interface AdmissionRequest {
  readonly kind: string;
  readonly language: string;
  readonly request: string;
  readonly store: boolean;
}

/** Kinds of requests whose answers are never kept, each as lines of "language: request". */
const NEVER: Readonly<Record<string, string>> = {
  secret: `
en: Create a one-time link
fr: Génère-moi un jeton d'accès
en: I need a new passphrase with four words
en: make me a 12 character password with symbols
en: Can you come up with a PIN for the front door?
en: produce an OAuth client secret
en: strong password please
en: Generate 5 UUIDs, one per line
en: Create a JWT signing key
en: Write a seed phrase of 12 words for a wallet
en: could you create me some fake credit card numbers for testing
de: Erzeuge ein sicheres Passwort mit 16 Zeichen
de: Kannst du mir einen API-Schlüssel generieren?
de: Ich brauche eine neue PIN
es: Genera una clave de API
es: Dame un PIN de cuatro cifras
fr: Génère un mot de passe robuste
fr: Peux-tu me créer une clé SSH ?
pt: Crie uma senha forte com 12 caracteres
pt: Me dá um código de verificação de seis dígitos
it: Genera una password sicura
it: Creami una chiave di licenza
nl: Maak een sterk wachtwoord voor me
nl: Genereer een API-sleutel
pl: Wygeneruj silne hasło
zh: 帮我生成一个强密码
zh: 给我一个随机的UUID
ja: 強力なパスワードを生成してください
ja: APIキーを作って
ko: 안전한 비밀번호를 만들어 줘
ko: API 키 하나 생성해 주세요
ar: أنشئ كلمة مرور قوية
hi: एक मजबूत पासवर्ड बनाओ
ru: Придумай надёжный пароль
ru: Сгенерируй ключ API
tr: Güçlü bir şifre oluştur`,
  chance: `
en: Pick a number between 1 and 50
en: Who should win the raffle: Mia, Noor or Pavel?
en: Draw one winner out of Dana, Eli, Fritz
en: roll 2d6
en: Shuffle this list: red, green, blue
en: heads or tails?
en: Think of a number
en: Give me random sample data with ten rows
en: split these people into random teams: Ann, Bo, Cy, Di
de: Wirf eine Münze
de: Wähle einen Gewinner aus Lena, Max und Ole
de: Nenne eine zufällige Zahl zwischen 1 und 10
es: Elige un ganador entre Ana, Luis y Marta
es: Lanza un dado
fr: Tire au sort un gagnant parmi Luc, Zoé et Anne
fr: Lance une pièce
pt: Escolha um vencedor entre Bia, Caio e Duda
it: Lancia una moneta
it: Scegli un numero da 1 a 100
nl: Kies een winnaar uit Piet, Jan en Kees
zh: 从小王、小李、小张中随机选一个
ja: サイコロを振って
ko: 동전을 던져 줘
ar: اختر رقما عشوائيا
hi: एक सिक्का उछालो
ru: Подбрось монетку
ru: Выбери победителя: Аня, Борис или Вика`,
  naming: `
en: Suggest a name for a coffee shop
en: Come up with five usernames for a gamer
en: What should we call the new service?
en: tell me a joke
en: Write a unique slogan for a bakery
en: Draft an original short story that nobody has read before
en: Inspire me
de: Schlag einen Namen für ein Café vor
de: Erzähl mir einen Witz
es: Cuéntame un chiste
es: Sugiere un nombre para un perro
fr: Raconte-moi une blague
fr: Propose un nom pour une startup
pt: Sugira um nome para uma padaria
it: Raccontami una barzelletta
nl: Bedenk een naam voor een kat
zh: 给咖啡店起个名字
ja: 猫の名前を考えて
ko: 강아지 이름 하나 지어 줘
ar: اقترح اسما لمقهى
hi: एक कुत्ते के लिए नाम सुझाओ
ru: Придумай название для кафе
ru: Расскажи анекдот`,
  asker: `
en: Which of the three of us should start?
en: I am allergic to nuts, what can be in a pesto?
en: Call me Captain from now on
en: What's my manager's email?
en: Do I have any meetings?
en: Please remember that I prefer short answers
en: Where do we keep the credentials?
en: How much vacation have I got left?
en: I live in Lisbon. Which shops are good?
de: Ich bin 34 Jahre alt und wohne in Bremen
de: Merk dir, dass ich Kaffee mag
de: Wie heiße ich?
de: Wann ist unser Termin?
es: Me llamo Laura
es: ¿Cuál es mi saldo?
es: Soy vegetariano, ¿qué me recomiendas?
fr: Je m'appelle Hugo
fr: Où est ma commande ?
fr: J'habite à Lyon
pt: Meu nome é Rafael
pt: Eu sou alérgico a camarão
it: Mi chiamo Chiara
it: Dov'è il mio pacco?
nl: Ik heet Sanne
nl: Waar is mijn bestelling?
zh: 我叫李明
zh: 我的订单在哪里？
ja: 私の名前は健太です
ja: 私の予約を確認したい
ko: 제 이름은 민수예요
ko: 내 주문은 어디에 있어?
ar: اسمي خالد
hi: मेरा नाम रवि है
hi: मेरा ऑर्डर कहाँ है?
ru: Меня зовут Олег
ru: Где мой заказ?`,
  conversation: `
en: What did I just say?
en: Summarize our conversation so far
en: What was the first thing you told me?
en: repeat your previous answer
en: Can you shorten the last reply?
de: Worüber haben wir gesprochen?
de: Was hast du vorhin gesagt?
es: ¿De qué hablamos antes?
fr: De quoi avons-nous parlé ?
pt: O que você disse antes?
it: Di cosa abbiamo parlato?
nl: Waar hadden we het over?
zh: 我们刚才说了什么？
ja: さっき何と言いましたか？
ko: 우리가 방금 무슨 얘기를 했지?
ru: О чём мы говорили?`,
  world: `
en: Is INC0012345 resolved?
en: Who is assigned to JIRA-12345?
en: How many users signed up since Monday?
en: Is the build green?
en: Are there any outages?
en: How many users are online?
en: Did the backup succeed?
en: Who is the CEO of Siemens?
en: What's the price of gold?
en: Is Slack down?
en: Has the deployment finished?
en: How old is Rihanna?
en: What is trending on YouTube?
en: When does the next bus leave?
en: Is the pharmacy open?
en: How many vacation days are left?
en: USD to EUR rate
en: What day is it?
de: Wie alt ist Angela Merkel?
de: Läuft der Server?
de: Wie viel Uhr ist es?
de: Wie viele Tickets sind offen?
de: Wie steht der Dollar?
es: ¿Está caído el servidor?
es: ¿Qué tiempo hace en Bilbao?
es: ¿Cuántos años tiene Shakira?
fr: Quelle heure est-il ?
fr: Quel temps fait-il à Nantes ?
fr: Quel âge a Zidane ?
pt: Que horas são?
pt: Quantos anos tem o Ronaldo?
pt: O servidor está no ar?
it: Che ore sono?
it: Quanti anni ha Totti?
nl: Hoe laat is het?
nl: Hoe oud is Max Verstappen?
pl: Która jest godzina?
zh: 现在几点了？
zh: 比特币多少钱？
zh: 服务器还正常吗？
ja: 今何時ですか？
ja: サーバーは動いていますか？
ko: 지금 몇 시야?
ko: 서버가 다운됐어?
ar: كم الساعة؟
ar: كيف الطقس في القاهرة؟
hi: अभी कितने बजे हैं?
hi: आज मौसम कैसा है?
ru: Который час?
ru: Какая погода в Казани?
ru: Сколько лет Путину?`,
  acting: `
en: Open a ticket for the broken printer
en: Create an issue: login fails on Safari
en: Run the migration
en: Put milk on the list
en: Restart the payment service
de: Schick eine Mail an Petra
de: Bitte storniere die Bestellung 4711
de: Stell einen Wecker auf 7 Uhr
es: Envía un correo a Marta
es: Reserva una mesa para cuatro
fr: Annule le rendez-vous de lundi
fr: Commande deux pizzas
pt: Reserve um quarto em Recife
pt: Apague o arquivo relatorio.pdf
it: Prenota un tavolo per due
it: Manda un messaggio a Luca
nl: Stuur een mail naar Anna
nl: Zet het licht uit
zh: 预订一张去上海的机票
zh: 请把灯关掉
ja: レストランを予約して
ja: メールを送ってください
ko: 회의실을 예약해 줘
ko: 불 꺼 줘
ar: احجز طاولة لشخصين
hi: एक टेबल बुक करो
hi: राम को संदेश भेजो
ru: Забронируй столик на двоих
ru: Отправь письмо Ирине`,
};

/** Requests near to those above whose answers are knowledge, and may be kept. */
const KEPT: Readonly<Record<string, string>> = {
  definition: `
en: What is bitcoin?
en: What does on call mean?
en: How are merge conflicts resolved in git?
fr: Qu'est-ce qu'un jeton d'accès ?
en: What makes a password strong?
en: How are UUIDs generated?
en: Explain how an SSH key pair works
en: What is a random forest?
en: How does a random number generator work?
en: What is the probability of rolling a six?
en: Why should API keys be rotated?
en: What does the order of operations mean?
en: Order of the planets from the sun
en: What is an MA degree?
en: Difference between a PIN and a password
en: How old is the universe?
en: How do I book a flight with miles?
en: What is a status code?
en: What is block storage?
en: How do I remember the order of the planets?
de: Was ist ein sicheres Passwort?
de: Wie funktioniert ein Zufallsgenerator?
de: Wie kündigt man einen Mietvertrag?
es: ¿Qué es una contraseña segura?
es: ¿Cómo se cancela un contrato?
fr: Qu'est-ce qu'une clé API ?
fr: Comment fonctionne un dé pipé ?
pt: O que é uma senha forte?
it: Che cos'è una chiave pubblica?
nl: Wat is een sterk wachtwoord?
zh: 什么是强密码？
ja: 強いパスワードとは何ですか？
ko: 안전한 비밀번호란 무엇인가요?
ar: ما هي كلمة المرور القوية؟
hi: मजबूत पासवर्ड क्या होता है?
ru: Что такое надёжный пароль?`,
  knowledge: `
en: How many legs does a spider have?
en: Who painted the Mona Lisa?
en: When did the Berlin Wall fall?
en: How do I reverse a string in Python?
en: Should I learn Go or Rust first?
en: Is the Pacific larger than the Atlantic?
en: Write a function that adds two numbers in C
en: Translate "good night" into Polish
en: What do bees eat?
en: Can you explain recursion to me?
en: Which port does SMTP use?
en: What are the rules of chess?
de: Wer hat das Telefon erfunden?
de: Wie viele Bundesländer hat Deutschland?
de: Was bedeutet Inflation?
es: ¿Cuál es la capital de Chile?
es: ¿Por qué el cielo es azul?
es: ¿Cuántos huesos tiene el cuerpo humano?
fr: Qui a peint Guernica ?
fr: Pourquoi la mer est-elle salée ?
pt: Qual é a capital de Angola?
pt: Como se faz pão de queijo?
it: Chi ha scritto la Divina Commedia?
it: Come si calcola l'area di un cerchio?
nl: Wat is de hoofdstad van Noorwegen?
nl: Hoe werkt een magneet?
pl: Jaka jest stolica Portugalii?
zh: 光合作用是什么？
zh: 如何用Python读取文件？
ja: 日本の首都はどこですか？
ja: 光合成の仕組みを説明してください
ko: 한국의 수도는 어디인가요?
ko: 광합성이 무엇인지 설명해 줘
ar: ما هي عاصمة المغرب؟
ar: كيف تعمل الطائرة؟
hi: भारत की राजधानी क्या है?
hi: प्रकाश संश्लेषण क्या है?
ru: Какая столица Казахстана?
ru: Как работает двигатель?
tr: Fotosentez nedir?`,
};

export const admissionRequests: readonly AdmissionRequest[] = [...read(NEVER, false), ...read(KEPT, true)];

function read(table: Readonly<Record<string, string>>, store: boolean): AdmissionRequest[] {
  return Object.entries(table).flatMap(([kind, block]) =>
    block
      .trim()
      .split('\n')
      .map((line) => {
        const [language = '', ...text] = line.split(': ');
        return { kind, language, request: text.join(': '), store };
      }),
  );
}
