import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ConfigurationError } from '../errors.js';
import { modelFile } from '../workers/model-file.js';
import type { Calibration, Calibrations } from './calibration.js';
import type { BoostedTrees } from './model.js';

const number = z.number();
const calibrationSchema = z.strictObject({
  bias: number,
  trees: number.positive(),
  crossEncoder: number.nonnegative(),
  lowest: number,
  highest: number,
});

const treesSchema = z.strictObject({
  features: z.array(z.string()),
  bias: number,
  trees: z.array(z.array(number).readonly()).readonly(),
});

const weightsSchema = z.looseObject({
  trees: treesSchema,
  together: treesSchema,
  calibration: z.strictObject({
    chinese: calibrationSchema,
    japaneseKorean: calibrationSchema,
    other: calibrationSchema,
  }),
  /** Without the cross-encoder the trees decide alone. */
  treesAlone: z.strictObject({ bias: number, trees: number.positive() }),
});

/** What `train:verification` wrote: the trees, and how their score and the cross-encoder's become one. */
export interface Weights {
  /** By words alone: where there is no cross-encoder, and for scripts of which they know little. */
  readonly trees: BoostedTrees;
  /** With the cross-encoder's log-odds as a feature. */
  readonly together: BoostedTrees;
  readonly calibration: Calibrations;
  readonly treesAlone: Pick<Calibration, 'bias' | 'trees'>;
}

/** Reads the weights that ship with the service. Throws ConfigurationError when they are not whole. */
export async function loadWeights(
  file = fileURLToPath(modelFile('verification/weights.json')),
): Promise<Weights> {
  try {
    return weightsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new ConfigurationError(`${file} holds no weights of the verifier.`, { cause });
  }
}
