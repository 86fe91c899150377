import type { Reporter, TestCase } from '@playwright/test/reporter';

/**
 * Says which tests passed only when they were tried again: they count as
 * passed, and somebody has to know.
 */
export default class FlakyReporter implements Reporter {
  readonly #tests = new Map<string, TestCase>();

  onTestEnd(test: TestCase): void {
    this.#tests.set(test.id, test);
  }

  onEnd(): void {
    for (const test of this.#tests.values()) {
      if (test.outcome() === 'flaky') {
        process.stdout.write(
          `notice: flaky, counted as passed: ${test
            .titlePath()
            .filter(Boolean)
            .join(' › ')}\n`,
        );
      }
    }
  }

  printsToStdio(): boolean {
    return false;
  }
}
