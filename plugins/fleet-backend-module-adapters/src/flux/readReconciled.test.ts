import {
  conditionsSchema,
  metadataSchema,
} from '@fleetview/backstage-plugin-fleet-node';
import { readReconciled } from './readReconciled';

function healthOf(conditions: object[], metadata: object = {}): string {
  return readReconciled({
    metadata: metadataSchema.parse({ generation: 1, ...metadata }),
    spec: { suspend: false },
    status: {
      observedGeneration: 1,
      conditions: conditionsSchema.parse(conditions),
    },
  }).health;
}

const released = { type: 'Released', status: 'True' };
const tested = { type: 'TestSuccess', status: 'True' };

describe('readReconciled', () => {
  // Regression: whoever counts the conditions that are true calls the first of
  // these degraded and the second healthy.
  it('does not count conditions', () => {
    expect(
      healthOf([{ type: 'Ready', status: 'True' }, released, tested]),
    ).toBe('healthy');
    expect(
      healthOf([{ type: 'Ready', status: 'False' }, released, tested]),
    ).toBe('degraded');
  });

  it('does not depend on their order', () => {
    const conditions = [
      { type: 'Reconciling', status: 'True', reason: 'ProgressingWithRetry' },
      { type: 'Ready', status: 'False', reason: 'BuildFailed' },
      { type: 'Stalled', status: 'False' },
    ];
    expect(healthOf(conditions)).toBe('degraded');
    expect(healthOf([...conditions].reverse())).toBe('degraded');
  });

  it('calls it deleted before anything else', () => {
    expect(
      healthOf([{ type: 'Stalled', status: 'True' }], {
        deletionTimestamp: '2026-03-06T10:00:00Z',
      }),
    ).toBe('progressing');
  });
});
