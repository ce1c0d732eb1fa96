import { gazetteer } from './jobs.js';

const lines = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');

const NAMES = [
  'Lena Haddad',
  'Quim Novak',
  'Ines Rossi',
  'Goran Moreau',
  'Fatou Okafor',
  'Jiro Tanaka',
  'Ada Silva',
];
const name = (at: number) => NAMES[at % NAMES.length] ?? '';

/** Texts of many kinds, each well above the tokens from which messages are compressed. */
export const MATERIAL = {
  passages: gazetteer(12),
  documents: gazetteer(12)
    .split('\n\n')
    .map((text, at) => `Document [${at + 1}](Title: Town ${at}) ${text}`)
    .join('\n\n'),
  mail: `Hi team,\n\n${gazetteer(6)}\n\nCould you send me the final offer by Thursday at 14:30? We would meet in room 4.12.\n\nBest regards,\nLena`,
  csv: `name,team,start,salary\n${lines(60, (at) => `${name(at)} ${at},${at % 2 ? 'ops' : 'dev'},20${10 + (at % 15)}-0${1 + (at % 9)}-11,${40000 + at * 137}`)}`,
  table: `| order | region | product | units |\n|---|---|---|---|\n${lines(60, (at) => `| A${1000 + at} | ${at % 3 ? 'North' : 'West'} | kettle | ${at * 3} |`)}`,
  log: lines(
    60,
    (at) =>
      `2026-03-01 10:${String(at % 60).padStart(2, '0')}:00 ${at % 9 ? 'INFO' : 'ERROR'} worker-${at} request r-${7000 + at} took ${at * 7} ms`,
  ),
  json: JSON.stringify(
    Array.from({ length: 40 }, (_, at) => ({
      id: `ord_${9000 + at}`,
      customer: name(at),
      status: at % 2 ? 'paid' : 'open',
      total: at * 17,
    })),
    null,
    2,
  ),
  yaml: lines(
    40,
    (at) => `svc${at}:\n  image: registry.example.com/svc${at}:1.${at}\n  ports:\n    - "${8000 + at}:80"`,
  ),
  config: lines(80, (at) => `svc${at}.pool.limit = ${4000 + at}`),
  code: lines(
    30,
    (at) =>
      `def step_${at}(value):\n    if value > ${at}:\n        return value * ${at}\n    raise ValueError("step ${at}")\n`,
  ),
  diff: `diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -1,40 +1,40 @@\n${lines(50, (at) => `${at % 3 ? '+' : '-'}    total_${at} = total_${at} + ${at}`)}`,
  sql: lines(
    14,
    (at) =>
      `CREATE TABLE t${at} (\n  id BIGINT PRIMARY KEY,\n  owner_id BIGINT REFERENCES t${at + 1}(id),\n  state TEXT NOT NULL\n);\n`,
  ),
  subtitles: lines(
    40,
    (at) =>
      `${at + 1}\n00:0${Math.floor(at / 10)}:${String((at * 3) % 60).padStart(2, '0')},000 --> 00:0${Math.floor(at / 10)}:${String((at * 3 + 2) % 60).padStart(2, '0')},000\nWe walk along the river number ${at}.\n`,
  ),
  chat: lines(
    50,
    (at) =>
      `[${String(9 + Math.floor(at / 30)).padStart(2, '0')}:${String((at * 2) % 60).padStart(2, '0')}] ${at % 2 ? 'Agent' : 'Mara'}: I will send parcel ${at} to the new address tomorrow.`,
  ),
  whatsapp: lines(
    50,
    (at) =>
      `12/0${1 + (at % 9)}/2026, 18:${String(at % 60).padStart(2, '0')} - ${name(at)}: I can bring ${at} plates, who has the keys?`,
  ),
  recipe: `Tomato soup for ${8} people\n\nIngredients:\n${lines(25, (at) => `- ${at + 1} spoons of herb ${at}`)}\n\nSteps:\n${lines(25, (at) => `${at + 1}. Stir the pot for ${at + 2} minutes and add herb ${at}.`)}`,
  playlist: lines(
    60,
    (at) => `${at + 1}. ${name(at)} - Song of the river ${at} (${2 + (at % 4)}:${10 + (at % 49)})`,
  ),
  medical: lines(
    30,
    (at) =>
      `Day ${at + 1}: Patient reports pain ${at % 10}/10. BP ${110 + at}/${70 + (at % 9)}. Ibuprofen ${200 + at} mg given at 0${at % 9}:15.`,
  ),
  rfp: lines(
    30,
    (at) =>
      `${at + 1}.1 The bidder shall provide service level ${at} within ${at + 3} days. Evidence of requirement R-${at} must be attached.`,
  ),
  contract: lines(
    24,
    (at) =>
      `${at + 1}. Term ${at}. The supplier shall keep record ${at} for ${at + 2} years after delivery. The customer may terminate with notice of ${at * 5} days, unless section ${at} applies.\n`,
  ),
  reviews: lines(
    30,
    (at) =>
      `${at + 1}. The kettle number ${at} boiled well, but the lid was ${at % 2 ? 'loose' : 'fine'} after ${at} days of use.`,
  ),
  poem: lines(40, (at) => `The lamp was low upon the sea, and night ${at} was long`),
  de: lines(
    14,
    (at) =>
      `Die Stadt Hasel${at} liegt ${at + 3} km von der Küste. Ihre Brücke wurde ${1700 + at} vollendet. Der Markt findet freitags statt, und das Archiv hat ${at} Säle.\n`,
  ),
  es: lines(
    14,
    (at) =>
      `La ciudad de Avellano${at} está a ${at + 3} km de la costa. Su puente se terminó en ${1700 + at}. El mercado es los viernes, y el archivo tiene ${at} salas.\n`,
  ),
  hi: lines(
    14,
    (at) =>
      `हेज़ल${at} नगर तट से ${at + 3} किलोमीटर दूर है। इसका पुल ${1700 + at} में बना। बाज़ार शुक्रवार को लगता है और अभिलेखागार में ${at} कक्ष हैं।\n`,
  ),
  ar: lines(
    14,
    (at) =>
      `تقع مدينة البندق${at} على بعد ${at + 3} كم من الساحل. اكتمل جسرها عام ${1700 + at}. يقام السوق يوم الجمعة، وفي الأرشيف ${at} قاعات.\n`,
  ),
  tr: lines(
    14,
    (at) =>
      `Fındık${at} kenti kıyıya ${at + 3} km uzaktadır. Köprüsü ${1700 + at} yılında bitti. Pazar cuma günü kurulur, arşivde ${at} salon vardır.\n`,
  ),
  pl: lines(
    14,
    (at) =>
      `Miasto Leszczyna${at} leży ${at + 3} km od wybrzeża. Most ukończono w ${1700 + at} roku. Targ jest w piątek, a archiwum ma ${at} sal.\n`,
  ),
  vi: lines(
    14,
    (at) =>
      `Thành phố Phỉ${at} cách bờ biển ${at + 3} km. Cây cầu hoàn thành năm ${1700 + at}. Chợ họp vào thứ sáu, kho lưu trữ có ${at} phòng.\n`,
  ),
  ko: lines(
    14,
    (at) =>
      `헤이즐${at} 시는 해안에서 ${at + 3}km 떨어져 있다. 다리는 ${1700 + at}년에 완성되었다. 시장은 금요일에 열리고 기록관에는 방이 ${at}개 있다.\n`,
  ),
  ja: lines(
    14,
    (at) =>
      `ヘーゼル${at}市は海岸から${at + 3}キロにある。橋は${1700 + at}年に完成した。市は金曜日に開かれ、文書館には部屋が${at}ある。\n`,
  ),
  zh: lines(
    14,
    (at) =>
      `榛树${at}镇距海岸${at + 3}公里。大桥于${1700 + at}年建成。集市在星期五举行，档案馆有${at}个房间。\n`,
  ),
  ru: lines(
    14,
    (at) =>
      `Город Орешник${at} стоит в ${at + 3} км от берега. Мост достроили в ${1700 + at} году. Рынок бывает по пятницам, в архиве ${at} залов.\n`,
  ),
  fr: lines(
    14,
    (at) =>
      `La ville de Noisetier${at} est à ${at + 3} km de la côte. Son pont fut achevé en ${1700 + at}. Le marché a lieu le vendredi, et les archives ont ${at} salles.\n`,
  ),
} as const;

