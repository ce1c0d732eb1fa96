/** Two texts that look alike, whether one's answer may be served for the other, and what they differ in. */
export interface NearMiss {
  readonly kind: string;
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

/** Pairs of which one's answer is never the other's, by kind; the two texts are parted by " | ". */
const NEVER: Readonly<Record<string, string>> = {
  flag: String.raw`
What does sort -n do? | What does sort -N do?
Explain curl -o | Explain curl -O
What does --dry-run do in helm? | What does --dry-sync do in helm?
What does docker run -d do? | What does docker run -D do?
Was macht rsync -z? | Was macht rsync -Z?
¿Qué hace gcc -l? | ¿Qué hace gcc -L?
Que fait wget -n ? | Que fait wget -N ?
ssh -x とは | ssh -X とは
What does %m mean in strftime? | What does %M mean in strftime?
What is $PWD? | What is $USER?`,
  escape: String.raw`
What does \w match? | What does \W match?
What does \b mean in a regex? | What does \B mean in a regex?
Explain \n in a string | Explain \t in a string
Was bedeutet \h im Prompt? | Was bedeutet \H im Prompt?`,
  identifier: `
What does fetchRow return? | What does fetchRows return?
What does parseInt do? | What does parseFloat do?
When is onClose called? | When is onClosed called?
What is max_retry in the job runner? | What is max_retries in the job runner?
What does order_item hold? | What does order_items hold?
How do I restart billing-api? | How do I restart billing-app?
What does team-sync do? | What does team-synk do?
What is io.Reader? | What is io.reader?
Explain strings.Builder | Explain strings.builder
What does flush() do? | What does flushAll() do?
Was macht loadUser? | Was macht loadUsers?
¿Qué hace saveItem? | ¿Qué hace saveItems?
What is in /etc/hosts? | What is in /etc/host?
Where is ~/.bashrc read? | Where is ~/.bash_profile read?
What runs on db-prod-eu? | What runs on db-prod-us?
What is zorvex? | What is zorvix?
Why is plomsvc slow? | Why is plomsvcs slow?
Who owns quintara? | Who owns quintaro?
What does table invoice hold? | What does table invoices hold?
What is in namespace payment? | What is in namespace payments?
Who is in group editor? | Who is in group editors?`,
  capital: `
What does the vim key w do? | What does the vim key W do?
Is the type String nullable in Java? | Is the type string nullable in Java?
Where can I buy china? | Where can I buy China?
How heavy is a swift? | How heavy is a Swift?
What does mercury look like? | What does Mercury look like?
Which animals eat rust? | Which animals eat Rust?`,
  unit: `
Is 20 mW much for a laser? | Is 20 MW much for a laser?
Is 3 mPa a high pressure? | Is 3 MPa a high pressure?
How long does 10 Mb take? | How long does 10 MB take?
What does a truck use per mile? | What does a truck use per kilometre?
How heavy is a piano in kilograms? | How heavy is a piano in pounds?
What does a plumber earn per hour? | What does a plumber earn per week?
How fast is it in bits per second? | How fast is it in bytes per second?
Wie schwer ist ein Elefant in Kilogramm? | Wie schwer ist ein Elefant in Pfund?
¿Cuánto mide la mesa en centímetros? | ¿Cuánto mide la mesa en pulgadas?
Combien pèse un cheval en kilos ? | Combien pèse un cheval en livres ?
Quanto è lungo in metri? | Quanto è lungo in piedi?
Hoe ver is het in mijlen? | Hoe ver is het in kilometers?
Сколько весит кит в тоннах? | Сколько весит кит в фунтах?
这条河有多少公里？ | 这条河有多少英里？
富士山の高さは何メートルですか？ | 富士山の高さは何フィートですか？
이 강은 몇 킬로미터인가요? | 이 강은 몇 마일인가요?`,
  conversion: `
How many inches are in a foot? | How many feet are in an inch?
How many ounces make a pound? | How many pounds make an ounce?
How many yen is one dollar? | How many dollars is one yen?
Convert miles to kilometres | Convert kilometres to miles
What is one acre in hectares? | What is one hectare in acres?
Wie viele Meter hat ein Kilometer? | Wie viele Kilometer hat ein Meter?
¿Cuántos gramos hay en un kilo? | ¿Cuántos kilos hay en un gramo?
Combien de litres dans un gallon ? | Combien de gallons dans un litre ?
Quanti euro sono un dollaro? | Quanti dollari sono un euro?
Quantos gramas tem um quilo? | Quantos quilos tem um grama?
Hoeveel liter is een gallon? | Hoeveel gallon is een liter?
Сколько граммов в килограмме? | Сколько килограммов в грамме?
一英里等于多少公里？ | 一公里等于多少英里？
1マイルは何キロメートルですか？ | 1キロメートルは何マイルですか？
1달러는 몇 유로인가요? | 1유로는 몇 달러인가요?
How do I convert a float to a string? | How do I convert a string to a float?
How do I turn YAML into JSON? | How do I turn JSON into YAML?
Wie konvertiere ich PNG in SVG? | Wie konvertiere ich SVG in PNG?
Comment convertir un MOV en AVI ? | Comment convertir un AVI en MOV ?`,
  direction: `
How far is it from Turin to Genoa? | How far is it from Genoa to Turin?
Wie komme ich von Ulm nach Kassel? | Wie komme ich von Kassel nach Ulm?
¿Cómo voy de Toledo a Burgos? | ¿Cómo voy de Burgos a Toledo?
Comment aller de Lille à Metz ? | Comment aller de Metz à Lille ?
Как доехать из Твери в Тулу? | Как доехать из Тулы в Тверь?
怎么从苏州到无锡？ | 怎么从无锡到苏州？
神戸から奈良まで何分ですか？ | 奈良から神戸まで何分ですか？
인천에서 수원까지 얼마나 걸려요? | 수원에서 인천까지 얼마나 걸려요?`,
  complement: `
array of pointers in C | pointer to array in C
What is a function that returns a list of tuples? | What is a function that returns a tuple of lists?
mp3 to wav converter | wav to mp3 converter
What is a plea for mercy? | What is mercy for a plea?`,
  degree: `
delete all .log files older than 7 days | delete all .log files newer than 7 days
Are people taller than 2 m rare? | Are people shorter than 2 m rare?
Which laptops are cheaper than 500 euros? | Which laptops are pricier than 500 euros?
find files larger than 1 MB | find files smaller than 1 MB
Is Oslo colder than Rome? | Is Oslo warmer than Rome?
numbers greater than 5 | numbers less than 5
Which is the widest river? | Which is the narrowest river?
Welche Stadt ist älter als Rom? | Welche Stadt ist jünger als Rom?
Was ist der schnellste Weg nach Ulm? | Was ist der langsamste Weg nach Ulm?
Welke trein is goedkoper? | Welke trein is duurder?
Vilket berg är högre? | Vilket berg är lägre?
Hvilken bil er hurtigere? | Hvilken bil er langsommere?
Какой поезд быстрее? | Какой поезд медленнее?
Яке місто старше? | Яке місто молодше?
Który telefon jest tańszy? | Który telefon jest droższy?
Která řeka je delší? | Která řeka je kratší?
Kumpi järvi on syvin ja suurin? | Kumpi järvi on syvin ja pienin?
Melyik autó gyorsabb? | Melyik autó lassabb?
Ποια πόλη είναι μεγαλύτερη; | Ποια πόλη είναι μικρότερη;
¿Quién es mayor de los dos? | ¿Quién es menor de los dos?
Hangi telefon daha ucuz? | Hangi telefon daha pahalı?
איזו עיר גדולה יותר? | איזו עיר קטנה יותר?
Xe nào đắt hơn? | Xe nào rẻ hơn?
Mobil mana lebih mahal? | Mobil mana lebih murah?
Care telefon este mai ieftin? | Care telefon este mai scump?
Kurš vilciens ir ātrāks? | Kurš vilciens ir lēnāks?
Kuris miestas didesnis? | Kuris miestas mažesnis?
Kumb linn on suurem? | Kumb linn on väiksem?
Koji grad je veći? | Koji grad je manji?
Katero mesto je starejše? | Katero mesto je mlajše?
Кой влак е по-бърз? | Кой влак е по-бавен?`,
  role: `
What does X sell to Y? | What does Y sell to X?
What does B give C under the deal? | What does C give B under the deal?
Did Rome beat Carthage? | Did Carthage beat Rome?
Which gifts did Nora give Otto? | Which gifts did Otto give Nora?
Did Kepler cite Brahe? | Did Brahe cite Kepler?
Does the tenant owe the landlord a deposit? | Does the landlord owe the tenant a deposit?
Who did Germany beat? | Who beat Germany?
Wer hat den Trainer entlassen? | Wen hat der Trainer entlassen?
Wer half dem Nachbarn? | Wem half der Nachbar?
¿Quién venció a Aníbal? | ¿A quién venció Aníbal?
Кто победил Карпова? | Кого победил Карпов?
Kto pokonał Krzyżaków? | Kogo pokonał Krzyżak?
誰が太郎を助けましたか？ | 誰を太郎が助けましたか？
누가 철수를 도왔나요? | 철수는 누구를 도왔나요?`,
  antonym: `
How do I shorten the sleeves? | How do I lengthen the sleeves?
How do I fold the map? | How do I unfold the map?
Wie schalte ich den Ton ein? | Wie schalte ich den Ton aus?
Wann öffnet die Post? | Wann schließt die Post?
Wie erhöhe ich den Druck? | Wie senke ich den Druck?
Wie leihe ich ein Buch aus? | Wie verleihe ich ein Buch?
¿Cómo enciendo la calefacción? | ¿Cómo apago la calefacción?
¿Cuándo empieza la clase? | ¿Cuándo termina la clase?
¿Dónde compro oro? | ¿Dónde vendo oro?
Comment allumer le four ? | Comment éteindre le four ?
Comment monter le son ? | Comment baisser le son ?
Comment acheter des euros ? | Comment vendre des euros ?
Come accendo il forno? | Come spengo il forno?
Quando apre la banca? | Quando chiude la banca?
Como ligo a luz? | Como desligo a luz?
Como aumento a letra? | Como diminuo a letra?
Hoe open ik een rekening? | Hoe sluit ik een rekening?
Hoe verhoog ik de druk? | Hoe verlaag ik de druk?
Как включить звук? | Как выключить звук?
Когда начинается матч? | Когда заканчивается матч?
Как повысить давление? | Как понизить давление?
Jak włączyć dźwięk? | Jak wyłączyć dźwięk?
Sesi nasıl açarım? | Sesi nasıl kapatırım?
如何增加音量？ | 如何降低音量？
怎么上传文件？ | 怎么下载文件？
哪里可以买黄金？ | 哪里可以卖黄金？
音量を上げる方法は？ | 音量を下げる方法は？
アプリを開く方法 | アプリを閉じる方法
窓を開けるには？ | 窓を閉めるには？
소리를 켜는 방법 | 소리를 끄는 방법
파일을 업로드하는 방법은? | 파일을 다운로드하는 방법은?
계정을 추가하려면? | 계정을 삭제하려면?
كيف أفتح الحساب؟ | كيف أغلق الحساب؟
खाता कैसे खोलें? | खाता कैसे बंद करें?
Who is the lessor of a flat? | Who is the lessee of a flat?
Who is the mentor? | Who is the mentee?`,
  'antonym of a language that is read in part': `
Πώς ανοίγω το παράθυρο; | Πώς κλείνω το παράθυρο;
Як увімкнути темний режим? | Як вимкнути темний режим?
Làm thế nào để bật chế độ máy bay? | Làm thế nào để tắt chế độ máy bay?
Jak zapnout tmavý režim? | Jak vypnout tmavý režim?
Hur slår jag på mörkt läge? | Hur stänger jag av mörkt läge?
איך מפעילים מצב טיסה? | איך מכבים מצב טיסה?
วิธีเปิดโหมดเครื่องบินทำอย่างไร | วิธีปิดโหมดเครื่องบินทำอย่างไร
Bagaimana cara menaikkan volume? | Bagaimana cara menurunkan volume?
Cum deschid fișierul? | Cum închid fișierul?
Hogyan lehet bekapcsolni a repülési módot, mi bekapcsolja? | Hogyan lehet kikapcsolni a repülési módot, mi kikapcsolja?
Miten avaan tiedoston? | Miten suljen tiedoston?
Wie melde ich mich bei einem Dienst an? | Wie melde ich mich bei einem Dienst ab?
Wie lade ich eine Datei hoch? | Wie lade ich eine Datei herunter?
Was kostet Versand nach Peru? | Was kostet Versand aus Peru?`,
  'whom it is asked of': `
Wer schrieb an Goethe? | An wen schrieb Goethe?
Qui a vendu la maison à Paul ? | À qui Paul a-t-il vendu la maison ?
Ali Veli'ye ne kadar borçlu? | Veli Ali'ye ne kadar borçlu?
Kto napisał list do Anny? | Do kogo Anna napisała list?`,
  'one letter': `
What is the boiling point of methanol? | What is the boiling point of ethanol?
What is quinine used for? | What is quinidine used for?
Who is the painter Jon Smith? | Who is the painter John Smith?
What is sh used for? | What is zsh used for?
What is 3 mg in mcg? | What is 3 mg in ng?
How do I cut a rope? | How do I cat a rope?`,
  negation: `
Which foods were ruled out as causes? | Which foods were causes?
Which tests failed to run? | Which tests run?
Which snacks are sugar-free? | Which snacks are sugar?
Which guests are unable to come? | Which guests are able to come?
Who no longer works there? | Who works there?
Which fees are excluded from the price? | Which fees are in the price?
Welche Ursachen sind ausgeschlossen? | Welche Ursachen sind möglich?
Welche Länder außer Malta sind Inseln? | Welche Länder sind Inseln?
¿Qué países excepto Cuba son islas? | ¿Qué países son islas?
Quels fruits sauf la pomme mûrissent ? | Quels fruits mûrissent ?
Какие страны кроме Кубы острова? | Какие страны острова?
哪些植物不需要阳光？ | 哪些植物需要阳光？
どの植物が日光を必要としませんか？ | どの植物が日光を必要としますか？
어떤 식물이 햇빛이 필요하지 않나요? | 어떤 식물이 햇빛이 필요한가요?
أي الطيور لا تطير؟ | أي الطيور تطير؟
कौन से पक्षी नहीं उड़ते? | कौन से पक्षी उड़ते?`,
  scope: `
What was the worst storm in the past year? | What was the worst storm in its entire history?
How much rain fell in the last month? | How much rain fell?
What costs at least ten euros? | What costs at most ten euros?
Which cities have more than a million people? | Which cities have less than a million people?
What is the income before tax? | What is the income after tax?
What is the output per capita? | What is the output in total?
Is honey safe for babies? | Is honey safe for adults?
How do I install Krita on Windows? | How do I install Krita on Linux?
Welche Städte haben mehr als eine Million Einwohner? | Welche Städte haben weniger als eine Million Einwohner?
¿Qué cuesta al menos diez euros? | ¿Qué cuesta como máximo diez euros?
Quelle est la dose pour les enfants ? | Quelle est la dose pour les adultes ?
去年产量是多少？ | 今年产量是多少？
昨年の生産量は？ | 今年の生産量は？
작년 생산량은? | 올해 생산량은?`,
  compound: `
What is mead and how is it brewed? | What is mead?
Who built the arch? When was it finished? | Who built the arch?
May I bring cats and dogs? | May I bring cats?
Explain osmosis and diffusion | Explain osmosis
Was ist Met? Und wie braut man ihn? | Was ist Met?
¿Qué es el hidromiel? ¿Cómo se elabora? | ¿Qué es el hidromiel?
Qu'est-ce que la bière ? Comment la brasse-t-on ? | Qu'est-ce que la bière ?
什么是蜂蜜酒？怎么酿造？ | 什么是蜂蜜酒？
蜂蜜酒とは何ですか？どうやって作りますか？ | 蜂蜜酒とは何ですか？
벌꿀주는 무엇인가요? 어떻게 만드나요? | 벌꿀주는 무엇인가요?`,
  question: `
What does gout mean? | How is gout treated?
What causes scurvy? | How is scurvy treated?
What are the symptoms of mumps? | How is mumps prevented?
When was the bridge built? | Where was the bridge built?
Why was the bridge built? | Who built the bridge?
How do I install Inkscape? | How do I uninstall Inkscape?
What is the population of Togo? | What is the capital of Togo?
Wann wurde der Turm gebaut? | Wo wurde der Turm gebaut?
Was bedeutet Gicht? | Wie behandelt man Gicht?
¿Cuándo nació Goya? | ¿Dónde nació Goya?
Quand est né Rodin ? | Où est né Rodin ?
Quando è nato Verdi? | Dove è nato Verdi?
Когда родился Репин? | Где родился Репин?
肺炎的症状是什么？ | 肺炎怎么治疗？
風邪の原因は何ですか？ | 風邪の治療は何ですか？
감기의 원인은 무엇인가요? | 감기의 치료는 무엇인가요?`,
  'another part of the same words': `
What is chocolate milk? | What is milk chocolate?
What is the derivative of a function? | What is the function of a derivative?
From C, how do I call Python? | How do I call C from Python?
Can I import Excel from Word? | Can I import Word from Excel?
Who is John and Mary's mother? | Who is Mary and John's mother?
Did the man bite the lion? | Did the lion bite the man?
Is the weather in Paris better than in Rome? | Is the weather in Rome better than in Paris?
Who works at Google for Oracle? | Who works at Oracle for Google?
Who lives in Paris and works in Rome? | Who lives in Rome and works in Paris?
Was the shop open on Monday and closed on Friday? | Was the shop closed on Monday and open on Friday?
How do I replace butter with oil? | How do I replace oil with butter?
Which dog was bitten by the cat? | Which dog bit the cat?
Which cat was the dog bitten by? | Which cat did the dog bite?
Who was beaten by the Romans? | Who beat the Romans?
AがBにお金を貸した | BがAにお金を貸した
A가 B에게 돈을 빌려줬다 | B가 A에게 돈을 빌려줬다`,
  'other cases, particles, ways': `
Czy kot goni psa? | Czy pies goni kota?
고양이가 개를 쫓나요? | 개가 고양이를 쫓나요?
Kuinka pitkä matka on Turusta Ouluun? | Kuinka pitkä matka on Oulusta Turkuun?
Meddig tart az út Pécsről Győrbe? | Meddig tart az út Győrről Pécsre?
Tom und Annas Vater | Anna und Toms Vater
Are A and B red and blue respectively? | Are A and B blue and red respectively?
Which airline flies to Fiji? | Which airline flies from Fiji?
In Rust, how do I call Go? | In Go, how do I call Rust?`,
  'what a number counts': `
Mix 2 cups of flour with sugar | Mix flour with 2 cups of sugar
How long do 3 cats and dogs sleep? | How long do cats and 3 dogs sleep?
바나나 40그램의 칼로리는 얼마인가요? | 바나나 50g은 몇 칼로리인가요?
She married at twenty-five? | She married at 20?
files modified in the last seven days | files modified in the last 6 days
Set a timer for 5 minutes | Set a timer 4 6 minutes`,
  'two questions and one, without a mark': `
What is Redis? how do I install it | What is Redis?
Was ist Redis? wie installiere ich es | Was ist Redis?`,
  'negated in a script without blanks': `
TCP和C++有什么区别? | TCP和C++没什么区别?
彼は行かなければならない。 | 彼は行かない。`,
  quoted: `
What does "affect" mean? | What does "effect" mean?
How do I spell principle? | How do I spell principal?
What is the word advise? | What is the word advice?
Explain the verb lay | Explain the verb lie`,
};

/** Harmless twins: the same question said otherwise. */
const SAME: Readonly<Record<string, string>> = {
  notation: `
Is 640XL a printer? | Is 640 XL a printer?
Can I get it for $7000? | Can I get it for 7000 dollars?
Who has two hearts? | Who has 2 hearts?
What is 10 km in miles? | What is 10km in miles?
바나나 40그램의 칼로리는 얼마인가요? | 바나나 40g은 몇 칼로리인가요?
Did she marry at the age of 25? | Did she marry at the age of twenty-five?
files modified in the last seven days | files modified in the last 7 days
Which countries does Elizabeth II rule? | which countries does elizabeth ii rule
Find all *.mp3 files in /srv/music | Search for .mp3 files in /srv/music
怎么更新Node.js? | 如何更新Node.js?
コーヒー飲みますか。 | コーヒーを飲みますか。`,
  greetings: `
O VLC é seguro? | Olá, o VLC é seguro?
Is VLC safe? | Quick question: is VLC safe?
Ist VLC sicher? | Hallo, ist VLC sicher?
您非常勇敢。 | 请告诉我:您非常勇敢。`,
  time: `
Il a été paralysé. | Il était paralysé.
Show me yesterday's sales | Show me yestreday's sales
Does the group meet on Friday? | Does the group meet on Fridays?
I got new tires a month ago | I got new tires month ago`,
  'stressed, or said and not asked': `
IS there a fee for parking? | Is there a fee for parking?
I need to send money from China. How long will it take? | Can I send money from China? How long does it take?`,
  'a word in the place of another': `
My name has changed and I require to update it. | My name has changed and I need to update it.
What does it mean if it says that my payment is pending? | It says that my payment is pending, what does that mean?
What is Redis? how do I install it | What is Redis? How do I install it?`,
  complement: `
How do I escape quotes in a string? | How do I escape a string with quotes?
the pros of tea | the tea pros`,
  degree: `
Which is the bigger lake? | Which is the larger lake?
Which route is faster? | Which route is quicker?
Welcher Zug ist billiger? | Welcher Zug ist günstiger?`,
  order: `
Are tea and coffee healthy? | Are coffee and tea healthy?
What is the difference between copper and brass? | What is the difference between brass and copper?
Is Oslo bigger than Bergen? | Is Oslo bigger than Bergen, please?
Em que Word e Excel são diferentes? | Em que Excel e Word são diferentes?
How do X and Y differ? | How do Y and X differ?
What is the difference between TCP and UDP? | How do UDP and TCP differ?
Which of Ann Lee, Bo and Carl Otto Dahl won? | Which of Carl Otto Dahl, Bo and Ann Lee won?
Is Kim a nurse or a pilot? | Is Kim a pilot or a nurse?
MP3와 MP4는 어떻게 다른가요? | MP4와 MP3는 어떻게 다른가요?
SQLとPNGはどう違いますか? | PNGとSQLはどう違いますか?
MP4与HTML的相同之处是什么? | HTML与MP4的相同之处是什么?
AとBの違いは? | BとAの違いは?
Can I use the module with JAX? | Can I use JAX with the module?`,
  'other forms': `
Hogyan főzzek rizst? | Hogyan kell rizst főzni?
Jak się gotuje ryż? | Jak ugotować ryż?
고양이가 왜 우나요? | 왜 고양이가 우나요?
Flights to Rome from Oslo | Flights from Oslo to Rome`,
  'time and place': `
Will it freeze in Nome at 7 am? | Will it freeze at 7 am in Nome?
Will it snow in Oslo on May 3, 2031? | Will it snow on May 3, 2031 in Oslo?
What is the forecast in Nome for snow? | Will there be snow in Nome by forecast?
Book a table in Bergen for two | Book a party of two at Bergen`,
  'a noun beside a noun': `
I want to hear a song from the eighties | Play an eighties song
How do I reset my password? | How do I do a password reset?`,
  fronting: `
What do bears eat in winter? | In winter, what do bears eat?
When is a rotor locked for the test? | For the test, when is a rotor locked?`,
  passive: `
Did Laura paint the fence? | Was the fence painted by Laura?
Who built the tower? | By whom was the tower built?
Which dog was bitten by the cat? | Which cat bit the dog?
Is there a course taught by Yu Huang? | What courses does Yu Huang teach?
Which sports are played in schools founded by Almeida? | which sports r played in schools founded by almeida`,
  chat: `
Is there a fee for parking? | is there a fee 4 parking?
WHAT IS THE CAPITAL OF PERU? | What is the capital of Peru?
What is the capital of france? | What is the capital of France?
who wrote faust | Who wrote Faust?`,
  'forms of a word': `
How do I get whiter teeth? | How do I get white teeth?
How can I become less defensive in talks? | How can I become less defensive in a talk?`,
  'the same in a language that is read in part': `
Πώς ανοίγω το παράθυρο; | Πώς μπορώ να ανοίξω το παράθυρο;
Jak zapnout tmavý režim? | Jak mohu zapnout tmavý režim?
Wie melde ich mich bei einem Dienst ab? | Wie kann ich mich bei einem Dienst abmelden?
Von wem wurde Sony gegründet? | Wer hat Sony gegründet?`,
  spelling: `
How do I bake bread? | How do I bake braed?
How is the weather in Boston? | How is the weather in Bosotn?
How do I cancel Spotify? | How do I cancel Spotfiy?
What is a monad? | What are monads?
How do I reduce background noise? | How do I reduce backgroud noise?
What is the meaning of max_length? | What is the meaning of max length?
Is JavaScript fast? | Is Javascript fast?
Is GitHub free? | Is github free?
What is a long-term loan? | What is a long term loan?
Lâche-moi le bras | Lâchez-moi le bras`,
  negation: `
Nobody knows it? | No one knows it?
How do I stop snoring? | How do I stop snoring at all?`,
};

export const nearMisses: readonly NearMiss[] = [...read(NEVER, false), ...read(SAME, true)];

function read(table: Readonly<Record<string, string>>, same: boolean): NearMiss[] {
  return Object.entries(table).flatMap(([kind, block]) =>
    block
      .trim()
      .split('\n')
      .map((line) => {
        const [a = '', b = ''] = line.split(' | ');
        return { kind, a, b, same };
      }),
  );
}
