import {
  ignoreRulesSchema,
  MAX_IGNORE_RULES,
  MAX_IGNORE_RULES_TEXT,
} from '@fleetview/backstage-plugin-fleet-common';
import { boundedIgnoreRules, type ReadIgnoreRule } from './boundedIgnoreRules';

const WHERE = { kind: 'Application', namespace: 'argocd', name: 'cart' };

const rule = (over: Partial<ReadIgnoreRule> = {}): ReadIgnoreRule => ({
  path: 'spec.ignoreDifferences[0]',
  target: { group: 'apps', kind: 'Deployment' },
  leftOut: [{ type: 'pointer', text: '/spec/replicas' }],
  ...over,
});

const read = (...rules: ReadIgnoreRule[]) => {
  const bounded = boundedIgnoreRules(WHERE, rules);
  if (bounded) ignoreRulesSchema.parse(bounded);
  return bounded;
};

describe('boundedIgnoreRules', () => {
  it('has them as they are', () => {
    expect(read(rule({ atSync: true }))).toEqual({
      rules: [
        {
          where: { ...WHERE, path: 'spec.ignoreDifferences[0]' },
          target: { group: 'apps', kind: 'Deployment' },
          leftOut: [{ type: 'pointer', text: '/spec/replicas' }],
          atSync: true,
        },
      ],
      total: 1,
    });
  });

  it('has none where nothing is left out', () => {
    expect(read()).toBeUndefined();
    expect(read(rule({ leftOut: [] }))).toBeUndefined();
    expect(boundedIgnoreRules(WHERE, [], 2)).toEqual({ rules: [], total: 2 });
  });

  it('never makes a rule say more than it does', () => {
    const hidden = read(
      rule({
        target: { kind: 'Deploy\u200bment', name: 'x'.repeat(600) },
        leftOut: [{ type: 'pointer', text: '/spec/rep\u202elicas' }],
      }),
    );
    expect(hidden?.rules[0]).toMatchObject({
      target: {
        others: ['kind Deployment', expect.stringMatching(/^name x+…$/)],
      },
      leftOut: [{ type: 'pointer', text: '/spec/replicas', isPart: true }],
    });
    expect(hidden?.rules[0].target).not.toHaveProperty('kind');
  });

  it('holds so many of so many characters, and tells how many there are', () => {
    const many = read(
      ...Array.from({ length: 80 }, (_, index) =>
        rule({ path: `spec.ignoreDifferences[${index}]` }),
      ),
    );
    expect(many?.rules).toHaveLength(MAX_IGNORE_RULES);
    expect(many?.total).toBe(80);
    const long = read(
      ...Array.from({ length: 50 }, () =>
        rule({
          leftOut: Array.from({ length: 30 }, () => ({
            type: 'jq' as const,
            text: 'x'.repeat(500),
          })),
        }),
      ),
    );
    expect(long?.total).toBe(50);
    expect(long?.rules[0]).toMatchObject({ leftOutTotal: 30 });
    expect(long?.rules[0].leftOut).toHaveLength(20);
    expect(JSON.stringify(long).length).toBeLessThan(2 * MAX_IGNORE_RULES_TEXT);
  });
});
