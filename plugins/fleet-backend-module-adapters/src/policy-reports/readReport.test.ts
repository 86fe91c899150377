import type { FindingFact } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { policyReportsAdapter } from '.';

const [watch] = policyReportsAdapter.watches;

function findingsOf(
  results: unknown[],
  report: Record<string, unknown> = {},
): FindingFact[] {
  const mapped = mapObject(watch, 'v1alpha2', {
    metadata: { name: 'all', namespace: 'shop', uid: '1' },
    results,
    ...report,
  });
  if ('skipped' in mapped) throw new Error(mapped.detail);
  return mapped.facts as FindingFact[];
}

function resultsOf(count: number, result: string) {
  return Array.from({ length: count }, (_, index) => ({
    source: 'kyverno',
    policy: `${result}-${index}`,
    result,
  }));
}

describe('a report with more results than are shown', () => {
  const facts = findingsOf([
    ...resultsOf(900, 'pass'),
    ...resultsOf(200, 'skip'),
    ...resultsOf(300, 'fail'),
    { source: 'kyverno', result: 'fail' },
  ]);
  const count = (result: string) =>
    facts.filter(fact => fact.result === result).length;

  it('shows what is not well first', () => {
    expect(facts).toHaveLength(1001);
    expect(count('fail')).toBe(300);
    expect(count('skip')).toBe(200);
    expect(count('pass')).toBe(500);
  });

  it('says how many are not shown, malformed ones included', () => {
    expect(facts.at(-1)).toMatchObject({
      part: 'more',
      engine: 'kyverno',
      policy: 'all',
      result: 'unknown',
      message: '401 more results are not shown',
    });
  });
});

it('says that one result is malformed, and reads the others', () => {
  expect(
    findingsOf([{ policy: 'a', result: 'pass' }, { result: 'pass' }]),
  ).toMatchObject([
    { policy: 'a', result: 'pass' },
    { result: 'unknown', message: '1 more result is not shown' },
  ]);
});

it('says that resources of a result are malformed', () => {
  const [first, second, ...others] = findingsOf([
    {
      policy: 'a',
      result: 'pass',
      resources: [{ kind: 'Pod', name: 'a' }, { kind: 'Pod' }],
    },
  ]);
  expect(first.resource).toMatchObject({ name: 'a', namespace: 'shop' });
  expect(second).toMatchObject({ part: 'more', result: 'unknown' });
  expect(others).toEqual([]);
});

it('takes nothing for the scope that names resources which cannot be read', () => {
  const [finding] = findingsOf(
    [{ policy: 'a', result: 'pass', resources: [{ kind: 'Pod' }] }],
    { scope: { kind: 'Deployment', name: 'cart' } },
  );
  expect(finding).not.toHaveProperty('resource');
});

it('tells equal results apart, the same in each reading', () => {
  const equal = { policy: 'a', rule: 'b', result: 'fail' };
  const parts = findingsOf([equal, equal, { ...equal, rule: 'c' }]).map(
    ({ part }) => part,
  );
  expect(new Set(parts).size).toBe(3);
  expect(parts[1]).toBe(`${parts[0]}-1`);
  // What a rule finds the next time is the same finding.
  expect(
    findingsOf([
      { ...equal, rule: 'c' },
      { ...equal, result: 'pass' },
    ]).map(({ part }) => part),
  ).toEqual([parts[2], parts[0]]);
});

it('reads a word in any case, and says which word it does not know', () => {
  expect(
    findingsOf([
      { policy: 'a', result: 'FAIL' },
      { policy: 'b', result: 'inconclusive', message: 'no answer' },
      { policy: 'c', result: 'constructor' },
      { policy: 'd' },
    ]),
  ).toMatchObject([
    { result: 'fail' },
    {
      result: 'unknown',
      message: "no known result: 'inconclusive': no answer",
    },
    { result: 'unknown', message: "no known result: 'constructor'" },
    { result: 'unknown', message: 'no result' },
  ]);
});

it('does not believe a summary', () => {
  expect(findingsOf([], { summary: { pass: 12 } })).toEqual([]);
});

it('reads what is not a copy in a report that holds copies', () => {
  expect(
    findingsOf([
      { source: 'Trivy ConfigAudit', policy: 'KSV001', result: 'fail' },
      { source: 'Trivy', policy: 'CVE-2021-1', result: 'fail' },
    ]),
  ).toMatchObject([{ engine: 'trivy', policy: 'CVE-2021-1' }]);
});

it.each([
  ['0 seconds', { seconds: 0, nanos: 5 }],
  ['before all time', { seconds: -5, nanos: 0 }],
  ['after all time', { seconds: 1e15, nanos: 0 }],
  ['a text', '2026-03-04T10:00:00Z'],
])('knows no time that is %s', (_, timestamp) => {
  const [finding] = findingsOf([{ policy: 'a', result: 'fail', timestamp }]);
  expect(finding).not.toHaveProperty('evaluatedAt');
});

it('leaves out nanoseconds that are none', () => {
  for (const nanos of [-879126275, 1637497885]) {
    expect(
      findingsOf([
        { policy: 'a', result: 'fail', timestamp: { seconds: 1.7e9, nanos } },
      ]),
    ).toMatchObject([{ evaluatedAt: '2023-11-14T22:13:20Z' }]);
  }
});
