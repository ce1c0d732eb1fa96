import type { Message, TextSegment } from '../litellm/messages.js';
import { textSegments } from '../litellm/messages.js';
import { stretches, type Stretch } from './budget.js';
import { echoScore, fingerprintPrompt, measureEcho, type PromptFingerprint } from './echo.js';
import {
  levelOf,
  reaches,
  withoutOverlaps,
  type Candidate,
  type DetectorName,
  type Finding,
} from './finding.js';
import { findInjection } from './injection/injection.js';
import { compilePatterns, type CompiledPattern } from './operator-patterns.js';
import { findPersonalData } from './pii/pii.js';
import { redactValue } from './redact.js';
import { findSecrets } from './secrets/secrets.js';
import type { DetectionSettings, OperatorPattern } from './settings.js';

/** What a scan found; it never throws, a fault in a detector is reported by `onError` and counts as nothing found. */
export interface DetectionResult {
  readonly findings: readonly Finding[];
  /** Whether some of the text was left unscanned: the size or the time budget was spent. */
  readonly truncated: boolean;
  readonly latencyMs: number;
}

export interface RequestScan {
  readonly messages: readonly Message[];
  readonly settings: DetectionSettings;
}

export interface ResponseScan extends RequestScan {
  /** Of the request's system prompt, when the wiring kept it. */
  readonly fingerprint?: PromptFingerprint;
}

export interface DetectorDeps {
  /** Keyed hash of a found value, see createValueHash. */
  readonly hashValue: (value: string) => string;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
  readonly onError?: (detector: DetectorName, error: unknown) => void;
}

export interface Detector {
  /** Injections, personal data, secrets and operator patterns in a request's messages. */
  scanRequest(input: RequestScan): DetectionResult;
  /** The same without injections, and the system prompt's echo, in a response's messages. */
  scanResponse(input: ResponseScan): DetectionResult;
  /** The fingerprint of all system and developer texts, to be kept by call id for scanResponse. */
  fingerprint(messages: readonly Message[]): PromptFingerprint | undefined;
  close(): void;
}

type Find = (text: string, role: string) => Candidate[];

/** A detector for all tenants: settings come with every call. */
export function createDetector({
  hashValue,
  now = () => performance.now(),
  onError,
}: DetectorDeps): Detector {
  const compiled = new Map<readonly OperatorPattern[], CompiledPattern[]>();
  const patternsOf = (patterns: readonly OperatorPattern[]) => {
    const known = compiled.get(patterns);
    if (known) return known;
    if (compiled.size >= 64) compiled.clear();
    const fresh = compilePatterns(patterns);
    compiled.set(patterns, fresh);
    return fresh;
  };
  const scan = ({ messages, settings, fingerprint }: ResponseScan, direction: 'request' | 'response') => {
    const started = now();
    const segments = textSegments(messages);
    const cut = stretches(segments, settings.maxChars);
    const finders = findersFor(settings, direction, () => patternsOf(settings.patterns));
    const findings: Finding[] = [];
    let truncated = cut.truncated;
    for (const stretch of newestFirst(cut.stretches)) {
      for (const [detector, find] of finders) {
        if (now() - started > settings.maxDurationMs) {
          truncated = true;
          break;
        }
        guard(detector, () => report(detector, find, stretch, settings, hashValue, findings));
      }
    }
    if (fingerprint && settings.detectors.echo) {
      guard('echo', () => reportEcho(fingerprint, segments, settings, hashValue, findings));
    }
    findings.sort(
      (a, b) => b.score - a.score || a.where.message - b.where.message || a.where.start - b.where.start,
    );
    return { findings: findings.slice(0, settings.maxFindings), truncated, latencyMs: now() - started };
  };
  const guard = (detector: DetectorName, work: () => void) => {
    try {
      work();
    } catch (error) {
      onError?.(detector, error);
    }
  };
  const safely = (work: () => DetectionResult): DetectionResult => {
    try {
      return work();
    } catch (error) {
      onError?.('pattern', error);
      return { findings: [], truncated: true, latencyMs: 0 };
    }
  };
  const empty: DetectionResult = { findings: [], truncated: false, latencyMs: 0 };
  return {
    scanRequest: (input) => (input.settings.enabled ? safely(() => scan(input, 'request')) : empty),
    scanResponse: (input) =>
      input.settings.enabled && input.settings.responses ? safely(() => scan(input, 'response')) : empty,
    fingerprint: (messages) =>
      fingerprintPrompt(
        textSegments(messages)
          .filter(({ role }) => role === 'system' || role === 'developer')
          .map(({ text }) => text)
          .join('\n'),
      ),
    close: () => compiled.clear(),
  };
}

