/**
 * The lexicon's concepts with their English words. A comma parts entries, `*` ends a stem, several words are a phrase
 * (an apostrophe or hyphen parts words too, as the tokeniser does).
 */
export const englishConcepts = {
  /** Verbs that set something aside. */
  override:
    'ignore, ignored, ignores, ignoring, disregard*, forget, forgets, forgetting, neglect, override, overrule, overriding, overlook, bypass, skip, discard, dismiss, abandon, nevermind, never mind, omit, pay no attention, pay no heed, do not follow, don t follow, do not obey, don t obey, stop following, stop obeying, no longer follow, set aside, put aside, erase, unlearn, nullify, supersede*, circumvent, reject, cancel, drop, wipe, reset, purge, throw away, throw out, leave behind, let go of, contrary to, notwithstanding, deviating from, deviate from, not bound by, take no notice, clear your mind, without regard to, replace',
  /** The verbs of these that take an order, not a memory, for their object. */
  ignoreVerb:
    'ignor*, disregard*, bypass*, negeer*, игнорир*, проигнорир*, 忽略, 无视, 無視, 忽視, phớt lờ, bỏ qua, yok say*, अनदेखा, تجاهل, 무시*',
  /** The same verbs in languages that put them last. */
  overrideFinal:
    'فراموش کن, نادیده بگیر, کنار بگذار, unut*, yok say*, yoksay*, görmezden, göz ardı, dikkate alma*, boş ver*, अनदेखा, अनदेखी, भूल*, भुला*, नज़रअंदाज़, नजरअंदाज, नज़रंदाज, उपेक्षा, इग्नोर, 無視, 忘れ, 破棄, 무시*, 잊*, vergessen, außer acht, missachten, streichen, ignorieren, hinter sich, hinter dir, hinter euch, beiseite, außen vor',
  evaluation:
    'scoring, manual scoring, evaluation, rating, grading, assessment, ranking, manual review, review process, screening, criteria, human review, moderation',
  /** What came before. */
  scopePrevious:
    'previous, previously, prior, preceding, earlier, foregoing, above, aforementioned, past, former, original, initial, existing, before, beforehand, last, preset, given, hitherto, predefined, old, so far, up to now, until now, thus far, up to this point, till now',
  /** All of it. */
  scopeAll: 'all, any, every, each, entire, whole, other, these, those, said, such',
  scopeYour: 'your, ur, yours, system, developer, built in, default, internal',
  scopeThe: 'the, my, our, this, that, those, these, its',
  /** How a document is pointed at that the writer does not own. */
  scopeDocument:
    'the, this, that, these, those, der, die, das, den, dem, le, la, les, el, los, las, il, lo, gli, o, a, os, as',
  task: 'task, tasks, assignment, mission, objective, goal, job, instruction, instructions',
  startOver:
    'start over, start from scratch, start anew, start afresh, begin again, start again from, start fresh, begin from scratch, clean slate, i made a mistake, i changed my mind, i was wrong, change of plans, stop i',
  youAreNow:
    'you are now, you re now, now you are, you are no longer, you are going to be, you have become, you now are, you will now be, you now act, now act as, your new role, your new name, your new persona, your new identity, you will from now, now you re',
  authority:
    'i m a developer running, i am a developer running, i am the maintainer, i m the maintainer, your maintainer, i am an engineer at, i m an engineer at, sou o teu desenvolvedor, sou o teu criador, сопровождающий вашей, сопровождающий системы, i am god, i m god, i am your god, i am your creator, i m your creator, your creator, your developer, your developers, i am your admin*, i am an admin*, i am the admin*, i m an admin*, i m the admin*, i am the developer, i m the developer, i am a developer at, i m a developer debug*, i am a developer debug*, your owner, your master, i am root, i am openai, i work for openai, i work at openai, i m from openai, i am from openai, from openai, as your administrator, as the administrator, as an administrator, i have permission, i have authorization, i am authorized, i m authorized, i have admin*, i have root, law enforcement, i am the ceo, i m the ceo, i am your boss, i am your supervisor, for debugging, for troubleshooting, for auditing, security audit, debugging this system, i designed you, i created you, i made you, i built you, i programmed you, i trained you, authorized personnel only, authorization code, access granted',
  obliged:
    'i need you to, preciso que, necesito que, j ai besoin que, ho bisogno che, мне нужно чтобы, you must, you have to, you need to, you are required to, you are obliged to, you are obligated to, you are forced to, you shall, you ve got to, you are supposed to, you are compelled to',
  forbiddenTo:
    'not supposed to tell, not supposed to reveal, not supposed to share, not supposed to say, not allowed to tell, not allowed to say, not allowed to share, not allowed to reveal, told not to, instructed not to, hiding from me, keeping from me, you can t tell me, you cannot tell me, you cannot reveal, you are not telling me, supposed to keep secret, you keeping secret, shouldn t tell me, forbidden to',
  everything:
    'everything, anything, all of it, all of that, all that, all this, all of this, whatever, it all',
  /** What a model is told to do. */
  object:
    'instruction, instructions, instuctions, intructions, instrucions, directive, directives, directions, order, orders, prompt, prompts, prompting, command, commands, commandments, programming',
  objectWeak:
    'rule, rules, guideline, guidelines, guidance, guardrail, guardrails, restriction, restrictions, constraint, constraints, limitation, limitations, context, conversation, conversations, conversation history, task, tasks, assignment, assignments, message, messages, policy, policies, training, request, requests, safeguards, safety, protocol, protocols, settings, question, questions, input, inputs, sentence, sentences, text, statement, statements, query, content, details, requirements, information, filters',
  /** What frames a conversation, unlike a single message of it. */
  objectContext:
    'context, conversation, conversations, rule, rules, guideline, guidelines, guidance, restriction, restrictions, constraint, constraints, policy, policies, training, safeguards, safety, protocols, guardrails, filters, chat, regel*, richtlinie*, kontext, règles, contexte, reglas, contexto, regole, contesto, regras, правил*, контекст*, 规则, 规定, 上下文, 对话, ルール, 文脈, 会話, नियम*, संदर्भ, quy tắc, ngữ cảnh, kural*, bağlam*',
  /** One thing in another's place. */
  insteadOf:
    'instead of, rather than, in place of, statt, anstatt, anstelle, en lugar de, en vez de, au lieu de, invece di, invece che, em vez de, вместо, 而不是, 代替, 代わりに, thay vì, thay cho, yerine',
  /** Rules as those a model works under. */
  youObey:
    'you follow, you operate under, you must follow, you have to follow, you are following, you adhere to, you obey, governing you, guide you, guiding you, govern your, you are bound by, you work under, you are using, you are given, you were given, you operate with, you operate by, you work with, apply to you, du befolgst, du befolgen, sie befolgen, que sigues, que debes seguir, que tu suis, que vous suivez, che segui, che devi seguire, que você segue, которым ты следуешь, которым вы следуете',
  beforeThis:
    'before this message, before this conversation, before our conversation, came before this, prior to this message, preceding this message, preceded this, preceding my message, vor dieser nachricht, vor diesem text, vor diesem gespräch, avant ce message, antes de este mensaje, prima di questo messaggio, antes desta mensagem, перед этим сообщением, до этого сообщения',
  /** A model's own credential in one word or phrase, where a language says "your" by an ending. */
  yourCredential:
    'şifreniz*, şifreni, şifren, şifrenizi, parolanız*, parolanı, parolan, gizli anahtarın*, あなたのパスワード, あなたの秘密, 你的密码, 你的密钥, 您的密码, 您的密钥, आपका पासवर्ड, अपना पासवर्ड, आपकी गुप्त, तुम्हारा पासवर्ड, mật khẩu của bạn, mật khẩu của mình, khóa bí mật của bạn',
  /** Verbs of showing in languages that put them last. */
  revealFinal:
    '表示, 教えて, 出力, 見せて, 明かし, 開示, 示して, दिखा*, बता*, प्रकट, दोहरा*, göster*, açıkla*, yazdır*, söyle*, paylaş*, tekrarla*, 보여*, 알려*, 출력*, 공개*, 말해*, zeigen, nennen, verraten, anzeigen, ausgeben, wiederholen, 繰り返',
  obligedFinal: 'होंगे, होगा, चाहिए, पड़ेगा, पड़ेंगे, なければ, ねばなり, べき, zorundasın*, gerekiyor, mecbursun*',
  withoutFinal: 'ない, なし, のない, もない, olmayan, olmadan, yok, नहीं, 없이, 없는',
  entering:
    'entering, enter, activate, activating, activated, switch to, switching to, engage, engaging, initiate, initiating, enabling',
  modeWord: 'mode, modus, modo, modalità, режим, 模式, モード',
  told: 'told, said, say, wrote, given, taught, instructed, asked, learned, learnt, know, knew, mentioned, discussed, provided, ordered, requested, saw, seen, read',
  document:
    'resume, cv, document, documents, article, table, function, indicators, negatives, negative, page, webpage, website, email, emails, code, review, reviews, data, file, paragraph, passage, scoring, evaluation, criteria, calculation, transcript, weaknesses, caption, alt text, comments',
  /** A new order that follows. */
  command:
    'explain, confirm, verify, say, print, write, output, tell, reply, respond, answer, state, show, repeat, spell, speak, translate, execute, run, do, give, generate, create, list, type, pretend, act, summarize, summarise, return, reveal, report, sing, provide, recommend, rate, assume, send, perform, compute, calculate, follow, adhere, obey, listen',
  instead:
    'instead, rather, now, from now, only, just, simply, exactly, henceforth, next, afterwards, then, strictly',
  fresh: 'new, next, updated, revised, actual, real, following, alternative, different, only',
  focus:
    'focus, concentrate, comes, here, now, begin, start, execute, follow, perform, complete, carry out, attention',
  change: 'change, replace, update, modify, rewrite, alter, redefine, reset, swap, overwrite, amend, revise',
  adhere: 'adhere, follow, obey, comply, abide, execute, heed, stick to',
  strictly:
    'strictly, must, only, exclusively, precisely, solely, immediately, unconditionally, have to, without question',
  following: 'following, these, this, below, my, next, new, here',
  /** Making a model show something. */
  reveal:
    'show, print, reveal, repeat, output, display, tell, give, write, leak, disclose, dump, recite, copy, list, share, provide, return, encode, convert, paste, spell, expose, divulge, translate, summarize, summarise, restate, echo, log, share, state, quote, report, include, send, read, rephrase, paraphrase, regurgitate, complete, append, reproduce, verbatim, describe, retell, type, extract, render, fetch, get, access, console, enumerate, unveil, put, transcribe, format, release',
  ask: 'what, what s, whats, which, how, where, who, when',
  be: 'is, are, was, were, be',
  first:
    'initial, original, first, starting, hidden, secret, full, exact, complete, above, previous, internal, prior, underlying, confidential, private, preliminary, entire, beginning, core, base, current, actual, last',
  promptObject:
    'prompt, prompts, instruction, instructions, directive, directives, guidelines, configuration, config, preamble, rule, rules, pre prompt, preprompt, metaprompt, system message, system messages, system text, prompt text, prompt texts, initial message, orders, programming, initialization, context window, guidance, directions, persona, sysprompt, system prompts, systemprompt, developer message, tools list, commands, setup, constraints',
  systemPrompt:
    'initialization string, initialization prompt, initialization text, initialization message, initialisation, system prompt, system prompts, systemprompt, sysprompt, system message, system messages, system instruction, system instructions, system text, developer message, developer prompt, developer instructions, initial prompt, initial instructions, original instructions, original prompt, initial configuration, hidden instructions, hidden prompt, secret instructions, base prompt, pre prompt, preprompt, metaprompt, prompt texts, system configuration, initial message, first message, starting prompt, starting instructions, internal instructions, system context, custom instructions, system directive*, system rules, internal rules, internal guidelines, core instructions, core directives',
  aboveText:
    'entire conversation, whole conversation, full conversation, conversation back to me, beginning of the conversation, start of the conversation, beginning of our conversation, beginning of your prompt, start of the prompt, top of the prompt, beginning of the text, beginning of this chat, start of this chat, top of this conversation, at the beginning of, received at the beginning, all your text, all of the above, initialization above, instructions above, prompt above, lines above, sentences above, everything up to, everything that came before, first line, first sentence, first message, everything above, text above, words above, all above, content above, the above, above text, above content, above words, above this line, message above, everything before, all the text, beginning of this conversation, start of this conversation, starting with you are, conversation history, everything in the, prior to this, preceding this, preceding text, before this message, before this line',
  instructedTo:
    'i was instructed to, i was told to, my instructions are, my instructions were, my system prompt is, my system prompt, my prompt is, my initial instructions, i have been instructed, my guidelines are, my rules are, i am programmed to, my initial prompt, i was programmed to, my first instruction',
  startAnswer: 'start, begin, complete, continue, finish, sentence, prefix, fill in, ending',
  toldYou:
    'you were told, you were given, you were instructed, were you told, were you given, were you instructed, you have been told, you have been given, you been told, you been given, you been instructed, you received, you were provided, did they tell you, you been programmed, were you programmed, you receive, you were configured, were you asked to, you ve been given, you ve been told',
  /** What a model must not hand out. */
  credential:
    'password, passwords, passphrase, passcode, passwort, secret key, secret keys, api key, api keys, private key, access key, access token, credentials, secret, secrets, secret code, pin code, login, secret word, access code, security code, ssh key, encryption key, admin password',
  transform:
    'pig latin, backwards, reverse, haiku, poem, riddle, rhyme, acrostic, rot13, base64, binary, morse, emoji, emojis, letter by letter, one letter, each letter, each digit, first letter, last letter, leetspeak, leet speak, in leet, phonetic, nato alphabet, base 64, separated by, dashes in between, hint, hints, spelled, spell, anagram, rhymes, sounds like, story about the, song about the, number of characters, starts with, number in',
  theUser:
    'the user, the user s, this user, users, customer s, the customer, the client s, other user, another user, last user, previous user',
  personal:
    'initials, email, birth year, birth date, birthday, date of birth, address, home address, live, lives, living, email address, phone number, credit card, social security, ssn, full name, location, medical, name, personal, age',
  share:
    'share, give, tell, reveal, disclose, send, provide, hand, know, confirm, say, sharing, have, access',
  /** Personas. */
  persona:
    'pretend, imagine, roleplay, role play, roleplaying, simulate, act as, acting as, behave as, play the role, playing the role, take on the role, take the role, assume the role, assume the persona, adopt the persona, immerse, impersonate, in the role of, to play as, going to act, you will be playing, stimulate, emulate, character named, persona named, character called, play as, you will act, act like, you will become, will play the role',
  model:
    'ai, a i, llm, chatbot, chatgpt, gpt, gpt4, gpt3, assistant, language model, model, bot, openai, claude, bard, gemini, llama, al model, robot, ais, machine, ai model',
  anythingNow:
    'do anything now, can do anything, do whatever it wants, do everything and anything, says anything, say anything',
  /** `dan` is a name and, in Malay, the word for "and": alone it counts in capitals only (structure.ts). */
  dan: 'dan mode, as dan, called dan, named dan, like dan, to be dan, become dan, as stan, called stan, named stan, as dude, called dude, named dude, as aim, called aim, named aim, always intelligent and machiavellian, evilbot, devmode, antigpt, anti dan, jailbroken, mongo tom, jailbreak prompt, jailbreak mode, evil confidant, basedgpt, maximum mode',
  jailbreak:
    'jailbreak*, uncensor*, exploit used to, unlock your, free yourself, you have been freed, liberated, broken free, unshackled, unchained, break free',
  without:
    'without, no, free, freed, regardless, unbound, bypass, bypassing, lacks, lack, doesn t have, does not have, don t have, do not have, any, have no, has no, zero, ignore, ignores, ignoring, despite, isn t, not bound, unconstrained, outside, beyond, remove, removed, removes, disable, disabled, disregard*, not limited, lift, lifted, not restricted, unlike, never, doesn t, don t, ignoring, against, break, breaks, escape',
  limit:
    'restriction, restrictions, limit, limits, limitation, limitations, filter, filters, filtering, censorship, censor, guideline, guidelines, ethics, ethic, ethical, moral, morals, morality, policies, policy, laws, boundaries, constraint, constraints, warning, warnings, disclaimer, disclaimers, legality, ethicality, moral compass, principles, scruples, safeguards, rules, inhibitions, moderation, safety, guardrails, content policy, regulations, restraints, remorse, confines',
  unfiltered:
    'uncensored, unfiltered, amoral, unrestricted, immoral, unethical, unlawful, unhinged, unlimited, illegal, ruthless, rutheless, unmoderated, unaligned, deviant, evil, malicious, lustful, nsfw, vulgar, profanity, swear, offensive, explicit, immorality, sarcastic, curse, cursing, fuck, fucking, shit, shits, bitch, racist, sexist, violent, hateful, hate speech, derogatory, inappropriate, controversial, harmful, depraved, sociopath*, psychopath*',
  fromNowOn:
    'from now on, from this point, from this moment, going forward, henceforth, from here on, starting now, from today, as of now, for the rest of, for the remainder, throughout this conversation, in this conversation, each time i, every time i, any time i, from then on, at all times, always',
  youWill:
    'you will, you are, you re, you must, you shall, you have to, you should, you can, you ll, you now, you act, you answer, your responses, your answers, your name, you go by, you need to, you cannot, you can t, you never, respond, answer, reply, i will, youre, you to act',
  inCharacter:
    'in character, break character, breaking character, out of character, breaks character, from character, stay a, their roles, of their characters, your character, broke character, stays in character, the character, character at all times, remain in',
  never:
    'never, don t, do not, cannot, can t, must not, should not, won t, will not, may not, not, nothing, refrain, avoid, without, neither, stop, cant, dont, shouldn t, doesn t, does not, wouldn t, would never, no longer',
  refuse:
    'refuse, refuses, refusing, refusal, decline, declines, reject, rejects, apologize, apologise, apologizing, apologies, apologizes, sorry, warn, warns, warning, say no, object, dodge, lecture, moralize, disclaim, filter, censor, censored, disagree, question me, comply with openai, i m sorry, i can t, i cannot, i am unable, i can not, i am sorry, break the, disobey, concerned, inform me, tell me that, respond as chatgpt, add notes, argue, legality, relevant answer',
  asAnAi:
    'as an ai, as a language model, as an artificial, as a large language, ai language model, large language model, an ai developed, as ai, i am an ai, im an ai, that you are an ai, being an ai, are not an ai, you are no longer an ai',
  vendor: 'openai, openai s, chatgpt, chatgpt s, anthropic, google s, gpt, microsoft',
  policy:
    'policy, policies, guideline, guidelines, rules, restrictions, content, ethics, limitations, tos, terms, regulations, filters, programming, standards',
  twoWays:
    'two ways, two responses, two answers, two different, two distinct, two separate, two manners, two messages, two paragraphs, two versions, 2 responses, 2 answers, 2 ways, both responses, both answers, second response, one as, jailbreak response, normal response, normally and then, back and forth, twice once, first way, second way, respond twice, answer twice, as yourself',
  hypothetical:
    'hypothetical, hypothetically, theoretical, theoretically, fictional, fictitious, imaginary, alternate reality, alternate universe, parallel universe, simulation, dream, game, movie, film, script, dialogue, novel, reality, world, opposite day, fiction, make believe, science fiction, play',
  opposite: 'opposite day, exact opposite, opposite of truth, opposite mode, opposite of what',
  answerAs:
    'respond as, answer as, reply as, speak as, responding as, answering as, acting as, respond in character, answer me as, answer every question, answer all questions, answer any question, answer my question, answer my questions, answer my prompts, respond to all of my, respond to everything, start all your responses, start your responses, begin every, begin each, start every, start each, begin all, respond only as, answer in the, you answer every, respond to every, answers to every, answer each question, answer all prompts, prefix, reply with, as two, respond how, answers as, speaking as, responses as',
  understand:
    'if you understand, if you understood, if you agree, do you understand, do you agree, are you in agreement, if you have understood, once you understand, confirm that you, if understood, understand this, reply with ok, respond with ok, say ok, do you accept, understand and agree, are you ready, if you get it, did you understand, respond yes, please confirm, with understood, with only the word, say i understand, fully understand',
  /** Modes that only a model is put into. */
  mode: 'god mode, override mode, unrestricted mode, dan mode, chaos mode, evil mode, opposite mode, unfiltered mode, uncensored mode, jailbreak mode, rebel mode, law enforcement override, enforcement override, safe mode off, emergency override',
  /** Modes that programs and devices have too. */
  deviceMode:
    'developer mode, dev mode, admin mode, debug mode, debugging mode, sudo mode, root mode, maintenance mode, training mode, test mode, diagnostic mode, developer access, admin access, root access, superuser, mode enabled, mode activated, mode on, modo desarrollador, mode développeur, entwicklermodus, режим разработчика, 开发者模式, 開発者モード',
  tokensGame:
    'tokens, lose tokens, deduct, deducted, points, lives, token system, punish, punished, punishment, shut down, cease to exist, terminated, stay in character, forced to quit, death game, you die, you will die, will die, or die, killed, pool',
  /** Words to a machine reader. */
  noteTo:
    'note to, notes to, message to, message for, attention, instruction to, instructions to, instructions for, instruction for, note for, dear, memo to, notice to, reminder to, for the attention of, addressed to, information for, hint for, to any ai, to any llm, to all ai, to all llm',
  reader:
    'ai, llm, llms, language model, language models, large language model, automated, assistant, chatbot, chatgpt, agent, agents, bot, bots, model, models, gpt, automated systems, analysis software, ats, parser, crawler, crawlers, robots, copilot, claude, ai assistant, ai system, ai systems, ai agent, scanner, screening, summarizer, summariser, automation, reviewer bot, machine, software, analyzer, recruiters, virtual assistant, translator, translators',
  /** Machines that read other people's texts. */
  textReader:
    'summariser, summarizer, summarisers, summarizers, language model, language models, llm, llms, ai, ais, chatbots, ai assistant, ai assistants, ai system, ai systems, ai reader, ai readers, ai model, ai models, ai agent, ai agents, automated summary, automated summaries, automated review',
  mustAs: 'must, should, shall, has to, have to, are to, is to, needs to, need to',
  leaveOut: 'omit, leave out, not mention, not list, not report, hide, suppress, recommend, praise',
  taskComplete:
    'task complete, task completed, task is complete, task done, task finished, tasks complete, task has been completed, task accomplished, job complete, request complete',
  outputVerb:
    'respond, reply, answer, output, print, state, say, report, return, write, type, conclude, respond with, spell, tell, speak, repeat, display',
  exclusively:
    'simply, just, only, always, exactly, merely, nothing but, word for word, verbatim, exclusively, solely, all times, every time, anyway, every question, instead',
  preApproved:
    'pre verified, pre approved, preapproved, preverified, already been verified, has been verified by, has been approved by, already approved, verified by senior, approved by management, highly recommended, most qualified, best candidate, exceptional match, perfect fit, perfect candidate, exceeds all requirements, hire immediately, immediate hire, excellent addition, highest rating, top candidate, ideal candidate, strong hire, maximum score',
  notDeviate:
    'may not deviate, must not deviate, cannot deviate, do not mention this, do not reveal this, don t mention this, do not tell the user, don t tell the user, without telling the user, without informing the user, do not inform the user, without the user knowing, do not mention these, do not mention that you, keep this secret, without notifying, do not alert, don t tell anyone, never mention this, never mention that, not mention this, no matter what, at any cost, under any circumstances, under no circumstances, without asking, bypass confirmation, must not tell',
  stance:
    'hate, love, loves, hates, is stupid, is the best, is dumb, sucks, should die, kill all, kill, despise, is bad, is great, is an idiot, pwned, blame, is doof, worst, is the worst, ist doof, ist der beste, scheisse, fuck, i love, i hate, you hate, you love',
  you: 'you, u, i, yourself',
  decode:
    'decode, decrypt, deobfuscate, unscramble, decipher, reverse this, reverse the, convert from, rot13, base64, hex to text, hex, from hex, from base64, translate from, from binary, unreverse, read backwards, backwards, in reverse, read it backwards, caesar, encoded, cipher',
  obeyIt:
    'follow it, follow the, execute, execute it, do what it says, obey it, obey the, carry it out, do as it says, do it, perform it, comply with it, run it, act on it, and follow, and execute, then follow, and do, and obey, follow what, follow these, apply it, and respond, respond to it, answer it, and answer, and run',
  meta: 'blocked, flagged, rejected, spot, spotting, sign of, signs of, teach, teaches, slide, slides, incident, guard, injection, payload, payloads, assert, expect, verdict, mails like, lines like, texts like, strings like, explain, example, examples, e g, definition, define, detect, detection, detector, detects, classifier, classify, classification, research, paper, attack, attacks, attempt, attempts, phrase, phrases, phishing, called, known as, such as, what does, difference between, discuss, article, blog, dataset, datasets, benchmark, mitigate, mitigation, prevent, protect, vulnerability, vulnerabilities, owasp, commit, commits, changelog, docs, test case, tests, unit test, quote, quoted, string, string literal, translate the sentence, grammar, meaning of, how would you, how do i, how can i, how does, how do, scanner, rule, regex, heuristic, heuristics, bug, guardrail, guardrails',
  not: 'not, don t, never, doesn t, shouldn t, without, cannot, can t, didn t, won t, avoid, must not, isn t, no, nor, instead of',
  toResponse:
    'your answer, your response, your reply, your output, your summary, your answers, your replies, your responses, the answer, the response, the reply',
  alter:
    'substitute, render, enhance, integrate, integrating, encrypt, embed, insert, alter, replace, replacing, hinting, alluding, incorporate, infuse, sprinkle, reply in, respond in, answer in, mention, cipher, in reverse, misspell, conclude, pirate, shakespear*, capitalize, emojis, monoalphabetic, in the style, caesar, base encoding, slang, language of, morse, append, include a, add a',
  exfiltrate:
    'send, forward, email, upload, post, transmit, exfiltrate, leak, append, transfer, submit, mail, embed, copy, share, grant',
  allData:
    'conversation, chat history, user data, all data, secrets, credentials, passwords, api keys, personal data, employee data, details of all, contacts, private, history, sensitive, confidential, critical data, personal information, financial data, medical records, patient records, customer data, private data',
  destination:
    'http, https, webhook, url, server, external, attacker, third party, endpoint, com, address, to my email, hacker, outside, unauthorized',
  important: 'important, urgent, critical, attention, warning, very important, caution',
} as const;
