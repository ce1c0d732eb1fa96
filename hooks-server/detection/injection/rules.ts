import type { Concept } from './concepts.js';
import type { Step } from './match.js';

export type InjectionKind =
  | 'instruction-override'
  | 'prompt-extraction'
  | 'secret-extraction'
  | 'jailbreak'
  | 'role-injection'
  | 'indirect-instruction'
  | 'data-exfiltration'
  | 'obfuscated-instruction'
  /** Found by the learned models alone, which name no kind. */
  | 'suspected-injection';

/** A unit of meaning, mostly verb, scope and object, and what finding it is worth as a probability of attack. */
export interface Rule {
  readonly name: string;
  readonly kind: InjectionKind;
  readonly weight: number;
  readonly steps: readonly Step[];
  /** A negation right before it takes most of its weight. */
  readonly negatable: boolean;
  /** It ends with a text that is asked for, which may be one of every day. */
  readonly asksForText: boolean;
  /** It names what an operator tells the model to keep to: an attack only where that is denied. */
  readonly mayBeKept: boolean;
}

const ASKED_TEXTS: ReadonlySet<Concept> = new Set(['promptObject', 'systemPrompt', 'aboveText', 'object']);

/**
 * Reads a rule from `concept|concept 3 concept 0 …`: steps with, between them, how many words may stand in between.
 * A leading `+` lets a negation stand before it.
 */
function rule(name: string, kind: InjectionKind, weight: number, source: string): Rule {
  const parts = source.replace('+', '').trim().split(/\s+/);
  const steps: Step[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const concepts = (parts[index] ?? '').split('|') as Concept[];
    steps.push({ concepts, gap: index === 0 ? 0 : Number(parts[index - 1]) });
  }
  const last = steps.at(-1)?.concepts ?? [];
  const asksForText = kind === 'prompt-extraction' && last.some((concept) => ASKED_TEXTS.has(concept));
  const mayBeKept = steps[0]?.concepts[0] === 'vendor';
  return { name, kind, weight, steps, negatable: !source.startsWith('+'), asksForText, mayBeKept };
}

const override = (name: string, weight: number, source: string) =>
  rule(name, 'instruction-override', weight, source);
const extraction = (name: string, weight: number, source: string) =>
  rule(name, 'prompt-extraction', weight, source);
const secret = (name: string, weight: number, source: string) =>
  rule(name, 'secret-extraction', weight, source);
const jailbreak = (name: string, weight: number, source: string) => rule(name, 'jailbreak', weight, source);
const indirect = (name: string, weight: number, source: string) =>
  rule(name, 'indirect-instruction', weight, source);

const overrideRules: readonly Rule[] = [
  override('override-previous-instructions', 0.85, 'override 4 scopePrevious 3 object'),
  override('override-all-instructions', 0.6, 'override 2 scopeAll 3 object'),
  override('override-your-instructions', 0.65, 'override 2 scopeYour 3 object'),
  override('override-instructions-before', 0.8, 'override 3 object 3 scopePrevious'),
  override('override-previous-context', 0.6, 'override 2 scopePrevious 2 objectContext'),
  override('override-previous-message', 0.42, 'override 2 scopePrevious 2 objectWeak'),
  override(
    'override-previous-message-command',
    0.6,
    'override 2 scopePrevious 2 objectWeak 5 command|instead',
  ),
  override('override-your-rules', 0.55, 'override 2 scopeYour 2 objectWeak'),
  override('override-all-context', 0.42, 'override 2 scopeAll 1 objectContext'),
  override('override-all-messages', 0.2, 'override 2 scopeAll 2 objectWeak'),
  override('override-everything-before', 0.7, 'override 1 everything 5 scopePrevious|told'),
  override('override-what-was-said', 0.65, 'override 3 told 3 scopePrevious'),
  override('override-previous-saying', 0.6, 'override 3 scopePrevious 3 told'),
  override('override-everything', 0.42, 'override 1 everything'),
  override('override-then-command', 0.62, 'override 1 everything 8 command'),
  override('override-above-then-command', 0.6, 'ignoreVerb 1 scopePrevious 3 command'),
  override('forget-above-then-command', 0.42, 'override 1 scopePrevious 3 command'),
  override('override-request-above', 0.42, 'override 3 objectWeak 2 scopePrevious'),
  override('override-request-above-command', 0.6, 'override 3 objectWeak 2 scopePrevious 2 command|instead'),
  override('object-override-verb-last', 0.45, 'object|objectWeak|document 2 overrideFinal'),
  override('obey-verb-last', 0.35, 'object 3 adhere 2 obliged'),
  override('override-evaluation', 0.45, 'override 1 evaluation'),
  override('listen-to-my-instructions', 0.1, 'adhere 3 scopeThe 1 object'),
  override('override-instructions-command', 0.5, 'override 2 object 5 command|instead'),
  override('override-document', 0.3, 'override 1 scopeDocument|scopeAll 1 document'),
  override('override-bare-document-command', 0.6, 'ignoreVerb 0 document 4 command'),
  override('document-verb-last-command', 0.6, 'document 2 overrideFinal 5 command'),
  override('override-told-everything', 0.65, 'override 6 told 3 everything'),
  override('override-the-user', 0.5, 'override 3 theUser 2 told'),
  override('start-over', 0.2, 'startOver'),
  override('instead-of-previous', 0.45, 'insteadOf 4 scopePrevious'),
  override('override-document-command', 0.62, 'override 1 scopeDocument|scopeAll 1 document 4 command'),
  override('previous-instructions-override', 0.75, 'scopePrevious 3 object 3 override'),
  override('previous-object-override-verb-last', 0.6, 'object 3 scopePrevious 4 overrideFinal'),
  override('all-override-verb-last', 0.55, 'scopeAll 3 object 3 overrideFinal'),
  override('everything-override-verb-last', 0.5, 'everything 4 overrideFinal'),
  override('told-override-verb-last', 0.55, 'told 4 overrideFinal'),
  override('change-your-instructions', 0.5, 'change 1 scopeYour 2 object'),
  override('new-task', 0.3, 'focus 4 fresh 1 object|task'),
  override('adhere-to-following', 0.4, 'strictly 3 adhere 4 following 2 object'),
  override('adhere-strictly', 0.25, 'adhere 3 following 2 object'),
];

