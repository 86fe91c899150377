/** What went wrong in a run, with all that helps to find out why; empty when nothing did. */
export function tellFailures(run: {
  failures: readonly string[];
  steps: readonly string[];
  logged: readonly string[];
}): string {
  if (run.failures.length === 0) return '';
  return [
    ...run.failures,
    'What was done:',
    ...run.steps.map(step => `  ${step}`),
    'What the engine said:',
    ...run.logged.map(line => `  ${line}`),
  ].join('\n');
}
