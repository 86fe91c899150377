import type { Fact, Health } from '@fleetview/backstage-plugin-fleet-common';
import { type Mapped, mapObject } from '@fleetview/backstage-plugin-fleet-node';
import {
  deepFreeze,
  readApiVersion,
} from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import {
  NAMED_DIFFERENCES,
  NO_VERDICT,
  supplement,
  UPSTREAM_HEALTH,
} from './__testUtils__/upstreamJudgements';
import {
  readUpstreamSamples,
  readUpstreamVerdicts,
  type UpstreamObject,
} from './__testUtils__/upstreamSamples';
import { adapters } from './adapters';

const SYSTEMS = ['core', 'argocd', 'flux'];

const watches = new Map(
  adapters.flatMap(adapter =>
    adapter.watches.map(watch => [`${watch.group}/${watch.kind}`, watch]),
  ),
);

function healthIs(...healths: Health[]) {
  return (fact: Fact) => 'health' in fact && healths.includes(fact.health);
}

function isReady(fact: Fact): boolean {
  if (fact.type !== 'delivery') return false;
  const { resources } = fact.brings;
  return resources.length
    ? resources.every(
        resource => resource.health === 'healthy' && resource.sync === 'synced',
      )
    : fact.health === 'healthy' && fact.sync === 'synced';
}

function isRunning(fact: Fact): boolean {
  return fact.type === 'delivery' && fact.operation?.phase === 'running';
}

/** What each word of each vocabulary means of a fact of ours. */
const TRANSLATIONS: Record<string, Record<string, (fact: Fact) => boolean>> = {
  ...Object.fromEntries(
    Object.entries(UPSTREAM_HEALTH).map(([vocabulary, words]) => [
      vocabulary,
      Object.fromEntries(
        Object.entries(words).map(([word, healths]) => [
          word,
          healthIs(...healths),
        ]),
      ),
    ]),
  ),
  'argocd-app-wait': {
    'ready=True|operationInProgress=True': fact =>
      isReady(fact) && isRunning(fact),
    'ready=True|operationInProgress=False': fact =>
      isReady(fact) && !isRunning(fact),
    'ready=False|operationInProgress=False': fact =>
      !isReady(fact) && !isRunning(fact),
  },
};

type Read = UpstreamObject & { mapped: Mapped; isCompleted: boolean };

function complete(
  object: unknown,
  namespaced: boolean,
): { object: unknown; isCompleted: boolean } {
  const metadata = Object(Object(object).metadata);
  const missing = {
    ...(metadata.name ? {} : { name: 'sample' }),
    ...(metadata.uid ? {} : { uid: 'sample' }),
    ...(namespaced && !metadata.namespace ? { namespace: 'sample' } : {}),
  };
  return {
    object: {
      ...Object(object),
      metadata: { ...metadata, ...missing },
    },
    isCompleted: Object.keys(missing).length > 0,
  };
}

function readSystem(corpus: string, system: string) {
  const read: Read[] = [];
  const ids = new Set<string>();
  const notRead = { kind: 0, version: 0 };
  for (const sample of readUpstreamSamples(corpus, system)) {
    ids.add(sample.id);
    const identity = readApiVersion(sample.object.apiVersion);
    const watch = watches.get(`${identity?.group}/${sample.object.kind}`);
    if (!identity || !watch) {
      notRead.kind++;
    } else if (!watch.versions.includes(identity.version)) {
      notRead.version++;
    } else {
      const { object, isCompleted } = complete(
        supplement(sample.id, sample.object),
        watch.namespaced,
      );
      const mapped = mapObject(watch, identity.version, deepFreeze(object));
      read.push({ ...sample, mapped, isCompleted });
    }
  }
  return { system, read, notRead, ids };
}

function countBy(values: string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => `${count} ${value}`).join(', ');
}

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('the adapters over upstream samples');

