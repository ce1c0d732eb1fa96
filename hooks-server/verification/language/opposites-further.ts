/**
 * Opposites of languages in which less is known, in the form of `opposites.ts`: Ukrainian, Czech and Slovak, Greek,
 * Romanian, Hungarian, Finnish, Swedish, Danish and Norwegian, Indonesian, Vietnamese; and particles that German, Dutch and
 * Scandinavian verbs part from.
 */
export const FURTHER_OPPOSITES = `
увімкн~ вмикат~ ввімкн~, вимкн~ вимикат~
відкри~ відчин~, закри~ зачин~
купи~ купу~, прода~
збільш~ підвищ~ підніма~, зменш~ знизи~ знижу~ опуска~
більш~ більше, менш~ менше
найбільш~, найменш~
перед до, після
додат~ дода~, видал~ прибра~
перш~, останн~
почат~ почина~ починає~, кінець закінч~ закінчу~
увійти вхід входити, вийти вихід виходити
заванта~, вивант~
встанов~, видал~
дозвол~, заборон~
швидк~, повільн~
гаряч~ тепл~, холодн~
висок~, низьк~
відправ~ надісла~ надсила~, отрима~
zapn~ zapín~, vypn~ vypín~
zapnú~ zapína~, vypnú~ vypína~
otevř~ otevír~ otvor~ otvár~, zavř~ zavír~ zatvor~ zatvár~
koup~ kupov~ kúp~, prod~ pred~
zvýš~ zvyš~ zvětš~ zväčš~, sníž~ sniž~ zmenš~ zníž~ zniž~
největš~ nejvyšš~ nejvíc~ najväčš~ najvyšš~ najviac~, nejmenš~ nejnižš~ nejmíň~ nejméně~ najmenš~ najnižš~ najmenej~
víc více viac, méně míň menej
před pred, po
přid~ prid~, odstran~ odeber~ odstrán~ odober~
prvn~ prv~, posledn~
začín~ začát~ začal~ začína~, konč~ skonč~ končí~
přihlás~ prihlás~, odhlás~
nainstal~, odinstal~
nahr~, stáhn~ stiahn~
povol~, zakáz~ zakaz~
rychl~ rýchl~, pomal~
odesl~ poslat~ odosl~, přij~ prij~
άνοιξ~ ανοίγ~ ανοίξ~ ενεργοποι~, κλείσ~ κλείν~ απενεργοποι~
αγορά~, πουλ~ πωλ~
αυξάν~ αύξησ~ αυξήσ~ ανεβάζ~, μειών~ μείωσ~ μειώσ~ κατεβάζ~
περισσότερ~, λιγότερ~
μεγαλύτερ~, μικρότερ~
πριν, μετά
προσθέ~ προσθή~, αφαιρ~ διαγρά~
πρώτ~, τελευταί~
αρχ~ αρχίζ~ ξεκιν~, τέλος τελειών~
δεξι~, αριστερ~
υψηλ~ ψηλ~, χαμηλ~
ζεστ~, κρύ~
σύνδεσ~ συνδέ~ συνδεθ~, αποσύνδεσ~ αποσυνδέ~ αποσυνδεθ~
επιτρέπ~, απαγορεύ~
εγκαταστ~ εγκατάστ~, απεγκαταστ~ απεγκατάστ~
porn~ activ~, opr~ dezactiv~
deschid~, închid~
cumpăr~ cumpar~, vând~ vand~ vinde~
cresc~ crește~ măr~ ridic~, scad~ scăd~ reduc~ micșor~
înainte inainte, după dupa
adaug~ adăug~, șterg~ sterg~ elimin~
conect~, deconect~
instal~, dezinstal~
bekapcsol~, kikapcsol~
nyit~ kinyit~ megnyit~, zár~ bezár~ becsuk~ csuk~
vásárol~ vesz~ venni, elad~ árul~
növel~ emel~, csökkent~
több~, kevesebb~
legnagyobb~ legtöbb~ legmagasabb~, legkisebb~ legkevesebb~ legalacsonyabb~
előtt, után
hozzáad~, eltávolít~ töröl~
első~, utolsó~
bejelentkez~, kijelentkez~
feltölt~, letölt~
telepít~, eltávolít~
avaa~ avata~ avaan~, sulke~ sulje~
ost~, myy~
lisä~ kasvat~ nosta~, vähen~ laske~ poista~
enemmän, vähemmän
suurin suurempi, pienin pienempi
ennen, jälkeen
ensimmäi~, viimei~
kirjautua kirjaudun, uloskirjaut~
sisään, ulos
käynnist~, sammut~ pysäyt~
asent~ asenna~, poista~
slår slå tænder tænd tænde skru på, stänger stäng stänga slukker sluk slukke av
på, av
öppn~ åbn~ åpn~, stäng~ luk~ lukk~ steng~
köp~ køb~ kjøp~, sälj~ sælg~ selg~
öka~ ökar höj~ øge~ øke~ hæv~ hev~, minsk~ sänk~ sænk~ senk~ redusér~ reducér~ reducera~
mer mere, mindre färre færre
störst~ størst~, minst~ mindst~
före før, efter etter
första første, sista sidste siste
in inn ind, ut ud
varm~ varmt, kall~ kold~ kald~
hög~ høj~ høy~, låg~ lav~
nyalakan~ menyalakan~ hidupkan~ menghidupkan~ aktifkan~ mengaktifkan~, matikan~ mematikan~ nonaktifkan~ menonaktifkan~
buka membuka, tutup menutup
beli membeli, jual menjual
naikkan menaikkan meningkatkan tambah menambah, turunkan menurunkan kurangi mengurangi
sebelum, sesudah setelah
lebih, kurang
terbesar tertinggi terbanyak, terkecil terendah tersedikit
tambahkan menambahkan, hapus menghapus
pertama, terakhir
masuk, keluar
unggah mengunggah, unduh mengunduh
pasang memasang instal menginstal, copot mencopot
bật mở, tắt đóng
tăng nâng, giảm hạ
mua, bán
trước, sau
thêm, xóa xoá bớt
lên, xuống
vào, ra
nhiều, ít
lớn cao, nhỏ thấp
nóng, lạnh
nhập, xuất
trái, phải
cài, gỡ
an, ab
hoch rauf, herunter runter
nach, aus
aan, af los
rise rises rising rose risen, set sets setting
`;
