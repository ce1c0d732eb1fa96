import type { AggregatedResult } from '@jest/reporters';

/** Ends a run with the one line that people and machines look for; at exit, so that nothing comes after it. */
export default class SummaryReporter {
  onRunComplete(_: unknown, results: AggregatedResult): void {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    process.once('exit', () => {
      process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }
}