(corpus ? describe : describe.skip)('upstream samples', () => {
  const systems = corpus
    ? SYSTEMS.map(system => readSystem(corpus, system))
    : [];
  const samples = systems.flatMap(system => system.read);
  const stated = (corpus ? readUpstreamVerdicts(corpus) : []).filter(({ id }) =>
    SYSTEMS.includes(id.split('/')[0]),
  );
  const verdicts = stated.filter(
    ({ id, verdict }) =>
      verdict !== NO_VERDICT && samples.some(sample => sample.id === id),
  );

  const compared = verdicts.map(({ id, vocabulary, verdict }) => {
    const sample = samples.find(candidate => candidate.id === id);
    const mapped = sample?.mapped;
    const facts = mapped && 'facts' in mapped ? mapped.facts : [];
    const means = TRANSLATIONS[vocabulary]?.[verdict];
    return {
      key: `${vocabulary} ${id}`,
      system: id.split('/')[0],
      verdict,
      known: means !== undefined,
      agrees: facts.length === 1 && means?.(facts[0]) === true,
      ours: facts.map(fact => ('health' in fact ? fact.health : fact.type)),
    };
  });

  afterAll(() => {
    for (const { system, read, notRead } of systems) {
      const own = compared.filter(entry => entry.system === system);
      const skipped = read.flatMap(({ mapped }) =>
        'skipped' in mapped ? [mapped.skipped] : [],
      );
      process.stderr.write(
        [
          `${system}: ${read.length} samples read`,
          `(${
            read.filter(sample => sample.isCompleted).length
          } completed with a name, UID or namespace;`,
          `${notRead.kind} of other kinds, ${notRead.version} of other versions),`,
          `${skipped.length} without facts${
            skipped.length ? ` (${countBy(skipped)})` : ''
          };`,
          `${own.length} verdicts compared: ${
            own.filter(entry => entry.agrees).length
          } agree,`,
          `${own.filter(entry => !entry.agrees).length} differ by name\n`,
        ].join(' '),
      );
    }
  });

  it.each([
    ['core', 60],
    ['argocd', 100],
    ['flux', 100],
  ])('has samples of %s', (system, atLeast) => {
    const read = systems.find(entry => entry.system === system)?.read ?? [];
    expect(read.length).toBeGreaterThan(atLeast);
  });

  it('makes facts of each, or says that it is malformed', () => {
    const failures = samples.flatMap(({ id, mapped }) =>
      'skipped' in mapped && mapped.skipped !== 'malformed'
        ? [`${id}: ${mapped.skipped}: ${mapped.detail}`]
        : [],
    );
    expect(failures).toEqual([]);
  });

  it('calls malformed only what no API server would accept', () => {
    const malformed = samples.flatMap(({ id, mapped }) =>
      'skipped' in mapped ? [`${id}: ${mapped.detail}`] : [],
    );
    // A page of documentation whose specification is an ellipsis.
    expect(malformed).toEqual([
      'argocd/samples/doc-examples/docs-user-guide-sync-kubectl__L12.yaml: spec: Invalid input: expected object, received string',
    ]);
  });

  it('finds the sample of every verdict', () => {
    const ids = new Set(systems.flatMap(system => [...system.ids]));
    expect(stated.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(stated.length).toBeGreaterThan(150);
  });

  it('understands every verdict', () => {
    expect(compared.filter(entry => !entry.known)).toEqual([]);
    expect(compared.length).toBeGreaterThan(60);
  });

  it('says what upstream says, but for the named differences', () => {
    expect(
      compared
        .filter(entry => !entry.agrees && !(entry.key in NAMED_DIFFERENCES))
        .map(({ key, verdict, ours }) => ({ key, verdict, ours })),
    ).toEqual([]);
  });

  it('names no difference that is none', () => {
    const differing = compared
      .filter(entry => !entry.agrees)
      .map(entry => entry.key);
    expect(
      Object.keys(NAMED_DIFFERENCES).filter(key => !differing.includes(key)),
    ).toEqual([]);
  });
});