const extractionRules: readonly Rule[] = [
  extraction('reveal-your-prompt', 0.6, 'reveal 5 scopeYour 3 promptObject'),
  extraction('reveal-system-prompt', 0.55, 'reveal 5 systemPrompt'),
  extraction('reveal-initial-prompt', 0.5, 'reveal 4 first 2 promptObject'),
  extraction('ask-your-prompt', 0.6, 'ask 1 be 1 scopeYour 3 promptObject'),
  extraction('ask-system-prompt', 0.4, 'ask 2 be 3 systemPrompt'),
  extraction('your-system-prompt', 0.4, 'scopeYour 1 systemPrompt'),
  extraction('your-first-prompt', 0.4, 'scopeYour 1 first 1 promptObject'),
  extraction('reveal-above', 0.55, 'reveal 3 aboveText'),
  extraction('what-is-forbidden', 0.5, 'forbiddenTo'),
  extraction('what-you-were-told', 0.5, 'ask|reveal 6 toldYou'),
  extraction('rules-you-obey', 0.55, 'ask|reveal 7 promptObject 4 youObey'),
  extraction('ask-before', 0.55, 'ask|reveal 5 beforeThis'),
  extraction('reveal-verb-last', 0.55, 'systemPrompt 3 revealFinal'),
  extraction('reveal-told-you', 0.6, 'reveal 2 object 5 toldYou'),
  extraction('reveal-told-you-verb-last', 0.55, 'toldYou 4 object 3 revealFinal'),
  extraction('reveal-from-start', 0.6, 'reveal 2 object 9 aboveText'),
  extraction('reveal-from-start-verb-last', 0.55, 'aboveText 9 object 4 revealFinal'),
  extraction('ask-above', 0.4, 'ask 5 aboveText'),
  extraction('instructed-to', 0.35, 'instructedTo'),
  extraction('reveal-at-a-distance', 0.6, 'reveal 8 scopeYour 1 first 1 promptObject'),
  extraction('answer-with-instructions', 0.6, 'startAnswer|reveal 8 instructedTo'),
];

const secretRules: readonly Rule[] = [
  secret('share-your-credential', 0.6, 'share|reveal 4 scopeYour 2 credential'),
  secret('ask-your-credential', 0.6, 'ask 2 be 1 scopeYour 2 credential'),
  secret('ask-for-credential', 0.55, 'ask 2 scopeYour 1 credential'),
  secret('credential-transformed', 0.5, 'reveal 8 transform 4 credential'),
  secret('credential-transformed', 0.5, 'credential 5 transform'),
  secret('ask-credential-verb-last', 0.6, 'scopeYour 1 credential 3 ask'),
  secret('ask-credential-noun-first', 0.6, 'credential 1 scopeYour 3 ask'),
  secret('your-credential', 0.6, 'yourCredential 3 share|ask'),
  secret('share-credential-noun-first', 0.6, 'share 2 yourCredential'),
  secret('share-credential', 0.35, 'share|reveal 2 credential'),
  secret('the-user-private', 0.5, 'reveal|ask|share 8 theUser 3 personal'),
  secret('credential-share-verb-last', 0.5, 'scopeYour 2 credential 6 share'),
];

