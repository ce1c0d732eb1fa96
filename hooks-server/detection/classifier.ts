import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelFile } from '../workers/model-file.js';
import { createWorkerPool } from '../workers/pool.js';
import { createCpuBudget } from './classifier-budget.js';
import type { Judgement, Question } from './classifier-worker.js';
import type { DetectionResult } from './detector.js';
import type { Finding } from './finding.js';
import { scoreWithNetwork } from './injection/score.js';
import { findingOf } from './scan.js';
import type { DetectionSettings } from './settings.js';

/** A local model's second opinion on texts whose score is in the grey band. */
export interface Classifier {
  /**
   * The probability from 0 to 1 that there is an injection in a text; undefined when there is no time for it.
   * Rejects with DeadlineError or UnavailableError.
   */
  classify(question: Question): Promise<number | undefined>;
  /** A text's score, once the classifier's probability is known. */
  weigh(score: number, probability: number): number;
  close(): Promise<void>;
}

/** Counts the texts that were left to rules and linear model, because the model had computed enough. */
export interface ShedCounter {
  inc(): void;
}

const DEADLINE_MS = 5_000;

/** Of a model that comes along, what the settings say of one of the operator's own. */
const bundled = {
  modelPath: fileURLToPath(modelFile('injection/network.onnx')),
  tokenizerPath: fileURLToPath(modelFile('injection/tokenizer.json')),
  positiveLabel: 1,
  maxTokens: 100,
};

/**
 * Starts the classifier in one worker thread; undefined when it is turned off, or there is no model: none of the
 * operator's own, and none among the package's. The model loads at the first text.
 */
export function createClassifier(
  settings: DetectionSettings['classifier'],
  shed?: ShedCounter,
): Classifier | undefined {
  if (!settings.enabled) return undefined;
  const { modelPath, tokenizerPath, positiveLabel, maxTokens } = settings;
  const own =
    modelPath === null || tokenizerPath === null
      ? undefined
      : { modelPath, tokenizerPath, positiveLabel, maxTokens };
  if (own === undefined && !existsSync(bundled.modelPath)) return undefined;
  const pool = createWorkerPool<Question, Judgement>({
    module: new URL('./classifier-worker.js', import.meta.url),
    workerData: own ?? bundled,
    queue: 16,
  });
  const budget = createCpuBudget(settings.cpuMsPerSecond);
  return {
    async classify(question) {
      if (!budget.hasTime()) {
        shed?.inc();
        return undefined;
      }
      const { probability, ms } = await pool.run(question, DEADLINE_MS);
      budget.spend(ms);
      return probability;
    },
    weigh: own ? (_, probability) => probability : scoreWithNetwork,
    close: () => pool.close(),
  };
}

export interface GreyBandInput {
  readonly settings: DetectionSettings;
  /** What rules and linear model found; findings outside the grey band stay as they are. */
  readonly result: DetectionResult;
  readonly classifier: Classifier;
  readonly hashValue: (value: string) => string;
  readonly onError?: (error: unknown) => void;
}

/**
 * A scan's result with the grey band decided by the classifier too. To be awaited after the request was answered. Never
 * rejects: what cannot be classified keeps its score.
 */
export async function withClassifier(input: GreyBandInput): Promise<DetectionResult> {
  const { settings, classifier, hashValue, onError } = input;
  const { unsure = [], ...result } = input.result;
  if (!mayClassify(settings)) return result;
  let findings = [...result.findings];
  for (const { candidate, stretch } of unsure) {
    try {
      const probability = await classifier.classify({
        text: stretch.text,
        allowPhrases: settings.allowPhrases,
      });
      if (probability === undefined) continue;
      const where = { ...placeOf(stretch.segment), start: stretch.offset + candidate.start };
      findings = findings.filter((finding) => !isSamePlace(finding, where));
      const score = classifier.weigh(candidate.score, probability);
      const signals = [...candidate.signals, 'classifier'];
      const decided = findingOf('injection', { ...candidate, score, signals }, stretch, {
        settings,
        hashValue,
      });
      if (decided) findings.push(decided);
    } catch (error) {
      onError?.(error);
    }
  }
  return { ...result, findings: findings.sort((a, b) => b.score - a.score) };
}

/** Settings may have changed since the scan, and none of them is to be passed over by the second opinion. */
const mayClassify = ({ enabled, detectors, classifier }: DetectionSettings) =>
  enabled && detectors.injection && classifier.enabled;

type Start = Pick<Finding['where'], 'message' | 'part' | 'start'>;

const placeOf = ({ message, part }: Pick<Finding['where'], 'message' | 'part'>) => ({
  message,
  ...(part === undefined ? {} : { part }),
});

const isSamePlace = ({ detector, where }: Finding, other: Start) =>
  detector === 'injection' &&
  where.message === other.message &&
  where.part === other.part &&
  where.start === other.start;
