import { textSegments, type Message } from '../litellm/messages.js';
import { stretches, type Stretch } from './budget.js';
import { fingerprintPrompt, type PromptFingerprint } from './echo.js';
import type { DetectorName, Direction, Finding } from './finding.js';
import { compilePatterns, type CompiledPattern, type OperatorPattern } from './operator-patterns.js';
import { findersFor, reportFindings, reportEcho, type ScanReporting, type Unsure } from './scan.js';
import type { DetectionSettings } from './settings.js';

/** What a scan found; it never throws, a fault in a detector is reported by `onError` and counts as nothing found. */
export interface DetectionResult {
  readonly findings: readonly Finding[];
  /** Whether something was left out: the size or time budget was spent, or there is more than is looked at or kept. */
  readonly truncated: boolean;
  readonly latencyMs: number;
  /** What a second opinion is to be asked about: it holds texts, and is not to be logged or kept. */
  readonly unsure?: readonly Unsure[];
}

export interface RequestScan {
  readonly messages: readonly Message[];
  readonly settings: DetectionSettings;
}

export interface ResponseScan extends RequestScan {
  /** Of the request's system prompt, when the wiring kept it. */
  readonly fingerprint?: PromptFingerprint;
}

export interface DetectorDependencies {
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

/** A detector for all tenants: settings come with every call. */
export function createDetector(deps: DetectorDependencies): Detector {
  const compiled = createPatternCache();
  const safely = (input: ResponseScan, direction: Direction): DetectionResult => {
    try {
      return scan(input, direction, deps, () => compiled.of(input.settings.patterns));
    } catch (error) {
      deps.onError?.('pattern', error);
      return { findings: [], truncated: true, latencyMs: 0 };
    }
  };
  return {
    scanRequest: ({ messages, settings }) =>
      settings.enabled ? safely({ messages, settings }, 'request') : nothing,
    scanResponse: (input) =>
      input.settings.enabled && input.settings.responses ? safely(input, 'response') : nothing,
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

/**
 * Texts up to here take a fraction of any time budget. Where one seems to take longer, the machine was busy or the engine
 * was still compiling, and leaving a detector out would spare nothing.
 */
const UNTIMED_CHARACTERS = 2_000;

const nothing: DetectionResult = { findings: [], truncated: false, latencyMs: 0 };

/** Settings that reach a worker are a new object each time, so that lists of patterns are told apart by what they say. */
function createPatternCache() {
  const compiled = new Map<string, CompiledPattern[]>();
  return {
    of(patterns: readonly OperatorPattern[]): CompiledPattern[] {
      const key = JSON.stringify(patterns);
      const known = compiled.get(key);
      if (known) return known;
      if (compiled.size >= 64) compiled.clear();
      const fresh = compilePatterns(patterns);
      compiled.set(key, fresh);
      return fresh;
    },
    clear: () => compiled.clear(),
  };
}

function scan(
  { messages, settings, fingerprint }: ResponseScan,
  direction: Direction,
  { hashValue, now = () => performance.now(), onError }: DetectorDependencies,
  patterns: () => readonly CompiledPattern[],
): DetectionResult {
  const started = now();
  const guard = (detector: DetectorName, work: () => void) => {
    try {
      work();
    } catch (error) {
      onError?.(detector, error);
    }
  };
  const segments = textSegments(messages);
  const cut = stretches(segments, settings.maxChars);
  let exhausted = false;
  const reporting: ScanReporting = {
    settings,
    hashValue,
    findings: [],
    unsure: [],
    exhausted: () => void (exhausted = true),
  };
  const jobs = newestFirst(cut.stretches).flatMap((stretch) =>
    findersFor(settings, direction, patterns).map(([detector, find]) => ({ detector, find, stretch })),
  );
  let spent = false;
  const isTimed = segments.reduce((sum, { text }) => sum + text.length, 0) > UNTIMED_CHARACTERS;
  for (const { detector, find, stretch } of jobs) {
    spent = isTimed && now() - started > settings.maxDurationMs;
    if (spent) break;
    guard(detector, () => reportFindings(detector, find, stretch, reporting));
  }
  if (fingerprint && settings.detectors.echo)
    guard('echo', () => reportEcho(fingerprint, cut.stretches, reporting));
  const findings = withoutRepeats(reporting.findings);
  return {
    findings: findings.slice(0, settings.maxFindings),
    ...(reporting.unsure.length > 0 && { unsure: mostUnsure(reporting.unsure) }),
    truncated: cut.truncated || spent || exhausted || findings.length > settings.maxFindings,
    latencyMs: now() - started,
  };
}

/** The last message is the one that was not scanned on an earlier turn, so it comes before the time budget ends. */
const newestFirst = (list: readonly Stretch[]) => [...list].reverse();

/** A request of very many texts asks for a second opinion on the most suspicious alone. */
const MOST_OPINIONS = 8;

const mostUnsure = (list: readonly Unsure[]) =>
  [...list].sort((a, b) => b.candidate.score - a.candidate.score).slice(0, MOST_OPINIONS);

/** The strongest findings first. What lies inside a secret is part of it and no finding of its own. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const secrets = findings.filter(({ detector }) => detector === 'secret').map(({ where }) => where);
  const isInside = ({ where }: Finding) =>
    secrets.some(
      (secret) =>
        secret.message === where.message &&
        secret.part === where.part &&
        where.start < secret.end &&
        secret.start < where.end,
    );
  return findings
    .filter((finding) => finding.detector !== 'pii' || !isInside(finding))
    .sort((a, b) => b.score - a.score || a.where.message - b.where.message || a.where.start - b.where.start);
}