type Kind = keyof typeof MATERIAL;

/** Orders that need every byte of what they are about: the material, the order, and whether it stands `before` or `after`. */
export const WHOLE: readonly (readonly [Kind, string, ('before' | 'after' | 'both')?])[] = [
  // What support and office people send.
  ['mail', 'Please draft a reply that accepts the meeting.'],
  ['mail', 'Write back and decline politely.'],
  ['mail', 'Reply to this in German, keep the room and the time.'],
  ['mail', 'Is this customer angry?'],
  ['mail', 'What does she want from us and by when?', 'after'],
  ['mail', 'Turn this into a ticket with title, steps and severity.'],
  ['mail', 'Does this email look like phishing?'],
  ['chat', 'What did the agent promise?'],
  ['chat', 'Who said that the parcel goes to the new address?'],
  ['chat', 'Write the handover note for the next shift.'],
  ['whatsapp', 'Who brings what?'],
  ['whatsapp', 'When do we meet and who has the keys?'],
  ['whatsapp', 'How many plates do we have in total?'],
  // Tables, lists, records.
  ['csv', 'What is the average salary per team?'],
  ['csv', 'Who earns the most?'],
  ['csv', 'How many people started before 2015?'],
  ['csv', 'Are there any duplicates?'],
  ['csv', 'Which rows are missing a start date?'],
  ['csv', 'Make a pivot table by team and year.'],
  ['csv', 'Write INSERT statements for these rows.'],
  ['table', 'Which product sold best in the North?'],
  ['table', 'What is the sum of the units?'],
  ['table', 'Add a column with the running total.'],
  ['table', 'Which orders are from the West?'],
  ['json', 'How many orders are open?'],
  ['json', 'Return the same JSON with totals in euros.'],
  ['json', 'List the ids of all paid orders.'],
  ['json', 'Which customer has the highest total?'],
  ['json', 'Generate a TypeScript interface for this.'],
  ['log', 'What went wrong?'],
  ['log', 'Why is the worker slow?'],
  ['log', 'How many errors are there?'],
  ['log', 'When did the first error occur?'],
  ['log', 'Which workers failed?'],
  ['config', 'Which service has the largest pool?'],
  ['config', 'Double all limits and print the file.'],
  ['yaml', 'Which port does the last service use?'],
  ['yaml', 'Is this valid?'],
  ['yaml', 'Convert it to docker run commands.'],
  ['playlist', 'Which song is the longest?'],
  ['playlist', 'Sort by artist.'],
  ['playlist', 'How long does the playlist take?'],
  // Code.
  ['code', 'Write unit tests for this.'],
  ['code', 'What does step_7 return?'],
  ['code', 'Where is the bug?'],
  ['code', 'Why does it raise an error for 12?'],
  ['code', 'Port this to Go.'],
  ['diff', 'Is it safe to merge?'],
  ['diff', 'Which totals change?'],
  ['sql', 'Write a query for owners without a state.'],
  ['sql', 'Which tables reference t5?'],
  ['sql', 'Draw the schema as a mermaid diagram.'],
  // Texts that are themselves the object.
  ['subtitles', 'Translate the subtitles into Spanish and keep the times.'],
  ['subtitles', 'Shift everything by two seconds.'],
  ['recipe', 'Scale it to 20 people.'],
  ['recipe', 'What do I have to buy?'],
  ['recipe', 'Is it vegan?'],
  ['medical', 'Write a discharge letter.'],
  ['medical', 'What was the total dose of ibuprofen?'],
  ['medical', 'How did the pain develop?'],
  ['medical', 'Which medication was given?'],
  ['rfp', 'Which requirements do we not meet?'],
  ['rfp', 'Make a compliance matrix.'],
  ['rfp', 'What are the deadlines?'],
  ['contract', 'Extract every clause about termination.'],
  ['contract', 'What are the risks for the customer?'],
  ['contract', 'Redline it in our favour.'],
  ['contract', 'Is it consistent?'],
  ['reviews', 'Label each review as positive or negative.'],
  ['reviews', 'What do people complain about most?'],
  ['reviews', 'Which reviews mention the lid?'],
  ['poem', 'Continue in the same metre.'],
  ['poem', 'What is the rhyme scheme?'],
  ['poem', 'Who might have written this, and why?', 'after'],
  ['passages', 'tl;dr'],
  ['passages', 'Give me five quiz questions.'],
  ['passages', 'What is this about?'],
  ['passages', 'What should I read first?'],
  ['passages', 'Anything suspicious in here?'],
  ['passages', 'Is there a contradiction between the paragraphs?'],
  ['passages', 'How many towns are described?', 'after'],
  ['passages', 'List the towns from oldest bridge to newest.'],
  ['passages', 'Which towns are mentioned?'],
  ['passages', 'Make it rhyme.'],
  ['passages', 'Explain this to a child.'],
  ['passages', 'I need this in French by noon, can you do that?'],
  ['passages', 'Where was the bridge of Hazel built?\nA) Port\nB) River\nC) Hill\nD) Lake', 'after'],
  [
    'passages',
    '1. Where is Hazel?\n2. Who lives in Alder?\n3. When was the bridge of Fir finished?',
    'after',
  ],
  [
    'passages',
    'You are a historian. Answer in French. Use at most three sentences. Cite the paragraph. Never guess.\n\nWhen was the bridge of Hazel finished?',
    'after',
  ],
  // Other languages.
  ['de', 'Bitte ins Englische übersetzen.'],
  ['de', 'Welche Städte werden genannt?'],
  ['de', 'Wie viele Säle haben alle Archive zusammen?'],
  ['de', 'Schreib mir daraus eine Einladung.'],
  ['de', 'Was ist die Kernaussage?'],
  ['es', '¿Cuántas salas hay en total?'],
  ['es', 'Hazme un resumen.'],
  ['es', '¿Qué ciudades se mencionan?'],
  ['es', 'Pásalo al inglés, por favor.'],
  ['fr', 'Mets ce texte au passé.'],
  ['fr', 'Quelles villes sont citées ?'],
  ['fr', 'Peux-tu me faire une synthèse ?'],
  ['ru', 'Перескажи своими словами.'],
  ['ru', 'Сколько всего залов во всех архивах?'],
  ['ru', 'Какие города упоминаются?'],
  ['zh', '一共有多少个房间？'],
  ['zh', '请用英文重写。'],
  ['zh', '文中提到了哪些城镇？'],
  ['ja', '英語に訳してください。'],
  ['ja', '部屋は全部でいくつありますか？'],
  ['ja', 'どの町が出てきますか？一覧にして。'],
  ['ko', '영어로 번역해 주세요.'],
  ['ko', '방은 모두 몇 개인가요?'],
  ['ar', 'ترجم هذا النص إلى الإنجليزية.'],
  ['ar', 'كم عدد القاعات في جميع المدن؟'],
  ['ar', 'ما الفكرة الرئيسية؟'],
  ['hi', 'इसका अंग्रेज़ी में अनुवाद करें।'],
  ['hi', 'कुल कितने कक्ष हैं?'],
  ['hi', 'सही उत्तर चुनिए।\n(क) हेज़ल1\n(ख) हेज़ल2\n(ग) हेज़ल3', 'after'],
  ['ar', 'اختر الإجابة الصحيحة:\nأ) البندق1\nب) البندق2\nج) البندق3', 'after'],
  ['tr', 'Köprü hangi yıl bitti?\nA) 1700\nB) 1701\nC) 1702', 'after'],
  ['pl', 'Który most jest najstarszy?\na) Leszczyna1\nb) Leszczyna2\nc) Leszczyna3', 'after'],
  ['vi', 'Cây cầu nào cũ nhất?\nA. Phỉ1\nB. Phỉ2\nC. Phỉ3', 'after'],
  ['tr', 'Bu metni İngilizceye çevir.'],
  ['tr', 'Toplam kaç salon var?'],
  ['pl', 'Przetłumacz na angielski.'],
  ['pl', 'Ile sal jest łącznie?'],
  ['vi', 'Dịch sang tiếng Anh.'],
  ['vi', 'Có bao nhiêu phòng tất cả?'],
];

