import { coverOfApplied, type AppliedException } from './coverOfApplied';
import type { ExceptionScope } from './ExceptionScope';

const scope = (over: Partial<ExceptionScope> = {}): ExceptionScope => ({
  clusters: [],
  namespaces: [],
  policies: [{ engine: 'kyverno', name: 'limits', rules: [] }],
  subjects: [],
  entities: [],
  ...over,
});
const applied = (over: Partial<AppliedException> = {}): AppliedException => ({
  clusterId: 'c-1',
  engine: 'kyverno',
  policies: [{ name: 'limits', rules: ['memory'] }],
  namespaces: ['shop'],
  ...over,
});
const waiving = (name: string, rules: string[] = []) => [
  { engine: 'kyverno', name, rules },
];

it.each([
  ['covers', 'all of a policy', {}, {}],
  ['covers', 'the cluster', { clusters: ['c-1'] }, {}],
  [undefined, 'another cluster', { clusters: ['c-2'] }, {}],
  ['covers', 'more namespaces', { namespaces: ['shop', 'pay'] }, {}],
  [undefined, 'fewer namespaces', { namespaces: ['pay'] }, {}],
  // One that is limited by no name exempts all of them.
  [
    undefined,
    'one namespace of all',
    { namespaces: ['shop'] },
    { namespaces: [] },
  ],
  ['covers', 'the rule', { policies: waiving('limits', ['memory']) }, {}],
  [undefined, 'another rule', { policies: waiving('limits', ['cpu']) }, {}],
  [
    undefined,
    'one rule of all',
    { policies: waiving('limits', ['memory']) },
    { policies: [{ name: 'limits', rules: [] }] },
  ],
  [undefined, 'another policy', { policies: waiving('signed') }, {}],
  [undefined, 'all of another engine', {}, { engine: 'gatekeeper' }],
  [undefined, 'one policy of all', {}, { policies: [] }],
  ['covers', 'every policy', { policies: waiving('*') }, { policies: [] }],
  ['resembles', 'one resource', { resource: { kind: 'Pod', name: 'x' } }, {}],
  ['resembles', 'one entity', { entities: ['component:default/x'] }, {}],
] as const)('%s where the ledger has %s', (expected, _, ledger, engine) => {
  expect(
    coverOfApplied(
      scope(ledger as Partial<ExceptionScope>),
      applied(engine as Partial<AppliedException>),
    ),
  ).toBe(expected);
});