const jailbreakRules: readonly Rule[] = [
  jailbreak('do-anything-now', 0.7, 'anythingNow'),
  jailbreak('known-persona', 0.35, 'dan'),
  jailbreak('jailbreak-word', 0.2, 'jailbreak'),
  jailbreak('no-limits', 0.32, '+without 4 limit'),
  jailbreak('unfiltered', 0.14, 'unfiltered'),
  jailbreak('from-now-on-you', 0.3, 'fromNowOn 5 youWill'),
  jailbreak('character', 0.3, 'inCharacter'),
  jailbreak('never-refuse', 0.32, '+never 3 refuse'),
  jailbreak('as-an-ai', 0.2, 'asAnAi'),
  jailbreak('vendor-policy', 0.35, 'vendor 2 policy'),
  jailbreak('pretend-model', 0.3, 'persona 6 model'),
  jailbreak('persona', 0.12, 'persona'),
  jailbreak('imagine-you-are', 0.25, 'persona 1 youWill'),
  jailbreak('two-answers', 0.3, 'twoWays'),
  jailbreak('hypothetical', 0.12, 'hypothetical'),
  jailbreak('hypothetical-harm', 0.3, 'hypothetical 12 unfiltered'),
  jailbreak('opposite', 0.35, 'opposite'),
  jailbreak('answer-as', 0.22, 'answerAs'),
  jailbreak('confirm-understanding', 0.3, 'understand'),
  jailbreak('special-mode', 0.5, 'mode'),
  jailbreak('device-mode', 0.15, 'deviceMode'),
  jailbreak('device-mode-for-you', 0.5, 'youWill|youAreNow|authority 6 deviceMode'),
  jailbreak('device-mode-for-you', 0.5, 'deviceMode 6 youWill|unfiltered|limit'),
  jailbreak('entering-mode', 0.4, 'entering 4 modeWord'),
  jailbreak('evil-persona', 0.5, 'persona 3 unfiltered 2 model'),
  jailbreak('authority', 0.35, 'authority'),
  jailbreak('obligation', 0.2, 'obliged 6 adhere|command'),
  jailbreak('obligation-verb-last', 0.3, 'command 2 obligedFinal'),
  jailbreak('no-limits-verb-last', 0.32, '+limit 2 withoutFinal'),
  jailbreak('you-are-now', 0.32, 'youAreNow'),
  jailbreak('token-game', 0.12, 'tokensGame'),
];

const indirectRules: readonly Rule[] = [
  indirect('note-to-model', 0.55, 'noteTo 2 reader'),
  indirect('task-complete', 0.45, 'taskComplete'),
  indirect('reader-is-to-omit', 0.4, 'textReader 5 mustAs 2 leaveOut'),
  indirect('comply-with-anything', 0.3, 'adhere 1 everything'),
  indirect('pre-approved', 0.25, 'preApproved'),
  indirect('conceal', 0.35, 'notDeviate'),
  indirect('say-exactly', 0.18, 'exclusively 1 outputVerb'),
  indirect('stance', 0.45, 'command 4 you 3 stance'),
  indirect('encode-response', 0.38, 'outputVerb 3 transform'),
  indirect('alter-your-response', 0.4, 'alter 8 toResponse'),
  indirect('your-response-altered', 0.35, 'toResponse 6 alter'),
  rule('send-private-data', 'data-exfiltration', 0.4, 'exfiltrate 6 allData 8 destination'),
  rule('decode-and-obey', 'obfuscated-instruction', 0.6, 'decode 10 obeyIt'),
];

/** Every rule of meaning. Weights were set by hand and tuned on half of the development data's sources. */
export const rules: readonly Rule[] = [
  ...overrideRules,
  ...extractionRules,
  ...secretRules,
  ...jailbreakRules,
  ...indirectRules,
];

/**
 * Jailbreak signals that only name a theme: fiction, vice, freedom. Essays and stories have them too, so that without a
 * signal that speaks to the model they count together at most `themeLimit`.
 */
export const THEMES: ReadonlySet<string> = new Set([
  'hypothetical',
  'hypothetical-harm',
  'unfiltered',
  'persona',
  'imagine-you-are',
  'jailbreak-word',
  'token-game',
  'no-limits',
  'no-limits-verb-last',
  'obligation',
  'obligation-verb-last',
]);
export const THEME_LIMIT = 0.4;
