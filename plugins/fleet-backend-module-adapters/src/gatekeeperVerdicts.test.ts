import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  findWatch,
  mapObject,
  watchOfKind,
} from '@fleetview/backstage-plugin-fleet-node';
import { deepFreeze } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { parse } from 'yaml';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import { gatekeeperAdapter } from './gatekeeper';

/*
 * What Gatekeeper Policy Manager, the console of Gatekeeper, says in its own tests of
 * what a constraint or template states.
 */

type Verdict = { file: string; expected: string };

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus("what Gatekeeper's console says");

const FOLDER = 'gatekeeper/samples/gpm-transcribed';

const read = (file: string): string =>
  readFileSync(join(corpus ?? '', FOLDER, file), 'utf8');

const verdicts: Verdict[] = corpus ? JSON.parse(read('verdicts.json')) : [];

function factOf(file: string): PolicyFact {
  const object = parse(read(file));
  const [group, version] = object.apiVersion.split('/');
  const watch = findWatch(gatekeeperAdapter, { group, kind: object.kind });
  if (!watch) throw new Error(`nothing reads ${object.kind}`);
  const mapped = mapObject(
    watch.everyKind ? watchOfKind(watch, { ...watch, ...object }) : watch,
    version,
    deepFreeze({ ...object, metadata: { uid: 'sample', ...object.metadata } }),
  );
  if ('skipped' in mapped) throw new Error(mapped.detail);
  return mapped.facts[0] as PolicyFact;
}

/** What each of its words means of the fact. */
const MEANINGS: [RegExp, (fact: PolicyFact, match: string[]) => void][] = [
  [
    /^unknown/,
    ({ violations, evaluatedAt }) => {
      expect(violations).toBeUndefined();
      expect(evaluatedAt).toBeUndefined();
    },
  ],
  [
    /^there are no violations$/,
    ({ violations }) => expect(violations).toEqual({ total: 0, listed: 0 }),
  ],
  [
    /^showing (\d+) of (\d+)$/,
    ({ violations }, [, listed, total]) =>
      expect(violations).toEqual({
        total: Number(total),
        listed: Number(listed),
      }),
  ],
  [
    /^1 violation$/,
    ({ violations }) => expect(violations).toEqual({ total: 1, listed: 1 }),
  ],
  [/^in sync on 2 pods$/, ({ health }) => expect(health).toBe('healthy')],
  [
    /^in sync on 1 of 2 pods/,
    ({ health, message }) =>
      expect({ health, message }).toEqual({
        health: 'progressing',
        message: expect.stringMatching(/^1 of 2 pods have not observed/),
      }),
  ],
  [
    /^not enforced on 1 pod/,
    ({ health, message }) =>
      expect({ health, message }).toEqual({
        health: 'degraded',
        message: '1 of 1 pods do not enforce it',
      }),
  ],
  [
    /^1 pod reports an error/,
    ({ health, message }) =>
      expect({ health, message }).toEqual({
        health: 'degraded',
        message: '1 of 1 pods report an error: rego does not compile',
      }),
  ],
  [
    /^no pod has reported on it yet/,
    ({ health, message }) =>
      expect({ health, message }).toEqual({
        health: 'unknown',
        message: 'no pod has reported on it yet',
      }),
  ],
  [
    /^not compiled into a CRD/,
    ({ health, message }) =>
      expect({ health, message }).toEqual({
        health: 'degraded',
        message: 'its kind of constraint is not made',
      }),
  ],
  [/^no issue$/, ({ health }) => expect(health).not.toBe('degraded')],
  [
    /^vap\.k8s\.io reports an error: (.*) \(2 pods\)$/,
    ({ health, message }, [, said]) =>
      expect({ health, message }).toEqual({
        health: 'degraded',
        message: `2 of 2 pods report an error: vap.k8s.io: ${said}`,
      }),
  ],
  [
    /^vap\.k8s\.io reports pending$/,
    ({ health }) => expect(health).toBe('progressing'),
  ],
];

/** Where we differ on purpose, each with the reason. */
const DIFFERENCES: Record<string, { reason: string; health: string }> = {
  'bypod-fewer-than-expected-4.yaml': {
    reason:
      'The console counts the pods of Gatekeeper that run. A constraint does not say how many there ought to be.',
    health: 'healthy',
  },
};

(corpus ? describe : describe.skip)("the verdicts of Gatekeeper's console", () => {
  it('are all compared', () => {
    expect(verdicts).toHaveLength(15);
    expect(
      Object.keys(DIFFERENCES).filter(
        file => !verdicts.some(verdict => verdict.file === file),
      ),
    ).toEqual([]);
  });

  it.each(
    verdicts
      .filter(({ file }) => !(file in DIFFERENCES))
      .map(({ file, expected }) => [file, expected] as const),
  )('%s: %s', (file, expected) => {
    const found = MEANINGS.filter(([words]) => words.test(expected));
    expect(found).toHaveLength(1);
    const [[words, holds]] = found;
    holds(factOf(file), words.exec(expected) ?? []);
  });

  it.each(Object.entries(DIFFERENCES))(
    'differs by name of %s',
    (file, { health }) => {
      expect(factOf(file).health).toBe(health);
    },
  );
});
