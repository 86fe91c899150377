import type { ExceptionFact } from '@fleetview/backstage-plugin-fleet-common';
import { findWatch, mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { kyvernoAdapter } from '.';

const numbered = (prefix: string, many: number) =>
  Array.from({ length: many }, (_, index) => `${prefix}-${index}`);

function factOf(
  exceptions: { policyName: string; ruleNames?: string[] }[],
  metadata: object = {},
): ExceptionFact {
  const watch = findWatch(kyvernoAdapter, {
    group: 'kyverno.io',
    kind: 'PolicyException',
  });
  if (!watch) throw new Error('nothing reads it');
  const mapped = mapObject(watch, 'v2', {
    apiVersion: 'kyverno.io/v2',
    kind: 'PolicyException',
    metadata: { uid: 'u-1', name: 'many', namespace: 'shop', ...metadata },
    spec: { exceptions },
  });
  if ('skipped' in mapped) throw new Error(mapped.detail);
  return mapped.facts[0] as ExceptionFact;
}

describe('mapPolicyException', () => {
  it('names each policy and rule once, with the rules of all places that name it', () => {
    const { policies, message } = factOf([
      { policyName: 'limits', ruleNames: ['cpu', 'memory', 'cpu'] },
      { policyName: 'signed', ruleNames: ['keys'] },
      { policyName: 'limits', ruleNames: ['memory', 'disk'] },
      // All of them, whatever else is said.
      { policyName: 'signed' },
      { policyName: 'signed', ruleNames: ['attestors'] },
    ]);
    expect(policies).toEqual([
      { name: 'limits', rules: ['cpu', 'memory', 'disk'] },
      { name: 'signed', rules: [] },
    ]);
    expect(message).toBe('Kyverno does not say');
  });

  it('is of all rules where there are more than a fact holds', () => {
    const rulesOf = (ruleNames: string[]) =>
      factOf([{ policyName: 'limits', ruleNames }]).policies[0].rules;
    const hundred = numbered('rule', 100);
    expect(rulesOf([...hundred, ...hundred])).toEqual(hundred);
    expect(rulesOf(numbered('rule', 101))).toEqual([]);
  });

  it('is of all policies where there are more than a fact holds, and says so', () => {
    const names = (many: number) =>
      numbered('policy', many).map(policyName => ({ policyName }));
    expect(factOf([...names(100), ...names(100)]).policies).toHaveLength(100);
    expect(factOf(names(101))).toMatchObject({
      health: 'unknown',
      message:
        'Kyverno does not say; names 101 policies, and is told as one from all',
      policies: [],
    });
    const deleting = factOf(names(101), {
      deletionTimestamp: '2026-01-12T09:00:00Z',
    });
    expect(deleting).toMatchObject({
      health: 'progressing',
      message: 'being deleted; names 101 policies, and is told as one from all',
    });
  });
});
