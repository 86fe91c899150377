import { readOperation } from './readOperation';
import { applicationSchema } from './schema';

function operationOf(
  operationState: unknown,
  more: { reconciledAt?: string; operation?: unknown } = {},
) {
  return readOperation(
    applicationSchema.parse({
      metadata: {},
      operation: more.operation,
      status: { operationState, reconciledAt: more.reconciledAt },
    }),
  );
}

const finishedAt = '2026-03-06T10:00:00Z';

describe('readOperation', () => {
  it.each([
    ['Running', {}, 'running'],
    ['Terminating', {}, 'running'],
    ['Failed', { finishedAt }, 'failed'],
    ['Error', { finishedAt }, 'failed'],
    ['Succeeded', { finishedAt }, 'succeeded'],
    ['Succeeded', {}, 'succeeded'],
    [undefined, {}, 'running'],
    [undefined, { finishedAt }, 'unknown'],
    ['Odd', { finishedAt }, 'unknown'],
  ])('reads %s, %j as %s', (phase, more, expected) => {
    expect(operationOf({ phase, ...more })?.phase).toBe(expected);
  });

  it('still runs until it is compared, unless it failed', () => {
    const before = { reconciledAt: '2026-03-06T09:59:59Z' };
    const after = { reconciledAt: '2026-03-06T10:00:01Z' };
    const succeeded = { phase: 'Succeeded', finishedAt };
    expect(operationOf(succeeded, before)?.phase).toBe('running');
    expect(operationOf(succeeded, after)?.phase).toBe('succeeded');
    expect(operationOf({ phase: 'Failed', finishedAt }, before)?.phase).toBe(
      'failed',
    );
  });

  it('does not wait for a comparison after a dry run', () => {
    expect(
      operationOf(
        {
          phase: 'Succeeded',
          finishedAt,
          operation: { sync: { dryRun: true } },
        },
        { reconciledAt: '2026-03-06T09:59:59Z' },
      )?.phase,
    ).toBe('succeeded');
  });

  it('runs as soon as it is asked for, and there is none before', () => {
    expect(operationOf(undefined, { operation: { sync: {} } })).toEqual({
      phase: 'running',
      message: 'requested',
    });
    expect(operationOf(undefined)).toBeUndefined();
  });
});
