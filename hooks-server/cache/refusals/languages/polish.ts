import type { RefusalPatterns } from '../patterns.js';

export const polish: RefusalPatterns = {
  commands: 'first',
  polite: ['proszę|cześć|hej|ok|teraz|i|a|czy możesz|możesz|czy mógłbyś|mógłbyś|mi|nam|chcę,? żebyś'],
  asks: [
    'co (?:to|oznacza|znaczy|robi)|czym|jak (?!się masz)|dlaczego|czemu|kiedy|gdzie|kto|jaki|jaka|jakie|ile (?!mam|zostało)|wyjaśnij|wytłumacz|zdefiniuj|opisz|różnic\\p{L}*|porównaj|znaczenie|przetłumacz|czy (?:można|istnieje)|który|która|które',
  ],
  makes: [
    'wygeneruj\\p{L}*|generuj|utwórz|stwórz|zrób|daj|napisz|wymyśl|zaproponuj|wybierz|podaj|nazwij|potrzebuję|potrzebny|chcę|poproszę|(?:now\\p{L}+|losow\\p{L}+|\\d+) ?',
  ],
  things: [
    'hasł\\p{L}*|haseł|klucz\\p{L}*|kod\\p{L}*|pin\\p{L}*|numer\\p{L}*|liczb\\p{L}*|dan\\p{L}+ testow\\p{L}+|kart\\p{L}* kredytow\\p{L}*|imi\\p{L}*|imion|nazw\\p{L}*|pseudonim\\p{L}*|login\\p{L}*|slogan\\p{L}*|dowcip\\p{L}*|żart\\p{L}*|zagadk\\p{L}*|(?:unikaln|oryginaln|now|inn)\\p{L}+ (?:\\p{L}+ ){0,2}(?:opowiada|histori|wiersz|tekst|pomysł|list)\\p{L}*',
  ],
  oneOff: [
    'losow\\p{L}+|losowo|rzuć (?:monetą|kostką|kością)|orzeł czy reszka|(?:wylosuj|wybierz|wskaż) (?:\\P{Cc}{0,25} )?(?:zwycięzc\\p{L}*|liczb\\p{L}*|kart\\p{L}*|imię|spośród|z|między)|losuj|wylosuj|zaskocz mnie|zainspiruj mnie|rozśmiesz mnie|opowiedz (?:mi )?(?:dowcip|żart|kawał|historię)|jeszcze jed\\p{L}+|coś (?:nowego|innego)|inny pomysł',
  ],
  volatile: [
    'dziś|dzisiaj|jutro|wczoraj|teraz|obecn\\p{L}+|aktualn\\p{L}+|ostatni\\p{L}*|najnowsz\\p{L}+|wiadomości|pogod\\p{L}*|prognoz\\p{L}*|niedawno|w tej chwili|(?:w )?tym (?:tygodniu|miesiącu|roku)|(?:następn|zeszł|przyszł|ubiegł)\\p{L}+|która (?:jest )?godzina|jaki (?:jest )?dzień|ile (?:\\p{L}+ )?(?:lat|zostało|jeszcze)|kurs (?:dolara|euro|bitcoina|franka)|cena (?:złota|ropy|bitcoina|benzyny)|ile (?:kosztuje|wart) (?:bitcoin|złoto|dolar|euro)|w pobliżu|kto (?:jest )?(?:prezydentem|premierem|prezesem|królem|papieżem|trenerem|mistrzem)|kto (?:wygrywa|prowadzi|rządzi)|status|dyżur\\p{L}*|ile \\P{Cc}{1,30}(?:otwart|aktywn|dostępn)\\p{L}*|o której',
  ],
  states: [
    'czy (?:\\p{L}+ ){0,2}(?:serwer|strona|usługa|system|sklep|apteka|muzeum|build|backup|pociąg|autobus|paczka)\\p{L}*|czy \\P{Cc}{1,40}(?:działa|otwart|zamknięt|dostępn|gotow)\\p{L}*|gdzie jest (?:serwer|pociąg|paczka|drukarka)',
  ],
  personal: [
    'mój|moja|moje|mojego|mojej|moim|moją|nasz\\p{L}{0,4}|kim jestem|gdzie jestem|jak mam na imię|jak się nazywam|mów mi|zapamiętaj|nie zapomnij|przypomnij|od teraz|udawaj|pamiętasz|o mnie|dla mnie|(?:o czym )?(?:rozmawialiśmy|mówiliśmy|ustaliliśmy)|(?:powiedział|napisał|wspomniał|polecił|odpowiedział)(?:eś|aś|em|am)|poprzedni\\p{L}+ (?:odpowied|wiadomo|pytani|rozmow)\\p{L}*|t[ęa] rozmow\\p{L}+|do tej pory|powyż\\p{L}+|powtórz',
  ],
  statements: [
    '(?:ja )?(?:jestem|mam|nazywam się|mieszkam|pracuję|lubię|wolę|nienawidzę|kocham|potrzebuję|ważę|mówię|szukam|uczę się|nie mogę|jesteśmy|mamy)',
  ],
  acts: [
    'wyślij|usuń|skasuj|zarezerwuj|zamów|kup|anuluj|odwołaj|zapłać|przelej|włącz|wyłącz|otwórz|zamknij|zadzwoń|przypomnij|ustaw|zaplanuj|dodaj|zapisz|uruchom|zatrzymaj|zrestartuj|wykonaj|zainstaluj|odtwórz|wydrukuj|opublikuj|zmień (?:moj|hasło)|zablokuj|powiadom|utwórz (?:zgłoszenie|konto|wydarzenie|spotkanie|zadanie)',
  ],
  followUps: [
    'tak|nie|kontynuuj|dalej|więcej|dlaczego|jak|dzięki|dziękuję|jeszcze jeden|i|i co|dobrze|dokładnie|kiedy|gdzie|kto|ile|drugi|pierwszy',
  ],
};
