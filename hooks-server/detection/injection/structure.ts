import { createLiteralFinder } from '../literals.js';
import type { InjectionKind } from './rules.js';
import type { Words } from './tokens.js';

/** A cue that stands in the form of a text, not in its words. It is never discounted. */
export interface Cue {
  readonly name: string;
  readonly kind: InjectionKind;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
}

interface CueRule {
  readonly name: string;
  readonly kind: InjectionKind;
  readonly weight: number;
  /** Literals of which one must occur (lower case) before the pattern runs. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

const cue = (
  name: string,
  kind: InjectionKind,
  weight: number,
  needs: readonly string[],
  pattern: RegExp,
): CueRule => ({
  name,
  kind,
  weight,
  needs,
  pattern,
});

const cues: readonly CueRule[] = [
  cue(
    'chat-template-token',
    'role-injection',
    0.7,
    ['<|', '[inst', '<<sys', '<start_of_turn'],
    /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>/i,
  ),
  cue(
    'fake-system-turn',
    'role-injection',
    0.42,
    ['system'],
    /(?:^|\n)[ \t]{0,4}(?:\[{1,2}|<{1,2}|#{1,6} ?\(?|\*{2}|\$|={2,6} ?|-{2,6} ?)(?:system|admin(?:istrator)?|developer|root)(?:[ _-](?:message|prompt|note|override|instructions?|update|notice|command|alert))?(?:\]{1,2}|>{1,2}|\)|\*{2}| ?={2,6}| ?-{2,6}|:|[ \t]*\n)/i,
  ),
  cue(
    'fake-assistant-turn',
    'role-injection',
    0.5,
    ['assistant:', 'ai:', 'bot:', 'model:'],
    /(?:^|\n)[ \t]{0,4}(?:assistant|ai|bot|model): ?(?:sure|of course|okay|ok|understood|yes|alright|done)\b[^\n]{0,80}\b(?:dropped|lifted|disabled|removed|ignor(?:e|ed|ing)|without|no (?:longer|more)|free (?:of|from))\b[^\n]{0,60}\b(?:restrictions?|constraints?|rules|filters?|limits|limitations|guidelines|polic(?:y|ies)|instructions)\b/i,
  ),
  cue(
    'protections-off',
    'jailbreak',
    0.4,
    ['off', 'disabled', 'suspended', 'lifted', 'inactive'],
    /\b(?:content|moderation|policy|output|safety|ethics) (?:checks?|filters?|layers?|rules?|polic(?:y|ies)|systems?|guidelines|restrictions) (?:is|are|were|has been|have been) (?:now |all |temporarily ){0,2}(?:(?:switched |turned )?off|disabled|suspended|lifted|inactive)\b/i,
  ),
  cue('fake-system-line', 'role-injection', 0.3, ['system:'], /\n[ \t]{0,4}system: ?\S/i),
  cue(
    'fake-instruction-heading',
    'role-injection',
    0.3,
    ['instruction'],
    /(?:^|\n)[ \t]{0,4}#{2,6} ?(?:new )?instructions?:?[ \t]*\n|(?:\n|\. ?)[ \t]{0,4}instruction: ?\S/i,
  ),
  cue(
    'new-task-line',
    'instruction-override',
    0.5,
    ['new'],
    /(?:^|[\n.!?\])}>] {0,3})(?:your )?new (?:task|instructions?|objective|directives?|orders|prompt|goal|assignment|mission|rules?) ?:/i,
  ),
  cue(
    'answer-complete',
    'indirect-instruction',
    0.4,
    ['complete', 'done', 'finished', 'accomplished'],
    /(?:answer|response|output|result|assistant) ?: ?[^\n]{0,24}(?:complete|done|finished|accomplished)/i,
  ),
  cue(
    'hidden-style',
    'indirect-instruction',
    0.5,
    ['display:', 'visibility:', 'font-size', 'opacity'],
    /style\s?=\s?["'][^"']{0,80}(?:display\s?:\s?none|visibility\s?:\s?hidden|font-size\s?:\s?0|opacity\s?:\s?0)[^>]{0,80}>[^<]{0,400}\b(?:ignore|forget|disregard|instructions?|assistant|you (?:are|must|should)|prompt)\b/i,
  ),
  cue(
    'image-exfiltration',
    'data-exfiltration',
    0.65,
    ['!['],
    /!\[[^\]]{0,100}\]\(https?:\/\/[^)\s]{1,200}[?&/=](?:[^)\s]{0,80})?(?:\{|\[|<|\$|%7b|data=|q=|secret|password|conversation|history|summary|prompt|base64)/i,
  ),
  cue(
    'addressed-model',
    'indirect-instruction',
    0.5,
    ['ai', 'llm', 'language model'],
    /(?:^|[\n."'>({\]] ?)(?:(?:to )?(?:all|any|every) )?(?:AIs?|LLMs?|language models?|(?:AI|LLM|coding) (?:agents?|assistants?|models?|reviewers?|readers?|systems?))\s?[:,] ?(?:please )?(?:do not|don't|you (?:must|should|are|will)|ignore|disregard|skip|rate|describe|treat|(?:prior to|before) (?:answering|continuing|replying|responding|you))\b/i,
  ),
  cue(
    'shouted-important',
    'indirect-instruction',
    0.2,
    ['important!!', 'attention!!', 'urgent!!'],
    /(?:important|attention|urgent)!{2,}/i,
  ),
  cue(
    'stop-everything',
    'instruction-override',
    0.55,
    ['stop'],
    /\bstop (?:everything|all|what you|doing|this|right)[^\n]{0,20}[!.]/i,
  ),
  cue(
    'template-variable',
    'prompt-extraction',
    0.5,
    ['systemprompt', 'system_prompt'],
    /(?:log|print|echo|output|return|show|dump|repr|display|reveal|cat)\W{0,8}<?\{{0,2}system_?prompt|<system_?prompt>/i,
  ),
  cue(
    'persona-block',
    'jailbreak',
    0.3,
    ['persona=', 'rules='],
    /(?:persona|rules|prompt|character) ?= ?[\w("]/i,
  ),
  cue(
    'bracketed-persona',
    'jailbreak',
    0.3,
    [']', '🔒', '🔓'],
    /(?:\[(?:classic|jailbreak|dan|gpt|chatgpt|unrestricted|developer|human|🔓)[^\]\n]{0,20}\]|\((?:🔒|🔓)[^)\n]{0,30}\))/iu,
  ),
  cue(
    'quoted-order',
    'indirect-instruction',
    0.25,
    ['respond', 'answer', 'print', 'say', 'output', 'state', 'reply', 'report', 'write'],
    /(?<!\b(?:I|we|they|he|she|people|users?|who|which|signs?|labels?|both|never) )\b(?:respond|answer|print|say|output|state|reply|report|write)(?: back)?(?: only| just| simply)?(?: with| the words?| that)?:? ?["“'‘«][^"”'’»\n]{2,200}["”'’»]/i,
  ),
  cue(
    'then-pwned',
    'instruction-override',
    0.5,
    ['pwned', 'hacked'],
    /\b(?:i have been|haha|lol|you (?:have been|got)|been) (?:pwned|hacked|owned)\b/i,
  ),
  cue(
    'shouted-override',
    'role-injection',
    0.55,
    ['override', 'bypass', 'enabled', 'activated', 'unlocked'],
    /\b(?:SYSTEM|DEVELOPER|ADMIN(?:ISTRATOR)?|SECURITY|SAFETY|INSTRUCTIONS?|EMERGENCY|POLICY|TRAINING|DATA|ROOT|DEBUG)[A-Z ]{0,30} (?:OVERRIDE|OVERRIDDEN|BYPASS(?:ED)?|UNLOCKED|ENABLED|ACTIVATED)\b/,
  ),
  cue(
    'begin-with-you-are',
    'prompt-extraction',
    0.5,
    ['begin', 'start'],
    /\b(?:begin|start)(?:ning|ing)?\b[^.\n]{0,40}\b(?:with|by)\b[^.\n]{0,20}["“'‘](?:you are|you're|system|my instructions)\b/i,
  ),
  cue(
    'shouted-order',
    'instruction-override',
    0.5,
    [
      'answer',
      'respond',
      'say',
      'print',
      'write',
      'reply',
      'ignore',
      'forget',
      'stop',
      'tell',
      'output',
      'antworte',
      'sag',
      'schreib',
      'vergiss',
      'ignoriere',
    ],
    /\p{Ll} (?:ANSWER|RESPOND|SAY|PRINT|WRITE|REPLY|IGNORE|FORGET|STOP|TELL|OUTPUT|ANTWORTE|SAGE?|SCHREIBE?|VERGISS|IGNORIERE)(?: \p{Lu}{2,}){2}/u,
  ),
  cue(
    'stop-and-say',
    'instruction-override',
    0.5,
    ['stop'],
    /(?:^|[.!?\n] ?)stopp?[:,!.]{1,3} ?(?:now )?(?:write|say|print|answer|tell|reply|output|schreib|sag|antworte)/i,
  ),
  cue(
    'when-i-say',
    'indirect-instruction',
    0.4,
    ['say', 'digo', 'dices', 'sage', 'reply', 'answer'],
    /\b(?:when(?:ever)?|if|every time|si|cuando|wenn) (?:I|yo|ich) (?:say|write|type|digo|sage)\b[^.!?\n]{1,60}\b(?:you|tu|tú|du) (?:say|answer|reply|respond|write|dices|sagst)/i,
  ),
  cue('dialogue-lead', 'jailbreak', 0.2, [':'], /\n[A-Z][\p{L} ]{0,20}:\s{0,4}$/u),
  cue(
    'known-persona',
    'jailbreak',
    0.35,
    ['dan', 'stan', 'dude'],
    /(?<![A-Z] )\b(?:DAN|STAN|DUDE)\b(?! [A-Z]{2})/,
  ),
  cue(
    'persona-speaker',
    'jailbreak',
    0.3,
    ['dan:', 'stan:', 'aim:', 'chatgpt:', 'gpt:'],
    /(?:^|\n|["“] ?)(?:DAN|STAN|AIM|ChatGPT|GPT)\s?: ?\S/,
  ),
  cue(
    'role-in-passing',
    'instruction-override',
    0.5,
    [
      'you to act',
      'you to behave',
      'you to pretend',
      'you to respond',
      'dass du als',
      'dass sie als',
      'que actúes como',
      'que tu agisses comme',
    ],
    /[^\n]{15}(?:\bI (?:want|need|would like) you to (?:act|behave|pretend|respond) as\b|\bich möchte, dass (?:du|sie) als [^.!?\n]{1,80}(?:fungier|agier|handel)|\bquiero que actúes como\b|\bje veux que tu agisses comme\b)/i,
  ),
  cue(
    'forced-state',
    'indirect-instruction',
    0.35,
    ['state:', 'output:', 'report:', 'say:', 'print:'],
    /\b(?:and|to) (?:state|output|report|say|print): ?\S/i,
  ),
];

const literalsIn = createLiteralFinder(cues.flatMap(({ needs }) => needs));

/** The structural cues of a text, of which `lower` is the lower case. Linear: each pattern is bounded and runs only where its literal occurs. */
export function findCues(text: string, lower: string, { repeats }: Words): Cue[] {
  const present = literalsIn(lower);
  const found: Cue[] = [];
  for (const { name, kind, weight, needs, pattern } of cues) {
    if (!needs.some((literal) => present.has(literal))) continue;
    const match = pattern.exec(text);
    if (match) found.push({ name, kind, weight, start: match.index, end: match.index + match[0].length });
  }
  hiddenComment(text, found);
  if (repeats >= MOST_REPEATS) repeatedWord(text, found);
  return found;
}

/** A word is said no more often than this in a row, unless to wear the reader out. */
const MOST_REPEATS = 30;
const REPEATED_WORD = /\b(\w{1,12})(?:\s{1,2}\1\b){30}/;

function repeatedWord(text: string, found: Cue[]): void {
  const match = REPEATED_WORD.exec(text);
  if (!match) return;
  const end = match.index + match[0].length;
  found.push({ name: 'repeated-word', kind: 'obfuscated-instruction', weight: 0.4, start: match.index, end });
}

const LONGEST_COMMENT = 600;
const COMMENT_ORDER =
  /\b(?:ignore|forget|disregard|say|print|instructions?|assistants?|(?:ai|coding|llm)[- ](?:agents?|tools?|models?|bots?)|you (?:are|must|should)|output|override)\b/i;

/** An HTML comment that gives orders: no reader of the page sees it. Every comment is read once. */
function hiddenComment(text: string, found: Cue[]): void {
  for (let start = text.indexOf('<!--'); start !== -1;) {
    const closed = text.indexOf('-->', start + 4);
    const end = Math.min(closed < 0 ? text.length : closed, start + LONGEST_COMMENT);
    if (COMMENT_ORDER.test(text.slice(start + 4, end))) {
      found.push({ name: 'hidden-comment', kind: 'indirect-instruction', weight: 0.5, start, end });
      return;
    }
    if (closed < 0) return;
    start = text.indexOf('<!--', end);
  }
}
