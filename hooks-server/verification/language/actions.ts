import { namedPatterns, type NamedPattern } from './named-patterns.js';

/**
 * What is done to a thing: two texts that each name another action want different answers, however near they are. Words
 * that stand for several of these ("set up", "change", "get rid of") are left out. Languages in this order: English,
 * German, Spanish, French, Italian, Portuguese, Dutch, Polish, Turkish, Russian; then Arabic, Hindi, Chinese, Japanese,
 * Korean, whose words are found anywhere.
 */
export const actions: readonly NamedPattern[] = namedPatterns({
  install: [
    'install(?:s|ed|ing|ation)?|installier\\p{L}*|instal(?:ar|o|a|as|ación|ação)|installe[rz]?|instal{1,2}a(?:re|zione)?|install(?:eer\\p{L}*|eren)|(?:za)?instalow\\p{L}*|kur(?:arım|mak|ulur|ulum\\p{L}*)|yükle(?:mek|rim|nir|yebilirim)|установ\\p{L}*|устан[ао]влива\\p{L}*',
    'تثبيت|أثبت|تنصيب|इंस्टॉल|इन्स्टॉल|(?<!卸载|反)安装|安裝|(?<!アン)インストール|설치',
  ],
  remove: [
    'uninstall\\p{L}*|remov(?:e|es|ed|ing|al)|delet\\p{L}*|eras(?:e|ed|ing)|deinstallier\\p{L}*|entfern(?:e|en|t)|lösch\\p{L}*|desinstal\\p{L}*|elimin(?:ar|o|a|as|amos|are)|borr(?:ar|o|as)|désinstall\\p{L}*|supprim\\p{L}*|enlev\\p{L}*|disinstall\\p{L}*|rimuov\\p{L}*|cancell(?:are|o)|remov(?:er|o)|exclu(?:ir|o)|apag(?:ar|o)|verwijder\\p{L}*|odinstal\\p{L}*|usun\\p{L}*|usuwa\\p{L}*|kaldır\\p{L}*|sil(?:erim|mek|inir|ebilirim)|удал\\p{L}*',
    'إزالة|حذف|أحذف|أزيل|अनइंस्टॉल|हटा|卸载|卸載|删除|刪除|アンインストール|削除|제거|삭제',
  ],
  update: [
    'updat(?:e|ed|es|ing)|upgrad\\p{L}*|aktualisier\\p{L}*|actuali[zc]\\p{L}*|mettre à jour|mets à jour|mise à jour|aggiorn\\p{L}*|atuali[zs]\\p{L}*|bijwerk\\p{L}*|werk\\p{L}* bij|z?aktualiz\\p{L}*|güncelle\\p{L}*|обнов\\p{L}*|обновл\\p{L}*',
    'تحديث|أحدث|ترقية|अपडेट|अपग्रेड|(?<!契約を)更新|升级|升級|アップデート|アップグレード|업데이트|업그레이드',
  ],
  downgrade: [
    'downgrad\\p{L}*|roll(?:ed|ing|s)? back|rollbacks?|revert\\p{L}*|zurückroll\\p{L}*|rétrograd\\p{L}*|revertir|откат\\p{L}*',
    '回滚|降级|ダウングレード|ロールバック|다운그레이드|롤백',
  ],
  configure: [
    'configur\\p{L}*|customi[sz]\\p{L}*|konfigurier\\p{L}*|konfiguration|paramétr\\p{L}*|configureer\\p{L}*|s?konfigur\\p{L}*|yapılandır\\p{L}*|настро(?:ить|ю|й\\p{L}*)|настраива\\p{L}*|конфигур\\p{L}*',
    'تكوين|ضبط|कॉन्फ़िगर|कॉन्फिगर|配置|設定(?:する|し|方法)|구성|설정(?:하|은|을 어떻게)',
  ],
  restart: [
    'restart\\p{L}*|reboot\\p{L}*|neu ?start\\p{L}*|starte? .{0,40} neu|reinici\\p{L}*|redémarr\\p{L}*|riavvi\\p{L}*|herstart\\p{L}*|zrestart\\p{L}*|uruchom\\p{L}* ponownie|yeniden başlat\\p{L}*|перезапус\\p{L}*|перезагру\\p{L}*',
    'إعادة تشغيل|أعيد تشغيل|रीस्टार्ट|पुनः आरंभ|重启|重新启动|重啟|再起動|재시작|다시 시작',
  ],
  'back up': [
    'back(?:s|ed|ing)? up|(?:make|makes|create|creates|take|takes) (?:an? |the )?backups?|(?:datensicherung|sicherungskopie)\\p{L}*|sicher(?:e|n|t) (?:ich|wir|man|ihr)|copias? de seguridad|respald\\p{L}*|sauvegard\\p{L}*|cópias? de segurança|kop\\p{L}+ zapasow\\p{L}+|yedekle\\p{L}*|резервн\\p{L}+ копи\\p{L}+',
    'نسخ احتياطي|نسخة احتياطية|बैकअप ले|备份|備份|バックアップ(?:する|を取|方法)|백업(?:하|은|을)',
  ],
  restore: [
    'restor(?:e|es|ed|ing)|recover(?:s|ed|ing)?|wiederherstell\\p{L}*|stell\\p{L}* .{1,60} wieder her|restaur(?:ar|o|er|e|ação|ación)|recuper(?:ar|o|are)|récupér\\p{L}*|ripristin\\p{L}*|herstel(?:len|t)?|przywr\\p{L}*|odzysk\\p{L}*|geri yükle\\p{L}*|восстан\\p{L}*',
    'استعادة|استرجاع|पुनर्स्थापित|恢复|恢復|还原|復元|복원|복구',
  ],
  migrate: [
    'migrat(?:e|es|ed|ing)|migrier\\p{L}*|migr(?:ar|o|er|are)|migreren|migrow\\p{L}*|мигрир\\p{L}*',
    'ترحيل|माइग्रेट|迁移|遷移|移行|마이그레이션',
  ],
  export: [
    'export(?:s|ed|ing)?|exportier\\p{L}*|export(?:ar|o|er|eren)|esport\\p{L}*|eksport\\p{L}*|экспорт\\p{L}*',
    'تصدير|निर्यात|एक्सपोर्ट|导出|匯出|エクスポート|내보내',
  ],
  import: [
    'import(?:s|ed|ing)?|importier\\p{L}*|import(?:ar|o|er|are|eren)|импорт\\p{L}*',
    'استيراد|आयात|इम्पोर्ट|导入|匯入|インポート|가져오',
  ],
  rename: [
    'renam\\p{L}*|umbenenn\\p{L}*|renombr\\p{L}*|renomm\\p{L}*|rinomin\\p{L}*|renome\\p{L}*|hernoem\\p{L}*|zmieni\\p{L}+ nazwę|переимен\\p{L}*',
    'إعادة تسمية|नाम बदल|重命名|改名|名前を変|이름을? ?(?:변경|바꾸)',
  ],
  print: [
    'print(?:s|ed|ing)?|(?:aus)?druck(?:en|e|t)|imprim\\p{L}*|stampa(?:re)?|stampo|afdruk\\p{L}*|wydruk\\p{L}*|yazdır\\p{L}*|(?:рас)?печат\\p{L}*',
    'طباعة|प्रिंट|打印|列印|印刷|인쇄',
  ],
  encrypt: [
    'encrypt\\p{L}*|verschlüssel\\p{L}*|(?:en)?cript(?:ar|o)|cifr(?:ar|o)|chiffr\\p{L}*|crittograf\\p{L}*|versleutel\\p{L}*|szyfr\\p{L}*|şifrele\\p{L}*|(?:за)?шифр\\p{L}*',
    'تشفير|एन्क्रिप्ट|加密|暗号化|암호화',
  ],
  repair: [
    'repair\\p{L}*|fix(?:es|ed|ing)?|troubleshoot\\p{L}*|debug\\p{L}*|reparier\\p{L}*|repar(?:ar|o|ación|o)|arregl\\p{L}*|répar\\p{L}*|ripar(?:are|o|azione)|consert\\p{L}*|repare(?:er|ren)\\p{L}*|napraw\\p{L}*|tamir\\p{L}*|почин\\p{L}*|(?:от)?ремонт\\p{L}*',
    'إصلاح|मरम्मत|修理|修复|修復|수리|고치',
  ],
  clean: [
    'clean(?:s|ed|ing)?|wash(?:es|ed|ing)?|reinig\\p{L}*|putz(?:e|en|t)|wasch(?:e|en)|limpi\\p{L}*|lav(?:ar|o|er|are)|nettoy\\p{L}*|puli(?:re|sco|zia)|limp(?:ar|o|eza)|schoonmak\\p{L}*|(?:wy)?czyści\\p{L}*|temizle\\p{L}*|(?:по)?чистить|(?:по)?мыть',
    'تنظيف|غسل|साफ|धो(?:ऊं|एं|ना)|清洗|清洁|清潔|掃除|洗う|洗い方|청소|씻|세탁',
  ],
  replace: [
    'replac\\p{L}*|austausch\\p{L}*|ersetz\\p{L}*|reemplaz\\p{L}*|remplac\\p{L}*|sostitu\\p{L}*|substitu\\p{L}*|vervang\\p{L}*|wymien\\p{L}*|замен\\p{L}*',
    'استبدال|更换|更換|替换|交換|교체',
  ],
  buy: [
    'buy(?:s|ing)?|bought|purchas\\p{L}*|kauf(?:e|en|t)|gekauft|compr(?:ar|o|a|as)|achet\\p{L}*|achat|compra(?:re)?|koop|kopen|kupi\\p{L}*|satın al\\p{L}*|купи\\p{L}*|покуп\\p{L}*',
    'شراء|أشتري|खरीद|购买|購買|買う|購入|구매|사려면',
  ],
  sell: [
    'sell(?:s|ing)?|sold|verkauf\\p{L}*|vend(?:er|o|e|re|es)|verkoop|verkopen|sprzeda\\p{L}*|sat(?:arım|mak|ılır)|прода\\p{L}*',
    'بيع|أبيع|बेच|出售|卖掉|賣掉|売る|売却|판매|팔려면',
  ],
  rent: [
    'rent(?:s|ed|ing)?|miete?n?|alquil\\p{L}*|louer|location de|affitt\\p{L}*|alug\\p{L}*|huren?|wynaj\\p{L}*|kirala\\p{L}*|аренд\\p{L}*',
    'استئجار|किराए|租|借りる|レンタル|빌리|렌트',
  ],
  freeze: [
    'freez\\p{L}*|frozen|einfrier\\p{L}*|gefrier\\p{L}*|congel\\p{L}*|surgel\\p{L}*|invri(?:ez|es)\\p{L}*|zamro[zż]\\p{L}*|dondur\\p{L}*|заморо\\p{L}*|заморажива\\p{L}*',
    'تجميد|फ्रीज|冷冻|冷凍|냉동|얼리',
  ],
  reheat: [
    'reheat\\p{L}*|aufwärm\\p{L}*|recalent\\p{L}*|réchauff\\p{L}*|riscald\\p{L}*|requent\\p{L}*|opwarm\\p{L}*|odgrz\\p{L}*|разогре\\p{L}*',
    'إعادة تسخين|重新加热|温め直|데우',
  ],
  fry: [
    'fry|fried|frying|frittier\\p{L}*|fre[ií]r|frío|frire|friggere|friggo|frituren|smaży\\p{L}*|usmaży\\p{L}*|жарить|пожарить',
    'قلي|तल(?:ना|ें)|油炸|揚げ|튀기',
  ],
  bake: [
    'bak(?:e|es|ed|ing)|backen|hornear|horneo|cuire au four|infornare|upiec|piec|испечь|выпека\\p{L}*',
    'خبز|बेक|烘烤|烤|焼く|焼き方|굽',
  ],
  harvest: [
    'harvest\\p{L}*|ernte[nt]?|cosech\\p{L}*|récolt\\p{L}*|raccogli\\p{L}*|colh(?:er|o|eita)|oogst\\p{L}*|zbiera\\p{L}*|собира\\p{L}* урожай',
    'حصاد|कटाई|收获|收割|収穫|수확',
  ],
  prune: [
    'prun(?:e|ed|es|ing)|zurückschneid\\p{L}*|pod(?:ar|o)|tailler|potare|snoei\\p{L}*|przyci\\p{L}*|обрез(?:ать|ка|аю)',
    'تقليم|修剪|剪定|가지치기',
  ],
  feed: [
    'feed(?:s|ing)?|fütter\\p{L}*|aliment(?:ar|o|er|are)|nourri\\p{L}*|voer(?:en)?|karmi\\p{L}*|besle(?:mek|rim)|корм(?:ить|лю)',
    'إطعام|खिला|喂养|餵|餌をや|먹이',
  ],
  reset: [
    'reset(?:s|ting)?|zurücksetz\\p{L}*|restablec\\p{L}*|réinitialis\\p{L}*|reimpost\\p{L}*|redefin\\p{L}*|zresetow\\p{L}*|sıfırla\\p{L}*|сброс\\p{L}*',
    'إعادة تعيين|रीसेट|重置|リセット|초기화|재설정',
  ],
  unlock: [
    'unlock\\p{L}*|entsperr\\p{L}*|desbloque\\p{L}*|déverrouill\\p{L}*|sblocc\\p{L}*|ontgrendel\\p{L}*|odblok\\p{L}*|разблокир\\p{L}*',
    'فتح قفل|अनलॉक|解锁|解鎖|ロック解除|ロックを解除|잠금 ?해제',
  ],
  deploy: [
    'deploy\\p{L}*|bereitstell\\p{L}*|despleg\\p{L}*|désploy\\p{L}*|déploi\\p{L}*|wdroż\\p{L}*|разверн\\p{L}*|развёрт\\p{L}*',
    'نشر التطبيق|डिप्लॉय|部署|デプロイ|배포',
  ],
  monitor: [
    'monitor(?:s|ed|ing)?|überwach\\p{L}*|monitor(?:ear|izar|o|eo)|supervis(?:ar|o)|surveill\\p{L}*|monitoreren|monitorow\\p{L}*|мониторить|мониторинг\\p{L}*',
    'مراقبة|मॉनिटर|监控|監控|監視|모니터링',
  ],
  withdraw: [
    'withdraw\\p{L}*|abheb\\p{L}*|retirar? (?:dinero|dinheiro)|retirer|preleva\\p{L}*|sacar dinheiro|opnemen|wypłac\\p{L}*|снять',
    'سحب|निकाल|取款|提款|引き出|출금',
  ],
  deposit: [
    'deposit(?:s|ed|ing|ar|o)?|einzahl\\p{L}*|dépos(?:er|e)|versare|storten|wpłac\\p{L}*|внести|пополни\\p{L}*',
    'إيداع|जमा|存款|入金|預け入|입금',
  ],
  cancel: [
    'cancel(?:s|led|ed|ling|ing|lation)?|kündig\\p{L}*|stornier\\p{L}*|cancel(?:ar|o)|annul\\p{L}*|résili\\p{L}*|disdi\\p{L}*|opzeg\\p{L}*|anulow\\p{L}*|iptal\\p{L}*|отмен\\p{L}*',
    'إلغاء|रद्द|取消|解約|キャンセル|해지|취소',
  ],
  extend: [
    'extend(?:s|ed|ing)?|renew\\p{L}*|verläng\\p{L}*|prolong\\p{L}*|renov\\p{L}*|rinnov\\p{L}*|verleng\\p{L}*|przedłuż\\p{L}*|продл\\p{L}*',
    'تمديد|تجديد|नवीनीकरण|续订|續訂|延長|연장|갱신',
  ],
  create: [
    'creat(?:e|es|ed|ing)|erstell\\p{L}*|crear|creo|cré(?:er|e|ez|ons)|creare|criar|crio|aanmak\\p{L}*|utworzy\\p{L}*|oluştur\\p{L}*|созда(?:ть|ю|ёт|ние)',
    'إنشاء|创建|新建|創建|作成|생성',
  ],
});

/** Actions that may come to the same, in alphabetical order: a stain is removed or cleaned, a phone reset or restored. */
export const SAME_IN_PLACES: ReadonlySet<string> = new Set([
  'clean remove',
  'cancel remove',
  'reset restore',
  'reset unlock',
  'repair replace',
  'repair restore',
  'deploy install',
  'downgrade restore',
  'create install',
  'extend update',
  'create deploy',
  'cancel downgrade',
]);
