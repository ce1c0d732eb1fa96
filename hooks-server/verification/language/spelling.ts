/** British endings -> American ones, so that both spellings share a lemma. */
export const spellingRules: readonly (readonly [RegExp, string])[] = [
  [/(fav|col|lab|neighb|hon|hum|behavi|flav|harb|rum|vap|vig|savi)our/, '$1or'],
  [/([^aeiou])isation/, '$1ization'],
  [
    /(real|organ|recogn|util|general|special|normal|summar|optim|minim|maxim|custom|anal|critic|memor|author|demonet|final|local|priorit|visual|initial|serial|character|emphas|apolog|categor)y?ise/,
    '$1ize',
  ],
  [/analyse/, 'analyze'],
  [/^(cent|theat|met|lit|fib|calib)re(s?)$/, '$1er$2'],
  [/^programme(s?)$/, 'program$1'],
  [/^(dialog|catalog|analog)ue(s?)$/, '$1$2'],
  [/^(defen|offen|licen)ce(s?)$/, '$1se$2'],
  [/^grey(s?)$/, 'gray$1'],
  [/^tyre(s?)$/, 'tire$1'],
  [/^cheque(s?)$/, 'check$1'],
  [/^(travel|cancel|model|label|signal|fuel|jewel|counsel)l(ed|ing|er)/, '$1$2'],
];

/** Pairs that one swap of neighbouring letters turns into each other, though both are words: no typing error. */
export const REAL_WORD_SWAPS: ReadonlySet<string> = new Set(
  `from/form united/untied trial/trail casual/causal angel/angle diary/dairy marital/martial sacred/scared silver/sliver
  calm/clam quiet/quite on/no was/saw bread/beard salt/slat goal/gaol nuclear/unclear brake/break sing/sign star/tsar
  alter/later artist/traits united/untied cats/cast dose/does even/eve coal/cola file/life bets/best barn/bran
  reserve/reverse act/cat art/rat api/pai lion/loin expect/except`
    .split(/\s+/)
    .flatMap((pair) => [pair, pair.split('/').reverse().join('/')]),
);
