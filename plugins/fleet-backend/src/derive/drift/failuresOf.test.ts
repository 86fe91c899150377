import { failuresOf, hasFailed } from './failuresOf';

const failures = [
  { kind: 'Deployment', namespace: 'shop', name: 'cart', message: 'denied' },
];

describe('failuresOf', () => {
  it.each([
    ['it gave up', 'failed', 'out-of-sync', failures, true, 1],
    ['it tries again', 'running', 'out-of-sync', failures, true, 1],
    ['it has only begun', 'running', 'out-of-sync', undefined, false, 0],
    ['nothing is in the way any more', 'failed', 'synced', failures, true, 0],
    ['it went well', 'succeeded', 'out-of-sync', undefined, false, 0],
  ] as const)('when %s', (_, phase, sync, named, isFailing, count) => {
    const fact = {
      sync,
      operation: { phase, ...(named ? { failures: [...named] } : {}) },
    };
    expect(hasFailed(fact)).toBe(isFailing);
    expect(failuresOf(fact).size).toBe(count);
  });
});
