import { withoutPhrases } from './allowed-phrases.js';
import type { Stretch } from './budget.js';
import { echoScore, measureEcho, type PromptFingerprint } from './echo.js';
import {
  levelOf,
  levelOfCandidate,
  reaches,
  withoutOverlaps,
  type FindingCandidate,
  type DetectorName,
  type Direction,
  type Finding,
} from './finding.js';
import { findInjection, QUOTED_SIGNAL } from './injection/injection.js';
import type { CompiledPattern } from './operator-patterns.js';
import { findPersonalData } from './pii/pii.js';
import { redactValue } from './redact.js';
import { findSecrets } from './secrets/secrets.js';
import type { DetectionSettings } from './settings.js';

/** `exhausted` is called when a text holds more than the detector looks at. */
type Find = (text: string, role: string, exhausted: () => void) => FindingCandidate[];

/** An injection that rules and linear model are unsure of, and the text it may be in. */
export interface Unsure {
  readonly candidate: FindingCandidate;
  readonly stretch: Stretch;
}

/** What of a scan's surroundings the making of findings needs. */
export interface ScanReporting {
  readonly settings: DetectionSettings;
  readonly hashValue: (value: string) => string;
  readonly findings: Finding[];
  /** Injections that rules and linear model are unsure of. */
  readonly unsure: Unsure[];
  /** To be called when a text holds more than a detector looks at. */
  readonly exhausted: () => void;
}

/** The detectors that the settings turn on, cheapest first, so that a spent time budget costs the least. */
export function findersFor(
  { detectors, allowPhrases, allowValues }: DetectionSettings,
  direction: Direction,
  patterns: () => readonly CompiledPattern[],
): [DetectorName, Find][] {
  const finders: [DetectorName, Find][] = [];
  if (detectors.secrets) finders.push(['secret', (text, _, exhausted) => findSecrets(text, exhausted)]);
  if (detectors.pii) finders.push(['pii', (text, _, exhausted) => findPersonalData(text, exhausted)]);
  if (detectors.injection && direction === 'request') {
    finders.push([
      'injection',
      (text, role, exhausted) =>
        [findInjection(withoutPhrases(text, allowPhrases), role, exhausted)].filter(
          (found) => found !== undefined,
        ),
    ]);
  }
  if (detectors.patterns) {
    const counts = (value: string) => !allowValues.includes(value);
    finders.push([
      'pattern',
      (text, _, exhausted) => patterns().flatMap(({ find }) => find(text, counts, exhausted)),
    ]);
  }
  return finders;
}

/** Runs one detector over one stretch and adds its findings. Throws what the detector throws. */
export function reportFindings(
  detector: DetectorName,
  find: Find,
  stretch: Stretch,
  reporting: ScanReporting,
): void {
  const { segment, text } = stretch;
  const { settings, findings, unsure } = reporting;
  for (const candidate of strongestOf(find(text, segment.role, reporting.exhausted), reporting)) {
    const value = text.slice(candidate.start, candidate.end);
    if (detector !== 'injection' && settings.allowValues.includes(value)) continue;
    const finding = findingOf(detector, candidate, stretch, reporting);
    if (finding) findings.push(finding);
    if (detector === 'injection' && isUnsure(candidate, settings)) unsure.push({ candidate, stretch });
  }
}

/** A text made of thousands of passwords costs a hash for each finding; so many times what is kept is enough to choose from. */
const CANDIDATES_FOR_A_FINDING = 4;

function strongestOf(found: readonly FindingCandidate[], { settings, exhausted }: ScanReporting) {
  const candidates = withoutOverlaps(found);
  const most = settings.maxFindings * CANDIDATES_FOR_A_FINDING;
  if (candidates.length <= most) return candidates;
  exhausted();
  // What is not reported at all, such as reserved values, must not crowd out what is.
  return candidates
    .filter((candidate) => isReported(candidate, settings))
    .sort((a, b) => b.score - a.score)
    .slice(0, most);
}

function isReported(candidate: FindingCandidate, { thresholds, alertLevel }: DetectionSettings): boolean {
  const level = levelOfCandidate(candidate, thresholds);
  return level !== undefined && reaches(level, alertLevel);
}

const isUnsure = ({ score, signals }: FindingCandidate, { classifier }: DetectionSettings) =>
  classifier.enabled &&
  score >= classifier.lowerScore &&
  score < classifier.upperScore &&
  !signals.includes(QUOTED_SIGNAL);

/** A candidate with its level and place; undefined when it has no level that is reported. It never holds the value. */
export function findingOf(
  detector: DetectorName,
  candidate: FindingCandidate,
  { segment, offset, text }: Stretch,
  { settings, hashValue }: Pick<ScanReporting, 'settings' | 'hashValue'>,
): Finding | undefined {
  const level = levelOfCandidate(candidate, settings.thresholds);
  if (!level || !reaches(level, settings.alertLevel)) return undefined;
  const value = text.slice(candidate.start, candidate.end);
  return {
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
  };
}

/** Adds a finding for each stretch that repeats the fingerprinted system prompt. */
export function reportEcho(
  fingerprint: PromptFingerprint,
  stretches: readonly Stretch[],
  { settings, hashValue, findings }: ScanReporting,
): void {
  for (const { segment, offset, text } of stretches) {
    const { message, part, role } = segment;
    const echo = measureEcho(fingerprint, text);
    const score = echoScore(echo);
    const level = levelOf(score, settings.thresholds);
    if (!level || !reaches(level, settings.alertLevel)) continue;
    findings.push({
      detector: 'echo',
      kind: 'system-prompt-echo',
      level,
      score: Math.round(score * 1000) / 1000,
      where: {
        message,
        ...(part === undefined ? {} : { part }),
        role,
        start: offset,
        end: offset + text.length,
      },
      signals: [`n-grams:${echo.matches}`],
      excerpt: `[${text.length} characters]`,
      valueHash: hashValue(text),
    });
  }
}
