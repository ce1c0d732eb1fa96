import { textSegments, type Message } from '../litellm/messages.js';
import { createWorkerPool } from '../workers/pool.js';
import { stretches } from './budget.js';
import type { DetectionResult } from './detector.js';
import { levelOf, reaches, type Finding } from './finding.js';
import { findInjection } from './injection/injection.js';
import type { DetectionSettings } from './settings.js';

/** A local model's second opinion on texts whose rule score is in the grey band. */
export interface Classifier {
  /** The probability from 0 to 1 that a text is an injection. Rejects with DeadlineError or UnavailableError. */
  classify(text: string): Promise<number>;
  close(): Promise<void>;
}

const deadlineMs = 2_000;

/** Starts the classifier in one worker thread; undefined when no model is configured. The model loads at the first text. */
export function createClassifier(settings: DetectionSettings['classifier']): Classifier | undefined {
  const { modelPath, tokenizerPath, positiveLabel, maxTokens } = settings;
  if (modelPath === null || tokenizerPath === null) return undefined;
  const pool = createWorkerPool<string, number>({
    module: new URL('./classifier-worker.js', import.meta.url),
    workerData: { modelPath, tokenizerPath, positiveLabel, maxTokens },
    queue: 16,
  });
  return { classify: (text) => pool.run(text, deadlineMs), close: () => pool.close() };
}

export interface GreyBandInput {
  readonly messages: readonly Message[];
  readonly settings: DetectionSettings;
  /** What the rules found; findings outside the grey band stay as they are. */
  readonly result: DetectionResult;
  readonly classifier: Classifier;
  readonly hashValue: (value: string) => string;
  readonly onError?: (error: unknown) => void;
}

/**
 * A scan's result with the grey band decided by the classifier: its probability takes the place of the rules' score.
 * To be awaited after the request was answered. Never rejects: what cannot be classified keeps the rules' score.
 */
export async function withClassifier(input: GreyBandInput): Promise<DetectionResult> {
  const { messages, settings, result, classifier, onError } = input;
  const { lowerScore, upperScore } = settings.classifier;
  let findings = [...result.findings];
  for (const { segment, offset, text } of stretches(textSegments(messages), settings.maxChars).stretches) {
    try {
      const candidate = findInjection(text, segment.role);
      if (!candidate || candidate.score < lowerScore || candidate.score >= upperScore) continue;
      const score = await classifier.classify(text);
      const where = {
        message: segment.message,
        ...(segment.part === undefined ? {} : { part: segment.part }),
        role: segment.role,
        start: offset + candidate.start,
        end: offset + candidate.end,
      };
      findings = findings.filter((finding) => !isSamePlace(finding, where));
      const level = levelOf(score, settings.thresholds);
      if (!level || !reaches(level, settings.alertLevel)) continue;
      const value = text.slice(candidate.start, candidate.end);
      findings.push({
        detector: 'injection',
        kind: candidate.kind,
        level,
        score: Math.round(score * 1000) / 1000,
        where,
        signals: [...candidate.signals, 'classifier'],
        excerpt: `[${value.length} characters]`,
        valueHash: input.hashValue(value),
      });
    } catch (error) {
      onError?.(error);
    }
  }
  return { ...result, findings: findings.sort((a, b) => b.score - a.score) };
}

const isSamePlace = ({ detector, where }: Finding, other: Finding['where']) =>
  detector === 'injection' &&
  where.message === other.message &&
  where.part === other.part &&
  where.start === other.start;
