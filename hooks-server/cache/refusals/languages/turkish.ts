import type { RefusalPatterns } from '../patterns.js';

/** Verbs stand last, and endings carry what other languages say with words. */
export const turkish: RefusalPatterns = {
  commands: 'anywhere',
  asks: [
    'nedir|ne (?:demek|anlama)|nasıl|neden|niçin|niye|nerede|kim(?:dir)?|hangi|kaç (?!yaşında|gün)|açıkla\\p{L}*|tanımla\\p{L}*|anlat|farkı?|karşılaştır\\p{L}*|anlamı',
  ],
  makes: [
    'oluştur\\p{L}*|üret\\p{L}*|yap(?:ar mısın)?|yarat\\p{L}*|ver|yaz|öner\\p{L}*|bul|seç|düşün|uydur\\p{L}*|lazım|istiyorum|ihtiyacım',
  ],
  things: [
    'şifre\\p{L}*|parola\\p{L}*|anahtar\\p{L}*|kod\\p{L}*|sayı\\p{L}*|numara\\p{L}*|test verisi|kredi kartı|isim\\p{L}*|ismi|ad|adı|kullanıcı adı|slogan\\p{L}*|şaka\\p{L}*|fıkra\\p{L}*|bilmece\\p{L}*|(?:benzersiz|özgün|yeni|farklı) (?:\\p{L}+ ){0,2}(?:hikaye|hikâye|şiir|metin|fikir)\\p{L}*',
  ],
  oneOff: [
    'rastgele|rasgele|(?:zar|para|yazı tura) at\\p{L}*|yazı mı tura mı|yazı tura|kura çek\\p{L}*|çekiliş\\p{L}*|kazanan\\p{L}* (?:seç|belirle)\\p{L}*|(?:bir )?(?:sayı|kart|isim) (?:seç|tut|söyle)\\p{L}*|beni şaşırt|bana ilham ver|(?:fıkra|şaka) (?:anlat|yap)|bir tane daha|başka bir\\p{L}*|yeni bir şey|karıştır',
  ],
  volatile: [
    'bugün\\p{L}*|yarın|dün|şimdi\\p{L}*|şu an\\p{L}*|güncel|son (?:dakika|durum|sürüm|haber\\p{L}*)|en (?:son|yeni)|haber\\p{L}*|hava (?:durumu|nasıl)|bu (?:hafta|ay|yıl|akşam|sabah)|(?:geçen|gelecek|önümüzdeki|sonraki) \\p{L}+|saat kaç|günlerden ne|kaç yaşında|kaç gün (?:kaldı|var)|kaldı|(?:dolar|euro|altın|bitcoin|borsa)\\p{L}* (?:kaç|ne kadar|kuru|fiyatı)|yakınımda|(?:cumhurbaşkanı|başkan\\p{L}*|başbakan\\p{L}*|ceo\\p{L}*|kral\\p{L}*|teknik direktör\\p{L}*) kim\\p{L}*|nöbetçi|açık mı|kapalı mı|çalışıyor mu|çöktü mü|bitti mi|geldi mi|kaç \\P{Cc}{1,30}(?:açık|aktif|çevrimiçi)|durumu|ne zaman kalk\\p{L}*',
  ],
  personal: [
    'benim|bizim|bana|beni|ben kimim|neredeyim|adım|hatırla\\p{L}*|unutma|bundan sonra|\\p{L}+(?:im|ım|um|üm) (?:nerede|ne|nedir|ne zaman)|(?:konuştuk|tartıştık|söyledin|yazdın|dedin|söyledim|dedim|sordum)|önceki (?:cevap|mesaj|soru|konuşma)\\p{L}*|bu (?:konuşma|sohbet)\\p{L}*|yukarıda\\p{L}*|tekrarla\\p{L}*|şimdiye kadar',
  ],
  statements: [
    'ben |adım |\\P{Cc}+(?:yaşıyorum|çalışıyorum|seviyorum|istiyorum|alerjim var|yaşındayım)(?=[\\s.!]*$)',
  ],
  acts: [
    'gönder|gönderir misin|sil|iptal et|rezerve et|rezervasyon yap|sipariş (?:et|ver)|satın al|öde|aç(?=[\\s.!]*$)|kapat|kur(?=[\\s.!]*$)|ekle|kaydet|başlat|durdur|çalıştır|yükle|ara(?=[\\s.!]*$)|haber ver|hatırlat\\p{L}*|yazdır|ayırt',
  ],
  followUps: [
    'evet|hayır|devam|devam et|daha|neden|nasıl|teşekkürler|sağ ol|bir tane daha|tamam|peki|sonra|ve',
  ],
};
