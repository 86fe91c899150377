import {
  type AdapterWatch,
  findWatch,
  type Mapped,
  mapObject,
  watchOfKind,
} from '@fleetview/backstage-plugin-fleet-node';
import {
  deepFreeze,
  readApiVersion,
} from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { findCorpus, noticeMissingCorpus } from './__testUtils__/corpus';
import {
  holds,
  type Judgements,
  JUDGEMENTS,
  NO_VERDICT,
} from './__testUtils__/judgements';
import {
  readUpstreamSamples,
  readUpstreamVerdicts,
  type UpstreamObject,
} from './__testUtils__/upstreamSamples';
import { adapters } from './adapters';

const SYSTEMS = JUDGEMENTS.map(({ system }) => system);
const DIFFERENCES = Object.assign(
  {},
  ...JUDGEMENTS.map(({ differences }) => differences),
) as Record<string, string>;

function watchOf(group: string, kind: string): AdapterWatch | undefined {
  // Anything may stand in a ConfigMap: only those that configuration names are read, by
  // kube-bench, whose samples have a test of their own.
  if (kind === 'ConfigMap') {
    return undefined;
  }
  for (const adapter of adapters) {
    const watch = findWatch(adapter, { group, kind });
    if (watch) {
      return watch.everyKind ? watchOfKind(watch, { ...watch, kind }) : watch;
    }
  }
  return undefined;
}

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

function readSystem(
  corpus: string,
  { system, supplement = (_, object) => object }: Judgements,
) {
  const read: Read[] = [];
  const ids = new Set<string>();
  const notRead = { kind: 0, version: 0 };
  for (const sample of readUpstreamSamples(corpus, system)) {
    ids.add(sample.id);
    const given = supplement(sample.id, sample.object);
    const identity = readApiVersion(given.apiVersion);
    const watch = identity && watchOf(identity.group, String(given.kind));
    if (!identity || !watch) {
      notRead.kind++;
    } else if (!watch.versions.includes(identity.version)) {
      notRead.version++;
    } else {
      const { object, isCompleted } = complete(given, watch.namespaced);
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
    ? JUDGEMENTS.map(judgements => readSystem(corpus, judgements))
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
    const [system] = id.split('/');
    const judgements = JUDGEMENTS.find(entry => entry.system === system);
    const means = judgements?.words[vocabulary]?.[verdict];
    return {
      key: `${vocabulary} ${id}`,
      system,
      verdict,
      known: means !== undefined,
      agrees: means !== undefined && holds(means, facts),
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

  it.each(
    JUDGEMENTS.map(
      ({ system, samplesAtLeast }) => [system, samplesAtLeast] as const,
    ),
  )('has samples of %s', (system, atLeast) => {
    const read = systems.find(entry => entry.system === system)?.read ?? [];
    expect(read.length).toBeGreaterThan(atLeast);
  });

  it('makes facts of each, or says that it is malformed or irrelevant', () => {
    const failures = samples.flatMap(({ id, mapped }) =>
      'skipped' in mapped && mapped.skipped !== 'malformed'
        ? [`${id}: ${mapped.skipped}: ${mapped.detail}`]
        : [],
    );
    expect(failures.sort()).toEqual(
      JUDGEMENTS.flatMap(entry => entry.irrelevant ?? [])
        .map(entry => entry.replace(': ', ': irrelevant: '))
        .sort(),
    );
  });

  it('calls malformed only what no API server would accept', () => {
    const malformed = samples.flatMap(({ id, mapped }) =>
      'skipped' in mapped && mapped.skipped === 'malformed'
        ? [`${id}: ${mapped.detail}`]
        : [],
    );
    expect(malformed.sort()).toEqual(
      JUDGEMENTS.flatMap(entry => entry.malformed).sort(),
    );
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
        .filter(entry => !entry.agrees && !(entry.key in DIFFERENCES))
        .map(({ key, verdict, ours }) => ({ key, verdict, ours })),
    ).toEqual([]);
  });

  it('names no difference that is none', () => {
    const differing = compared
      .filter(entry => !entry.agrees)
      .map(entry => entry.key);
    expect(
      Object.keys(DIFFERENCES).filter(key => !differing.includes(key)),
    ).toEqual([]);
  });
});
