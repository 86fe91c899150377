import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingFact } from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { parse } from 'yaml';
import { findCorpus, noticeMissingCorpus } from '../__testUtils__/corpus';
import { kubeBenchAdapter } from './index';

const [watch] = kubeBenchAdapter.watches;
const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('what kube-bench writes');

function map(data: Record<string, string>) {
  return mapObject(watch, 'v1', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-bench', namespace: 'kube-bench', uid: 'uid' },
    data,
  });
}

function countsOf(mapped: ReturnType<typeof map>) {
  if ('skipped' in mapped) throw new Error(mapped.detail);
  const counts: Record<string, number> = {};
  for (const { result } of mapped.facts as FindingFact[]) {
    counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts;
}

describe('the ConfigMap of a Job of kube-bench', () => {
  it('lets nothing out but tests', () => {
    const text = readFileSync(
      join(__dirname, '__fixtures__/configmap-results.yaml'),
      'utf8',
    );
    const mapped = mapObject(watch, 'v1', parse(text));
    expect(text).toContain('canary');
    expect(mapped).toHaveProperty('facts');
    expect(JSON.stringify(mapped)).not.toMatch(/canary|audit|remediation/i);
  });

  it('says why it is too large', () => {
    const results = Array.from({ length: 2001 }, (_, index) => ({
      test_number: `1.${index}`,
      status: 'PASS',
    }));
    expect(
      map({ results: JSON.stringify([{ tests: [{ results }] }]) }),
    ).toMatchObject({ skipped: 'too-large' });
  });
});

(corpus ? describe : describe.skip)('what kube-bench writes', () => {
  it.each([
    ['upstream/result.json', { pass: 2, unknown: 1 }],
    ['upstream/controlsCollection.json', { pass: 2, unknown: 1 }],
    [
      'kube-bench-output.json',
      // 49 are WARN: 29 are for a person to look at, 20 failed and are not scored.
      { pass: 37, fail: 36, warn: 20, unknown: 29 },
    ],
  ])('is read from %s, in one text and line by line', (file, counts) => {
    const text = readFileSync(
      join(corpus ?? '', 'kube-bench/samples', file),
      'utf8',
    );
    expect(countsOf(map({ 'results.json': text }))).toEqual(counts);
    const value = JSON.parse(text);
    const lines = (Array.isArray(value) ? value : value.Controls)
      .map((each: unknown) => JSON.stringify(each))
      .join('\n');
    expect(countsOf(map({ results: lines }))).toEqual(counts);
  });
});