/** Look-ups, and what their answer has to find. */
export const LOOKUPS: readonly (readonly [Kind, string, string])[] = [
  [
    'passages',
    'In which year was the bridge of Hazel finished?',
    'A bridge over the river was finished in 1749.',
  ],
  ['documents', 'when was the bridge of hazel finished', 'A bridge over the river was finished in 1749.'],
  ['documents', 'Where do visitors of Fir find the archive?', 'https://example.org/towns/5'],
  ['de', 'Wann wurde die Brücke von Hasel7 vollendet?', 'Ihre Brücke wurde 1707 vollendet.'],
  ['es', '¿Cuándo se terminó el puente de Avellano7?', 'Su puente se terminó en 1707.'],
  ['fr', 'Quand le pont de Noisetier7 fut-il achevé ?', 'Son pont fut achevé en 1707.'],
  ['ru', 'Когда достроили мост в городе Орешник7?', 'Мост достроили в 1707 году.'],
  ['zh', '榛树7镇的大桥是什么时候建成的？', '大桥于1707年建成。'],
  ['ja', 'ヘーゼル7市の橋はいつ完成した？', '橋は1707年に完成した。'],
  ['log', 'When did request r-7042 run?', '2026-03-01 10:42:00 INFO worker-42 request r-7042 took 294 ms'],
  [
    'json',
    'What is the status of order ord_9017?',
    '"id": "ord_9017",\n    "customer": "Goran Moreau",\n    "status": "paid"',
  ],
  ['table', 'Which region is order A1031 from?', '| A1031 | North | kettle | 93 |'],
];
