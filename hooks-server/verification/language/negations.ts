import { wordSet } from './lines.js';

/** Words that turn a statement round, in several languages. */
export const negationWords = wordSet(`
not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely except unless nt
nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne
nunca jamás jamas nadie nada ningún ninguna ninguno sin tampoco
pas jamais rien personne sans aucun aucune
non mai nessuno nessuna niente senza
não nao jamais nenhum nenhuma ninguém sem
niet geen nooit niemand niets zonder
не нет ни без никогда никто ничего нельзя
لا ليس بدون لم لن
नहीं मत बिना
`);

/** Prefixes that turn an adjective round when the rest is a word of the other text: un-safe, non-fatal, il-legal. */
export const negationPrefixes: readonly string[] = [
  'un',
  'non',
  'in',
  'im',
  'il',
  'ir',
  'dis',
  'de',
  'anti',
  'mis',
];
