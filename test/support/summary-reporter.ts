import type { AggregatedResult } from '@jest/reporters';

/** Ends a run with the one line that people and machines look for. */
export default class SummaryReporter {
  onRunComplete(_: unknown, results: AggregatedResult): void {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
