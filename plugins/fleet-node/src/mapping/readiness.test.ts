import { readinessOf, type ReconciledObject } from './readiness';
import type { Condition } from './schemas';

function condition(
  type: string,
  status: string,
  more: Partial<Condition> = {},
): Condition {
  return {
    type,
    status,
    reason: undefined,
    message: undefined,
    lastTransitionTime: undefined,
    lastUpdateTime: undefined,
    observedGeneration: undefined,
    ...more,
  };
}

function object(
  conditions: Condition[],
  generation?: number,
  observedGeneration?: number,
): ReconciledObject {
  return { conditions, generation, observedGeneration };
}

describe('readinessOf', () => {
  it.each<[string, ReconciledObject, string]>([
    ['ready', object([condition('Ready', 'True')], 2, 2), 'healthy'],
    [
      'ready of an older generation',
      object([condition('Ready', 'True')], 3, 2),
      'progressing',
    ],
    ['nothing observed', object([], 1, -1), 'progressing'],
    ['no conditions', object([], 1, 1), 'unknown'],
    ['running', object([condition('Ready', 'Unknown')], 1, 1), 'progressing'],
    ['failed', object([condition('Ready', 'False')], 1, 1), 'degraded'],
    [
      'failed at the present generation before it ever succeeded',
      object([condition('Ready', 'False', { observedGeneration: 1 })], 1, -1),
      'degraded',
    ],
    [
      'ready while something newer is being reconciled',
      object(
        [condition('Ready', 'True'), condition('Reconciling', 'True')],
        1,
        1,
      ),
      'progressing',
    ],
    [
      'stalled, whatever Ready says',
      object([condition('Ready', 'True'), condition('Stalled', 'True')], 1, 1),
      'degraded',
    ],
    [
      'stalled over an older generation',
      object([condition('Stalled', 'True'), condition('Ready', 'False')], 2, 1),
      'progressing',
    ],
    [
      'a word that Kubernetes does not know',
      object([condition('Ready', 'Yes')], 1, 1),
      'unknown',
    ],
    [
      'a condition without a status',
      object([{ ...condition('Ready', ''), status: undefined }]),
      'unknown',
    ],
    ['no generations at all', object([condition('Ready', 'True')]), 'healthy'],
  ])('%s', (_, input, health) => {
    expect(readinessOf(input).health).toBe(health);
  });

  it('says that it fails and retries, and why', () => {
    const verdict = readinessOf(
      object(
        [
          condition('Reconciling', 'True', { reason: 'ProgressingWithRetry' }),
          condition('Ready', 'False', {
            reason: 'GitOperationFailed',
            message: 'no route',
          }),
        ],
        1,
        1,
      ),
    );
    expect(verdict).toEqual({
      health: 'degraded',
      message: 'failing and retrying: GitOperationFailed: no route',
    });
  });

  it('tells waiting from failing by the reason', () => {
    const waiting = object([
      condition('Ready', 'False', { reason: 'DependencyNotReady' }),
    ]);
    expect(readinessOf(waiting, ['DependencyNotReady']).health).toBe(
      'progressing',
    );
    expect(readinessOf(waiting).health).toBe('degraded');
  });
});
