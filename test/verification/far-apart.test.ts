import fc from 'fast-check';
import { loadStaticTable } from '../../hooks-server/vectors/static-table.js';
import { createFarApart } from '../../hooks-server/verification/far-apart.js';

const areFarApart = createFarApart(await loadStaticTable());

const FRAME = (subject: string) =>
  `Write two short paragraphs about ${subject} for the newsletter of our club.`;

describe('far-apart texts', () => {
  it('are those that share a frame around other subjects', () => {
    const [a, b] = [
      'copper boilers during heavy alpine frost',
      'jazz trumpets, Finnish choirs and radio masts',
    ];
    expect(areFarApart(FRAME(a), FRAME(b))).toBe(true);
  });

  it.each([
    [
      'three words of its own in a long one',
      'harbour cranes and storms',
      'jazz trumpets and electricity',
      true,
    ],
    ['two', 'harbour cranes', 'jazz trumpets', false],
  ])('need %s', (_, a, b, far) => {
    const long = (subject: string) =>
      `${FRAME(subject)} It should still make sense when half of it is cut away.`;
    expect(areFarApart(long(a), long(b))).toBe(far);
  });

  it('need more words of their own where both are short', () => {
    const short = (subject: string) => `What does the law say about ${subject}?`;
    expect(areFarApart(short('harbour cranes and storms'), short('jazz trumpets and electricity'))).toBe(
      false,
    );
  });

  it.each([
    [
      'the same question in other words',
      'How can I reset the password of my account?',
      'Lost my login secret, what now?',
    ],
    ['one other word', FRAME('copper boilers'), FRAME('steel boilers')],
    [
      'synonyms throughout',
      'Which inexpensive automobiles consume little petrol in winter?',
      'What cheap cars use not much gasoline in the cold season?',
    ],
    [
      'scripts whose words are not marked',
      '東京の明日の天気を教えてください',
      '大阪で観測された最高気温は何度ですか',
    ],
    ['texts without words', '???', '!!!'],
  ])('are not %s', (_, a, b) => {
    expect(areFarApart(a, b)).toBe(false);
  });

  it.each([
    [
      'Greek',
      'Πώς μπορώ να επαναφέρω τον κωδικό πρόσβασης του λογαριασμού μου στην εφαρμογή;',
      'Ξέχασα το συνθηματικό μου, τι βήματα πρέπει να ακολουθήσω για να μπω ξανά;',
    ],
    [
      'Turkish',
      'Hesabımın şifresini nasıl sıfırlayabilirim acaba?',
      'Parolamı unuttum, tekrar giriş yapmak için hangi adımları izlemeliyim?',
    ],
    [
      'Turkish without its marks',
      'Hesabimin sifresini nasil degistirebilirim acaba, ne yapmam gerekir?',
      'Parolami unuttum tekrar giris yapmak icin hangi adimlari izlemeliyim ki?',
    ],
    [
      'Vietnamese',
      'Làm thế nào để đặt lại mật khẩu tài khoản của tôi trên ứng dụng?',
      'Tôi quên mất mã đăng nhập rồi, cần thực hiện những bước gì?',
    ],
    [
      'Vietnamese without its marks',
      'Lam the nao de dat lai mat khau tai khoan cua toi tren ung dung',
      'Toi quen mat ma dang nhap roi can thuc hien nhung buoc gi',
    ],
    ['Thai', 'ฉันจะรีเซ็ตรหัสผ่านบัญชีของฉันได้อย่างไร', 'ลืมรหัสเข้าใช้งาน ต้องทำขั้นตอนอะไรบ้าง'],
    [
      'Hebrew',
      'איך אפשר לאפס את הסיסמה של החשבון שלי באפליקציה?',
      'שכחתי את קוד הכניסה, אילו צעדים צריך לבצע כדי להיכנס שוב?',
    ],
    [
      'Ukrainian',
      'Як мені скинути пароль свого облікового запису в застосунку?',
      'Забув код для входу, які кроки треба зробити щоб знову зайти?',
    ],
    [
      'Czech',
      'Jak mohu obnovit heslo ke svému účtu v aplikaci na telefonu?',
      'Zapomněl jsem přihlašovací kód, jaké kroky musím udělat pro nový vstup?',
    ],
    [
      'Czech without its marks',
      'Jak mohu obnovit heslo ke svemu uctu a kdo to udela by to on',
      'Zapomnel jsem prihlasovaci kod, jake kroky musim udelat a kdo to dela',
    ],
    [
      'Polish',
      'Jak mogę zresetować hasło do mojego konta w tej aplikacji?',
      'Zapomniałem kodu logowania, jakie kroki muszę wykonać by wejść ponownie?',
    ],
    [
      'Swedish',
      'Hur kan jag återställa lösenordet till mitt konto i appen?',
      'Jag har glömt min inloggningskod, vilka steg måste jag göra för att komma in?',
    ],
    [
      'Finnish',
      'Miten voin palauttaa tilini salasanan sovelluksessa?',
      'Unohdin kirjautumiskoodini, mitä vaiheita pitää tehdä päästäkseni sisään?',
    ],
    [
      'Hungarian',
      'Hogyan állíthatom vissza a fiókom jelszavát az alkalmazásban?',
      'Elfelejtettem a belépési kódomat, milyen lépéseket kell megtennem az újbóli belépéshez?',
    ],
    [
      'Romanian',
      'Cum pot reseta parola contului meu din aplicatie?',
      'Am uitat codul de autentificare, ce pasi trebuie sa fac pentru a intra din nou?',
    ],
    [
      'Indonesian',
      'Bagaimana cara mengatur ulang kata sandi akun saya di aplikasi?',
      'Saya lupa kode masuk, langkah apa saja yang harus dilakukan untuk masuk kembali?',
    ],
    [
      'Swahili',
      'Ninawezaje kubadilisha nenosiri la akaunti yangu kwenye programu?',
      'Nimesahau namba ya siri, nifanye hatua gani ili niingie tena?',
    ],
    [
      'Tagalog',
      'Paano ko mare-reset ang password ng aking account sa app?',
      'Nakalimutan ko ang login code, anong mga hakbang ang dapat gawin para makapasok ulit?',
    ],
    [
      'Bulgarian',
      'Как мога да нулирам паролата на профила си в приложението?',
      'Забравих кода за вход, какви стъпки трябва да направя за да вляза пак?',
    ],
    [
      'Hindi',
      'मैं ऐप में अपने खाते का पासवर्ड कैसे रीसेट कर सकता हूँ?',
      'लॉगिन कोड भूल गया हूँ, दोबारा अंदर आने के लिए कौन से कदम उठाने होंगे?',
    ],
    [
      'Arabic',
      'كيف يمكنني إعادة تعيين كلمة المرور الخاصة بحسابي في التطبيق؟',
      'نسيت رمز الدخول، ما الخطوات التي يجب اتباعها للعودة مرة أخرى؟',
    ],
    [
      'Bengali',
      'আমি কীভাবে অ্যাপে আমার অ্যাকাউন্টের পাসওয়ার্ড রিসেট করব?',
      'লগইন কোড ভুলে গেছি, আবার ঢুকতে কী কী ধাপ নিতে হবে?',
    ],
    [
      'Basque',
      'Nola berrezar dezaket nire kontuaren pasahitza aplikazioan?',
      'Sarbide-kodea ahaztu dut, zer urrats egin behar ditut berriro sartzeko?',
    ],
  ])('are not told where the words of grammar are not known: %s', (_, a, b) => {
    expect(areFarApart(a, b)).toBe(false);
  });

  it.each([
    [
      'German',
      'Schreibe einen kurzen Absatz über die Kupferkessel im strengen Frost der Alpen für uns.',
      'Schreibe einen kurzen Absatz über die Trompeten der finnischen Chöre und den Mast für uns.',
    ],
    [
      'Spanish',
      '¿Cómo se puede preparar una tortilla de patatas con cebolla en la cocina?',
      '¿Cuándo fue la batalla de los barcos ingleses contra el imperio español?',
    ],
    [
      'Dutch',
      'Hoe kan ik van de wortels en het vlees een soep voor drie gasten maken?',
      'Wanneer was de slag van de Engelse schepen op het Spaanse eiland?',
    ],
  ])('are told where they are: %s', (_, a, b) => {
    expect(areFarApart(a, b)).toBe(true);
  });

  it('are none of which one is in a language without a list', () => {
    const english = fc.constantFrom(FRAME('copper boilers'), FRAME('jazz trumpets, choirs and masts'));
    const foreign = fc.constantFrom('ř', 'ğ', 'ő', 'ư', 'Ω', 'ж', 'ש', 'ก', 'क', 'ع', '中', 'ą', 'ș');
    fc.assert(
      fc.property(english, fc.lorem({ maxCount: 20 }), foreign, (a, b, letter) => {
        expect(areFarApart(a, `${b} ${letter}`)).toBe(false);
      }),
    );
  });

  it('are so whichever comes first, and no text is far from itself', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), (a, b) => {
        expect(areFarApart(a, b)).toBe(areFarApart(b, a));
        expect(areFarApart(a, a)).toBe(false);
      }),
    );
  });
});