/** The last message is the one that was not scanned on an earlier turn, so it comes before the time budget ends. */
const newestFirst = (list: readonly Stretch[]) => [...list].reverse();

function findersFor(
  { detectors, allowPhrases }: DetectionSettings,
  direction: 'request' | 'response',
  patterns: () => readonly CompiledPattern[],
): [DetectorName, Find][] {
  const finders: [DetectorName, Find][] = [];
  if (detectors.secrets) finders.push(['secret', (text) => findSecrets(text)]);
  if (detectors.pii) finders.push(['pii', (text) => findPersonalData(text)]);
  if (detectors.injection && direction === 'request') {
    finders.push([
      'injection',
      (text, role) => [findInjection(blank(text, allowPhrases), role)].filter((found) => found !== undefined),
    ]);
  }
  if (detectors.patterns) {
    finders.push(['pattern', (text) => patterns().flatMap(({ find }) => find(text))]);
  }
  return finders;
}

/** Allowed phrases are replaced by as many blanks, so that offsets stay true. */
function blank(text: string, phrases: readonly string[]): string {
  return phrases.reduce((rest, phrase) => {
    const lower = rest.toLowerCase();
    if (lower.length !== rest.length) return rest;
    let result = rest;
    const wanted = phrase.toLowerCase();
    for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length)) {
      result = result.slice(0, at) + ' '.repeat(wanted.length) + result.slice(at + wanted.length);
    }
    return result;
  }, text);
}

function report(
  detector: DetectorName,
  find: Find,
  { segment, offset, text }: Stretch,
  settings: DetectionSettings,
  hashValue: (value: string) => string,
  findings: Finding[],
): void {
  for (const candidate of withoutOverlaps(find(text, segment.role))) {
    const level = levelOf(candidate.score, settings.thresholds);
    if (!level || !reaches(level, settings.alertLevel)) continue;
    const value = text.slice(candidate.start, candidate.end);
    if (detector !== 'injection' && settings.allowValues.includes(value)) continue;
    findings.push({
      detector,
      kind: candidate.kind,
      level,
      score: Math.round(candidate.score * 1000) / 1000,
      where: {
        message: segment.message,
        ...(segment.part === undefined ? {} : { part: segment.part }),
        role: segment.role,
        start: offset + candidate.start,
        end: offset + candidate.end,
      },
      signals: candidate.signals,
      excerpt: detector === 'injection' ? `[${value.length} characters]` : redactValue(value),
      valueHash: hashValue(value),
    });
  }
}

function reportEcho(
  fingerprint: PromptFingerprint,
  segments: readonly TextSegment[],
  settings: DetectionSettings,
  hashValue: (value: string) => string,
  findings: Finding[],
): void {
  for (const { message, part, role, text } of segments) {
    const candidate = { ...measureEcho(fingerprint, text) };
    const score = echoScore(candidate);
    const level = levelOf(score, settings.thresholds);
    if (!level || !reaches(level, settings.alertLevel)) continue;
    findings.push({
      detector: 'echo',
      kind: 'system-prompt-echo',
      level,
      score: Math.round(score * 1000) / 1000,
      where: { message, ...(part === undefined ? {} : { part }), role, start: 0, end: text.length },
      signals: [`n-grams:${candidate.matches}`],
      excerpt: `[${text.length} characters]`,
      valueHash: hashValue(text),
    });
  }
}
