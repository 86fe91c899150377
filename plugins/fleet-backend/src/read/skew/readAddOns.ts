import type { TraitSight } from '@fleetview/backstage-plugin-fleet-common';
import { readCoverageIndex } from '../../coverage/coverageIndex';
import { hubWords } from '../statements/selectStatements';
import { limitStatements } from '../statements/limitStatements';
import type { Row } from '../types';
import { visibleOf } from '../visible';
import { textOfFact } from '../../store/textOfFact';
import { currencyColumns, eachPart } from './inParts';
import { kindOf } from './kindOf';
import { readCovering } from './readCovering';
import { HIDDEN, sightOfAspect } from './seesAll';
import { TraitSheet } from './TraitSheet';
import type { SkewReading, Trait } from './types';
import { absenceOf, sightOf, unseenCluster } from './unseen';

/** Where clusters run what makes them one. */
const SYSTEM_NAMESPACE = 'kube-system';

/** What runs there as long as the cluster does. */
const LASTING = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** What hubs run on clusters, and what makes clusters of machines: by version, where they state it. */
export async function readAddOns(reading: SkewReading): Promise<Trait[]> {
  return [...(await readSystem(reading)), ...(await readAgents(reading))];
}

async function readSystem(reading: SkewReading): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const facts: Row[] = [];
  await eachPart(
    knex,
    clusters,
    'workload.subject',
    () =>
      visibleOf(
        context,
        knex('workload')
          .where('workload.namespace', SYSTEM_NAMESPACE)
          .whereIn('workload.kind', LASTING)
          // Whoever runs it has the last word on what it is.
          .whereRaw('workload.subject = workload.observer'),
        'workload',
      ).select([...currencyColumns('workload'), 'workload.version']),
    rows => {
      for (const row of rows) facts.push(row);
    },
  );
  const coverage = await readCovering(reading, facts);
  const sheet = new TraitSheet('add-on');
  for (const fact of facts) {
    sheet.add({
      clusterId: fact.subject,
      key: `${fact.namespace}/${fact.kind}/${fact.name}`,
      kind: { ...kindOf(fact), namespace: fact.namespace, name: fact.name },
      sight: sightOf(fact, fact.version ?? undefined, coverage),
    });
  }
  const isAll = sightOfAspect(context, 'add-on') === 'all';
  return sheet.traits((cluster, [kind]) =>
    isAll ? absenceOf(cluster, kind, coverage) : HIDDEN,
  );
}

async function readAgents(reading: SkewReading): Promise<Trait[]> {
  const { context, clusters } = reading;
  const { knex } = context;
  const version = textOfFact(knex, 'fact', 'version');
  const facts: Row[] = [];
  await eachPart(
    knex,
    clusters,
    'fact.subject',
    () =>
      limitStatements(
        context,
        knex('fact').whereRaw("fact.type = 'agent'"),
        'platform',
      )
        .select(currencyColumns('fact'))
        .select(knex.raw(`${version} as version`)),
    rows => {
      for (const row of rows) facts.push(row);
    },
  );
  if (facts.length === 0) return [];
  const coverage = await readCoverageIndex(context, facts);
  const sheet = new TraitSheet('add-on');
  const tellers = new Map<string, Map<string, Row>>();
  for (const fact of facts) {
    const key = `${fact.adapter}/${fact.name}`;
    sheet.add({
      clusterId: fact.subject,
      key,
      kind: kindOf(fact),
      sight: sightOf(fact, fact.version ?? undefined, coverage),
    });
    const own = tellers.get(key) ?? new Map<string, Row>();
    tellers.set(key, own.set(fact.observer, fact));
  }
  const known = await readKnownTo(reading, [
    ...new Set(facts.map(({ observer }) => observer as string)),
  ]);
  const isAll = sightOfAspect(context, 'add-on') === 'all';
  return sheet
    .traits(() => HIDDEN)
    .map(trait => ({
      ...trait,
      elsewhere: cluster => {
        if (!isAll) return HIDDEN;
        const own = [...(tellers.get(trait.key) ?? [])].filter(
          ([observer]) =>
            observer === cluster.id || known.has(`${observer}/${cluster.id}`),
        );
        return absentByHubs(
          cluster,
          own.map(([, fact]) => absenceAt(fact)),
        );
      },
    }));

  /** Whether a hub that has such agents would have told of one. */
  function absenceAt(fact: Row): TraitSight {
    return absenceOf(
      { id: fact.observer, reachability: 'reachable', identity_lost_at: null },
      { ...kindOf(fact) },
      coverage,
    );
  }
}

/** Not there is what no hub that knows the cluster has there; each of them has to be read. */
function absentByHubs(cluster: Row, hubs: readonly TraitSight[]): TraitSight {
  const unknown = hubs.find(({ state }) => state === 'unknown');
  if (unknown) return unknown;
  return hubs.length > 0
    ? { state: 'absent' }
    : {
        state: 'unknown',
        reason: unseenCluster(cluster) ?? 'not-asked',
      };
}

/** Which hubs know which of the clusters, as `hub/cluster`. */
async function readKnownTo(
  { context, clusters }: SkewReading,
  observers: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>();
  await eachPart(
    context.knex,
    clusters,
    'fact.subject',
    () =>
      hubWords(context.knex)
        .whereIn('observer', observers)
        .distinct('observer', 'subject'),
    rows => {
      for (const { observer, subject } of rows) {
        known.add(`${observer}/${subject}`);
      }
    },
  );
  return known;
}
