import { createKeywordIndex } from './keywords.js';

/** Words that say a phone number follows, by language. */
const phoneWords = [
  // English
  'phone*|telephone*|tel|tel no|cell|cellphone|cell phone|mobile*|mob|fax|whatsapp*|viber|sms|hotline|helpline|landline|call|called|calling|calls|dial*|ring|ringing|rang|REACH|contact|answering at|text me|my number|his number|her number|their number|your number|our number|ph|desk|direct line|switchboard|toll free|voicemail|pager|emergency contact',
  // German, Dutch, Scandinavian, Finnish, Icelandic
  'handy*|rufnummer*|anruf*|rufen|ruf|erreichbar|erreichen|telefon*|durchwahl|fernruf|mobil*|bel|belt|bellen|gebeld|telefoonn*|mobiele|gsm|ringa|ringe|ring|tlf|telefonn*|telnr|soita*|puhelin*|puh|matkapuhelin*|simi|hringdu|sími*',
  // Romance languages
  'appel*|portable|joindre|joignable|rappel*|telephon*|llam*|movil*|celular*|marca|marque|telefono*|telf|tfno|fono|chiam*|cellulare|recapito|ligue|ligar|liga|telemovel|telefone|contato|contacto|sunati|suna|trucade*|trucam',
  // Slavic and Baltic languages, Hungarian, Greek, Turkish
  'zadzwon*|dzwon*|zavolej*|volej*|volajte|zavolajte|pozovite|nazovite|poklicite|hiv*|hivjon|τηλ|τηλεφων*|κινητο*|καλεσ*|arayin*|arayabil*|cep|numaram|numarasi|zvonite|skambin*|zvaniet|talrunis|telefonas|helista*|телефон*|тел|моб|мобильн*|звон*|позвон*|набер*|дзвон*|подзвон*|обад*',
  // Near and Middle East
  'هاتف*|الهاتف*|هاتفي|جوال*|الجوال*|موبايل*|اتصل*|رقمي|تلفن*|شماره*|تماس|טלפון*|הטלפון*|בטלפון*|הנייד*|נייד*|פלאפון*|התקשר*|להתקשר|الاتصال',
  // South and South-East Asia
  'फोन*|फ़ोन*|मोबाइल*|कॉल*|ফোন*|মোবাইল*|கைபேசி*|தொலைபேசி*|ఫోన్*|โทร*|เบอร์*|มือถือ*|dien thoai|điện thoại|sdt|sđt|so dien thoai|goi|gọi|telepon*|telp|hubungi*|tawagan|simu|piga',
  // East Asia
  '电话*|電話*|手机*|手機*|联系方式|聯絡|致电*|致電*|拨打*|撥打*|座机|携帯*|連絡先|전화*|휴대*|연락*|핸드폰*',
].join('|');
/** Words that name any number: they count right before one of a phone's shape only. */
const NUMBER_WORDS =
  'number|nummer|numero|numer|nomor|номер*|номером|号码|號碼|番号|번호*|رقم*|मोबाइल नंबर|नंबर*|numara*|cislo|szam|numarul|broj|stevilka|αριθμος|מספר|whatsapp|contact number|hp|wa';

const phoneIn = createKeywordIndex([['phone', phoneWords]] as const);
const numberIn = createKeywordIndex([['number', NUMBER_WORDS]] as const);

/** How far before a number its word may stand, in UTF-16 units. */
const REACH = 40;
const WINDOW_BEFORE = 64;

/** Whether a word of calling stands before the number, in the same sentence; in any language. */
export function hasPhoneWord(text: string, start: number): boolean {
  const from = Math.max(0, start - WINDOW_BEFORE);
  const left = text.slice(from, start);
  const hits = phoneIn(left).get('phone') ?? [];
  return hits.some(({ end }) => left.length - end <= REACH && !/[!?]/.test(left.slice(end)));
}

/** Whether a word that names any number stands right before this one: "numéro: 06…". */
export function hasNumberWord(text: string, start: number): boolean {
  const left = text.slice(Math.max(0, start - WINDOW_BEFORE), start);
  const last = numberIn(left).get('number')?.at(-1);
  return (
    last !== undefined &&
    /^(?:[\s:：=.,"'’°º()-]|is|ist|est|es|er|är|jest|は|는|은|है|:){0,12}$/i.test(left.slice(last.end))
  );
}
