import { adapters } from '@fleetview/backstage-plugin-fleet-backend-module-adapters/adapters';
import type {
  DeliveryFact,
  Fact,
  PlacementFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { readApiVersion } from '@fleetview/backstage-plugin-fleet-node/testUtils';
// The corpus is read as the tests of the adapters read it, which are no part of what they export.
/* eslint-disable @backstage/no-relative-monorepo-imports */
import {
  findCorpus,
  noticeMissingCorpus,
} from '../../../../fleet-backend-module-adapters/src/__testUtils__/corpus';
import { JUDGEMENTS } from '../../../../fleet-backend-module-adapters/src/__testUtils__/judgements';
import {
  readUpstreamSamples,
  readUpstreamVerdicts,
} from '../../../../fleet-backend-module-adapters/src/__testUtils__/upstreamSamples';
/* eslint-enable @backstage/no-relative-monorepo-imports */
import { deliveryFact, placementFact } from '../../__testUtils__/facts';
import { BEFORE, completed, RELEASE } from './__testUtils__/engines/asMember';
import {
  ALLOWED,
  type Beside,
  type EngineSample,
  type Says,
} from './__testUtils__/engines/EngineWords';
import { lookAt } from './__testUtils__/engines/lookAt';
import { READERS } from './__testUtils__/engines/readers';
import { ofDecisions, ofSteps, placementKey } from './placementSteps';

/** The systems that bring releases, or run them. */
const SYSTEMS = ['core', 'argo-rollouts', 'argocd', 'flux', 'ocm'];

type JsonObject = Record<string, any>;
type Sample = { id: string; object: JsonObject; facts: Fact[] };

const watches = new Map(
  adapters.flatMap(adapter =>
    adapter.watches.map(watch => [`${watch.group}/${watch.kind}`, watch]),
  ),
);

/** A sample with a name, a UID and a namespace, as an API server would have it. */
function factsOf(object: JsonObject): Fact[] {
  const identity = readApiVersion(object.apiVersion);
  const watch = watches.get(`${identity?.group}/${object.kind}`);
  if (!identity || !watch?.versions.includes(identity.version)) return [];
  const mapped = mapObject(watch, identity.version, {
    ...object,
    metadata: {
      name: 'sample',
      uid: 'sample',
      ...(watch.namespaced ? { namespace: 'sample' } : {}),
      ...object.metadata,
    },
  });
  return 'facts' in mapped ? mapped.facts : [];
}

function readSamples(corpus: string): Sample[] {
  return SYSTEMS.flatMap(system => {
    const { supplement = (_: string, object: JsonObject) => object } =
      JUDGEMENTS.find(each => each.system === system) ?? {};
    return readUpstreamSamples(corpus, system).map(sample => {
      const object = supplement(sample.id, sample.object);
      return { id: sample.id, object, facts: factsOf(object) };
    });
  });
}

const corpus = findCorpus();
if (!corpus) noticeMissingCorpus('states of rollouts against what engines say');

(corpus ? describe : describe.skip)('what engines say of a release', () => {
  const samples = corpus ? readSamples(corpus) : [];
  const verdicts = new Map<string, Map<string, string>>();
  for (const { id, vocabulary, verdict } of corpus
    ? readUpstreamVerdicts(corpus)
    : []) {
    const known = verdicts.get(id) ?? new Map();
    verdicts.set(id, known.set(vocabulary, verdict));
  }
  let compared = 0;

  afterAll(() => {
    process.stderr.write(
      `${compared} states of members were compared with what engines say\n`,
    );
  });

  /** What disagrees: nothing where the states are those that the word allows. */
  const disagreement = (
    { id, word, says, fact }: EngineSample,
    beside: Beside,
    more: Partial<Parameters<typeof lookAt>[0]> = {},
  ) => {
    const { first, later, memory } = lookAt({
      fact: completed(fact),
      beside,
      ...more,
    });
    compared += 1;
    const allowed = ALLOWED[beside][says];
    return allowed.first.includes(first) && allowed.later.includes(later)
      ? []
      : [
          {
            id,
            word,
            beside,
            says,
            first,
            later,
            reason: memory?.reason?.message ?? '',
          },
        ];
  };

  describe.each(READERS)('$name', reader => {
    const said = samples.flatMap((sample): EngineSample[] => {
      const read = reader.read({
        ...sample,
        verdicts: verdicts.get(sample.id) ?? new Map(),
      });
      return read ? [{ id: sample.id, ...read }] : [];
    });
    const differences = reader.differences ?? {};

    it('is there to be compared', () => {
      expect(said.length).toBeGreaterThanOrEqual(reader.samplesAtLeast);
    });

    it('agrees with our states, but for the named differences', () => {
      const besides = (sample: EngineSample): Beside[] =>
        sample.fact.type === 'workload'
          ? ['nothing']
          : ['nothing', 'before', 'there'];
      const differing = said.flatMap(sample =>
        besides(sample).flatMap(beside => disagreement(sample, beside)),
      );
      expect(differing.filter(({ id }) => !(id in differences))).toEqual([]);
      // None is named that is none.
      const ids = new Set(differing.map(({ id }) => id));
      expect(Object.keys(differences).filter(id => !ids.has(id))).toEqual([]);
    });
  });

  describe('steps of ApplicationSets', () => {
    /** What a step's word says, and how the Application of it is then. */
    const WORDS: Record<string, { says: Says; more: Partial<DeliveryFact> }> = {
      Waiting: { says: 'waiting', more: {} },
      Pending: { says: 'running', more: {} },
      Progressing: {
        says: 'running',
        more: { operation: { phase: 'running' } },
      },
      Healthy: {
        says: 'done',
        more: {
          sync: 'synced',
          appliedRevision: { type: 'other', value: RELEASE },
        },
      },
    };
    const sets = samples.flatMap(sample => {
      const fact = sample.facts.find(
        (each): each is PlacementFact => each.type === 'placement',
      );
      const stated = sample.object.status?.applicationStatus;
      return sample.object.kind === 'ApplicationSet' &&
        fact?.strategy === 'rolling' &&
        Array.isArray(stated)
        ? [{ id: sample.id, fact, stated: stated as JsonObject[] }]
        : [];
    });

    it('agree with our states and waves', () => {
      const words = new Map<string, number>();
      const differing = sets.flatMap(({ id, fact, stated }) =>
        stated.flatMap(({ application, status, step }): unknown[] => {
          const word = WORDS[status];
          if (!word) return [{ id, application, status }];
          words.set(status, (words.get(status) ?? 0) + 1);
          const delivery = deliveryFact({
            name: application,
            sync: 'out-of-sync',
            desiredRevision: { type: 'other', value: RELEASE },
            appliedRevision: { type: 'other', value: BEFORE },
            ...word.more,
          });
          const placement = ofSteps(
            { observer: 'hub', fact, isCurrent: true },
            { ...delivery, namespace: undefined },
          );
          const isIll = fact.health === 'degraded' && word.says !== 'done';
          const found = disagreement(
            {
              id: `${id} ${application}`,
              word: status,
              // One that fails to make its Applications lets none go on.
              says: isIll ? 'failed' : word.says,
              fact: delivery,
            },
            'nothing',
            { placement },
          );
          const index = Number(step) - 1;
          const wave = fact.steps[index] === undefined ? undefined : index;
          const ours = lookAt({ fact: delivery, beside: 'nothing', placement });
          return ours.memory?.wave === wave
            ? found
            : [...found, { id, application, step, wave: ours.memory?.wave }];
        }),
      );
      expect(differing).toEqual([]);
      expect([...words.keys()].sort()).toEqual(Object.keys(WORDS).sort());
      expect([...words.values()].reduce((a, b) => a + b)).toBeGreaterThan(30);
    });
  });

  describe('decision groups of Placements', () => {
    const LABEL = 'cluster.open-cluster-management.io/decision-group';

    it('are our waves', () => {
      const differing: unknown[] = [];
      let groups = 0;
      for (const { id, object, facts } of samples) {
        const labels = object.metadata?.labels ?? {};
        const group = labels[`${LABEL}-name`] || labels[`${LABEL}-index`];
        const [fact] = facts;
        if (object.kind !== 'PlacementDecision' || !group || !fact) continue;
        const decision = fact as PlacementFact;
        const parent = decision.parent ?? { kind: 'Placement', name: 'none' };
        const set: PlacementFact = {
          ...(placementFact({}) as PlacementFact),
          kind: 'ManifestWorkReplicaSet',
          namespace: decision.namespace,
          strategy: 'rolling',
          steps: [],
          parent,
        };
        for (const { clusterName } of object.status?.decisions ?? []) {
          groups += 1;
          const delivery = completed(
            deliveryFact({
              kind: 'ManifestWork',
              subject: { type: 'reference', name: clusterName },
              sync: 'synced',
              desiredRevision: undefined,
              appliedRevision: undefined,
            }),
          );
          const placement = ofDecisions(
            { observer: 'hub', fact: set, isCurrent: true },
            delivery,
            {
              placements: new Map([
                [
                  placementKey(
                    'hub',
                    parent.kind,
                    parent.namespace,
                    parent.name,
                  ),
                  { fact: set },
                ],
              ]),
              decisions: [{ observer: 'hub', fact: decision }],
            },
          );
          const { memory } = lookAt({
            fact: delivery,
            beside: 'there',
            placement,
          });
          if (memory?.wave !== 0 || placement.steps[0] !== group) {
            differing.push({ id, clusterName, group, placement, memory });
          }
          compared += 1;
        }
      }
      expect(differing).toEqual([]);
      expect(groups).toBeGreaterThan(5);
    });
  });

  it('is compared at all', () => {
    expect(compared).toBeGreaterThan(200);
  });
});
