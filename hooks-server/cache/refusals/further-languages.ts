/**
 * Languages that admission reads only in part: a question of knowledge may be kept when nothing in it points at somebody,
 * at a moment or at chance; whatever else is said in them is not kept. A missed phrase then costs a hit and no more.
 */
export interface FurtherPatterns {
  /** Small words that tell the language from others of the Latin script. */
  readonly markers?: string;
  /** How a question of knowledge begins, or what stands in it where the language puts that last. */
  readonly knowledge: string;
  /** What makes its answer one of a person, a moment or a state of the world. */
  readonly unless: string;
}

export type FurtherLanguage =
  | 'scandinavian'
  | 'finnish'
  | 'czech'
  | 'romanian'
  | 'hungarian'
  | 'vietnamese'
  | 'indonesian'
  | 'greek'
  | 'ukrainian'
  | 'hebrew'
  | 'persian'
  | 'bengali'
  | 'thai';

export const furtherPatterns: Readonly<Record<FurtherLanguage, FurtherPatterns>> = {
  scandinavian: {
    markers:
      'och är att det en ett et ei som på av af för med inte ikke jag jeg du vi mig meg min mitt mit mina mine vad hvad hva hur hvordan varför hvorfor vem hvem var hvor när når hvornår vilken vilket hvilken hvilket og er ge gi giv skapa kan den till til från fra om nu nå skall skal har hade å blir bliver skriv',
    knowledge:
      'vad (?:är|var|betyder|gör|kallas|innebär|heter)|hur (?:fungerar|gör man|kan man|\\p{L}+r man|många|långt|stor|hög|lång|djup|uppstår)|varför|förklara|beskriv|definiera|definition|skillnaden?|vem (?:var|skrev|uppfann|upptäckte|målade)|vilke[nt]|vilka|när (?:föddes|dog|började|slutade|grundades|uppfanns|blev)|var ligger|hvad (?:er|var|betyder|gør|hedder)|hvordan (?:virker|fungerer|opstår|\\p{L}+r man|kan man)|hvorfor|forklar|definer|forskellen?|hvem (?:var|skrev|opfandt|opdagede|malede|oppfant|oppdaget)|hvornår (?:blev|døde|begyndte)|hvilke[nt]?|hvor (?:ligger|mange)|hva (?:er|var|betyr|gjør|heter)|forskjellen?|når (?:ble|døde|begynte)',
    unless:
      'jag|jeg|mig|meg|min|mit|mitt|mina|mine|vi|oss|os|vår|vårt|våra|vor|vores|nu|nå|idag|i dag|imorgon|i morgen|igår|i går|just nu|senaste|seneste|siste|sidste|nyaste|nyeste|aktuell\\p{L}*|nuvarande|nuværende|nåværende|väd(?:er|ret)\\p{L}*|vej(?:r|ret)\\p{L}*|være?t|pris(?:et|en)?|kurs(?:en)?|kostar|koster|hur gammal|hvor gammel|klockan|klokken|\\p{L}*president\\p{L}*|statsminister\\p{L}*|vd|direktør\\p{L}*|slump\\p{L}*|tilfældig\\p{L}*|tilfeldig\\p{L}*|öppe[nt]|åben\\p{L}*|åpen|åpent|online|status|igen|igjen|förra|forrige|nästa|næste|neste|sa du|sagde du|pratade|snakket|talte',
  },
  finnish: {
    markers:
      'on ja ei se että mikä mitä miten miksi kuka missä milloin minä sinä minun minulle sinun voitko anna luo tee kerro onko ovat paljonko kuinka tämä nyt mitkä keksi valitse kirjoita lähetä minkä',
    knowledge:
      'mikä (?:on|oli)|mitä (?:on|ovat|tarkoittaa|tekee|eroa)|miten (?!voin|olen)|miksi|selitä|kuvaile|määrittele|ero|kuka (?:oli|kirjoitti|keksi|löysi|maalasi)|milloin (?:syntyi|kuoli|alkoi|päättyi|perustettiin)|missä sijaitsee|kuinka (?:monta|korkea|pitkä|suuri|syvä)|mitkä ovat',
    unless:
      'minä|minun|minulle|minulla|\\p{L}+ni|me|meidän|meille|nyt|tänään|huomenna|eilen|viimeisin|uusin|nykyinen|sää|lämpötila|hinta|kurssi|maksaa|vanha|kello|presidentti|pääministeri|toimitusjohtaja|satunnai\\p{L}*|auki|verkossa|tila|viime|ensi|sanoit|puhuimme|tällä hetkellä',
  },
  czech: {
    markers:
      'je jsou a v na se si že co jak proč kdo kde kdy já ty mi mně mě můj moje moji nám vám pro s z do od který která které prosím vytvoř vygeneruj dej jaký jaká jaké napiš vyber čo ako prečo som sú kedy ktorý aký aká aké pošli smaž či jsme jsi jste byl byla bylo minule',
    knowledge:
      'co (?:je|to je|jsou|znamená|dělá)|jak (?:se|funguje|fungují|lze|vzniká|daleko|vysok\\p{L}+|dlouh\\p{L}+)|proč|vysvětli|popiš|definuj|definice|rozdíl|kdo (?:byl|napsal|vynalezl|objevil|namaloval)|který|která|které|jaký je|jaká je|jaké je|jaké jsou|kdy (?:se narodil|zemřel|začal\\p{L}*|skončil\\p{L}*|byl\\p{L}*|vznikl\\p{L}*)|kde leží|kolik (?:má|je)|čo (?:je|sú|znamená)|ako (?:sa|funguje)|prečo|vysvetli|aký je|aká je|aké je|kto (?:bol|napísal)',
    unless:
      'já|mi|mně|mě|můj|moje|mého|mou|náš|naše|nám|jsem|som|môj|teď|nyní|dnes|zítra|včera|poslední\\p{L}*|nejnovější|aktuální\\p{L}*|současn\\p{L}*|počasí|teplota|cena|cenu|kurz|stojí|starý|stará|hodin|prezident\\p{L}*|premiér\\p{L}*|ředitel\\p{L}*|náhodn\\p{L}*|otevřen\\p{L}*|online|stav|minul\\p{L}*|příští|řekl\\p{L}*|mluvili|právě|zajtra|včera|najnovš\\p{L}*',
  },
  romanian: {
    markers:
      'este sunt și în la cu pe de ce cum cine unde când care eu tu îmi mea meu mele un o nu să pentru din dă generează creează ești câți câte mă mi scrie alege trimite',
    knowledge:
      'ce (?:este|e|sunt|înseamnă|face)|cum (?:se|funcționează|pot să|putem|apare)|de ce|explică|descrie|definește|definiția|diferența|cine (?:a fost|a scris|a inventat|a descoperit|a pictat)|care (?:este|sunt)|când (?:a|s-a)|unde se află|câți|câte|cât de',
    unless:
      'eu|mie|mea|meu|mele|mei|noastr\\p{L}*|nostru|noștri|mă|îmi|am|acum|astăzi|azi|mâine|ieri|ultim\\p{L}*|recent\\p{L}*|actual\\p{L}*|curent\\p{L}*|vremea|temperatura|prețul|preț|cursul|costă|vârsta|câți ani|ora|președinte\\p{L}*|prim-ministru\\p{L}*|director\\p{L}*|aleator\\p{L}*|întâmplător|deschis\\p{L}*|online|starea|trecut\\p{L}*|viitor\\p{L}*|ai spus|am vorbit|am discutat',
  },
  hungarian: {
    markers:
      'a az és egy nem hogy mi ki hol mikor miért hogyan milyen melyik én te nekem van vagy ez kérlek adj készíts generálj mennyi mit mely írj válassz küldj',
    knowledge:
      'mi (?:az?|a különbség|\\p{L}+ (?:fővárosa|jelentése))|mit (?:jelent|csinál)|mik|hogyan (?:működik|működnek|kell|lehet|keletkez\\p{L}+)|hogy (?:működik|kell|lehet)|miért|magyarázd|írd le|definiáld|különbség|ki (?:volt|írta|találta|fedezte|festette)|melyik|mikor (?:született|halt|kezdődött|volt|alapították)|hol (?:található|van)|hány|milyen (?:magas|hosszú|mély|messze)',
    unless:
      'én|nekem|engem|velem|\\p{L}+(?:om|em|öm|am)|mi a mi|miénk|nekünk|most|ma|holnap|tegnap|legutóbbi|legújabb|jelenlegi|aktuális|időjárás|hőmérséklet|ára|ár|árfolyam\\p{L}*|kerül|éves|idős|óra|elnök\\p{L}*|miniszterelnök\\p{L}*|vezérigazgató\\p{L}*|véletlen\\p{L}*|nyitva|elérhető|állapot\\p{L}*|múlt|jövő|mondtál|beszéltünk',
  },
  vietnamese: {
    markers:
      'là gì như thế nào tại sao ai ở đâu khi tôi của bạn cho hãy tạo một và không có các những được mấy viết chọn gửi',
    knowledge:
      'là gì|nghĩa là|như thế nào|thế nào|tại sao|vì sao|giải thích|mô tả|định nghĩa|khác nhau|sự khác biệt|ai là (?:người|tác giả)|ai đã|thủ đô|ở đâu|bao nhiêu|năm nào',
    unless:
      'tôi|mình|tớ|chúng ta|chúng tôi|của em|hôm nay|ngày mai|hôm qua|bây giờ|hiện tại|hiện nay|mới nhất|gần đây|thời tiết|nhiệt độ|giá|tỷ giá|bao nhiêu tuổi|mấy giờ|tổng thống|thủ tướng|chủ tịch|giám đốc|ngẫu nhiên|mở cửa|trực tuyến|trạng thái|tuần trước|tuần sau|tháng này|năm nay|bạn đã nói|đã thảo luận|hãy tạo|tạo một|đặt|gửi',
  },
  indonesian: {
    markers:
      'yang dan di ke dari adalah apa bagaimana mengapa kenapa siapa kapan saya aku kamu anda ini itu untuk tidak dengan buat buatkan berikan tolong berapa cara apakah pilih tulis kirim',
    knowledge:
      'apa (?:itu|arti|yang dimaksud|perbedaan|beda|ibu ?kota|fungsi|penyebab)|bagaimana (?:cara|kerja|\\p{L}+ (?:bekerja|terjadi))|mengapa|kenapa|jelaskan|uraikan|definisi|perbedaan|siapa (?:penemu|penulis|yang (?:menulis|menemukan|melukis))|kapan (?:\\p{L}+ ){0,3}(?:lahir|meninggal|dimulai|berakhir|didirikan|merdeka)|di mana letak|berapa (?:tinggi|panjang|banyak|jumlah|jauh|luas)',
    unless:
      'saya|aku|ku|\\p{L}+ku|kita|kami|sekarang|hari ini|besok|kemarin|terbaru|terkini|saat ini|cuaca|suhu|harga|kurs|umur|usia|jam berapa|presiden|perdana menteri|direktur|acak|buka|daring|online|status|minggu (?:lalu|depan|ini)|bulan (?:lalu|depan|ini)|tahun (?:lalu|depan|ini)|kamu (?:katakan|bilang)|bicarakan|buatkan|kirim',
  },
  greek: {
    knowledge:
      'τι (?:είναι|σημαίνει|κάνει|ήταν)|πώς (?:λειτουργ\\p{L}+|γίνεται|μπορ\\p{L}+|\\p{L}+ται)|γιατί|εξήγησε|περίγραψε|όρισε|ορισμός|διαφορά|ποιος (?:ήταν|έγραψε|ανακάλυψε|εφηύρε)|ποια (?:είναι|ήταν)|ποιο είναι|ποιες είναι|πότε (?:γεννήθηκε|πέθανε|άρχισε|έγινε|ιδρύθηκε)|πού βρίσκεται|πόσ\\p{L}+',
    unless:
      'εγώ|μου|μας|εμένα|εμείς|τώρα|σήμερα|αύριο|χθες|χτες|τελευταί\\p{L}*|πρόσφατ\\p{L}*|τρέχ\\p{L}*|σημεριν\\p{L}*|καιρός|θερμοκρασία|τιμή|ισοτιμία|κοστίζει|χρονών|ετών|ώρα|πρόεδρος|πρωθυπουργός|διευθυντής|τυχαί\\p{L}*|ανοιχτ\\p{L}*|κατάσταση|περασμέν\\p{L}*|επόμεν\\p{L}*|είπες|συζητήσαμε',
  },
  ukrainian: {
    knowledge:
      'що (?:таке|означає|робить|це)|як (?:працю\\p{L}+|можна|виник\\p{L}+|зробити|встановити|\\p{L}+ться)|чому|поясни|поясніть|опиши|визнач\\p{L}*|визначення|різниця|відрізня\\p{L}*|хто (?:був|написав|винайшов|відкрив|намалював)|як(?:ий|а|е|і)|коли (?:народи\\p{L}+|помер\\p{L}*|почал\\p{L}+|закінчи\\p{L}+|була?|було)|де (?:знаходиться|розташован\\p{L}*)|скільки (?:людей|\\p{L}+ в)',
    unless:
      'я|мені|мене|мій|моя|моє|мої|моїх|ми|нам|наш\\p{L}*|зараз|тепер|сьогодні|завтра|вчора|останн\\p{L}*|найновіш\\p{L}*|поточн\\p{L}*|нинішн\\p{L}*|погода|температура|ціна|курс|коштує|років|година|президент\\p{L}*|прем.єр\\p{L}*|директор\\p{L}*|випадков\\p{L}*|відкрит\\p{L}*|онлайн|стан|статус|минул\\p{L}*|наступн\\p{L}*|сказав|обговорювали|говорили',
  },
  hebrew: {
    knowledge:
      'מה (?:זה|זאת|הוא|היא|פירוש|ההבדל|משמעות)|מהו|מהי|מהם|איך (?:עובד|פועל|אפשר|ניתן|מתקינים|עושים)|כיצד|למה|מדוע|הסבר|תאר|הגדר|הגדרה|הבדל|מי (?:היה|הייתה|כתב|המציא|גילה|צייר)|איזו|איזה|מתי (?:נולד|מת|התחיל\\p{L}*|הסתיים|נוסד\\p{L}*)|היכן נמצא\\p{L}*|כמה (?:אנשים|תושבים)',
    unless:
      'אני|שלי|שלנו|לי|אותי|אנחנו|לנו|עכשיו|כרגע|היום|מחר|אתמול|אחרון|אחרונה|האחרון|האחרונה|חדש ביותר|נוכחי\\p{L}*|הנוכחי\\p{L}*|מזג האוויר|טמפרטורה|מחיר|המחיר|שער|עולה|בן כמה|בת כמה|השעה|נשיא|הנשיא|ראש הממשלה|מנכ.ל|אקראי\\p{L}*|פתוח|פתוחה|מקוון|מצב|אמרת|דיברנו|שבוע שעבר|הבא|הבאה',
  },
  persian: {
    knowledge:
      'چیست|چیه|یعنی چه|به چه معنا\\p{L}*|چگونه|چطور|چرا|توضیح|تعریف|توصیف|تفاوت|فرق|چه کسی (?:نوشت|اختراع|کشف)|کجاست|چند (?:نفر|کشور)|پایتخت|چه زمانی (?:متولد|تأسیس)|کدام',
    unless:
      'من|مرا|ما|\\p{L}+(?:‌ام|مان)|برایم|الان|اکنون|امروز|فردا|دیروز|آخرین|جدیدترین|فعلی|کنونی|هوا|آب و هوا|دمای?|قیمت|نرخ|چند سال\\p{L}*|ساعت چند|رئیس ?جمهور|رئیس‌جمهور|نخست وزیر|مدیرعامل|تصادفی|باز است|آنلاین|وضعیت|گذشته|بعدی|گفتی|صحبت کردیم|بساز|ایجاد کن|بفرست',
  },
  bengali: {
    knowledge:
      'কী|কি|কাকে বলে|মানে কী|কীভাবে|কিভাবে|কেন|ব্যাখ্যা|বর্ণনা|সংজ্ঞা|পার্থক্য|কে (?:লিখেছেন|আবিষ্কার)|কোথায় অবস্থিত|কত|রাজধানী|কোনটি',
    unless:
      'আমি|আমার|আমাকে|আমাদের|এখন|আজ|আগামীকাল|গতকাল|সর্বশেষ|বর্তমান|সাম্প্রতিক|আবহাওয়া|তাপমাত্রা|দাম|মূল্য|হার|বয়স|কটা বাজে|রাষ্ট্রপতি|প্রধানমন্ত্রী|এলোমেলো|র‍্যান্ডম|খোলা|অনলাইন|অবস্থা কী|বলেছিলে|আলোচনা|তৈরি কর|পাঠাও|দাও',
  },
  thai: {
    knowledge:
      'คืออะไร|หมายถึง|หมายความว่า|แปลว่า|อย่างไร|ยังไง|ทำไม|เพราะอะไร|อธิบาย|นิยาม|แตกต่าง|ต่างกัน|ใครเป็นผู้|ใครเขียน|เมืองหลวง|อยู่ที่ไหน|กี่คน|กี่ประเทศ',
    unless:
      'ฉัน|ผม|ดิฉัน|หนู|ของเรา|พวกเรา|ตอนนี้|ขณะนี้|วันนี้|พรุ่งนี้|เมื่อวาน|ล่าสุด|ปัจจุบัน|อากาศ|อุณหภูมิ|ราคา|อัตราแลกเปลี่ยน|อายุเท่าไร|อายุเท่าไหร่|กี่โมง|ประธานาธิบดี|นายกรัฐมนตรี|สุ่ม|เปิดอยู่|ออนไลน์|สถานะ|ที่แล้ว|หน้า(?:นี้)?|คุณพูด|คุยกัน|สร้าง|ส่ง|จอง',
  },
};

/** Languages whose words run together or carry their small words: a phrase may stand anywhere in them. */
export const UNSEGMENTED: ReadonlySet<FurtherLanguage> = new Set(['thai', 'bengali', 'vietnamese']);
