import type {
  ExpectedSkew,
  PlacementFact,
  TraitSight,
} from '@fleetview/backstage-plugin-fleet-common';
import { currencyOf, readCoverageIndex } from '../../coverage/coverageIndex';
import { breather } from '../../derive/breather';
import { tableOfRows } from '../../derive/statements';
import { among } from '../../permissions/fragment';
import { readNamed } from '../statements/readNamed';
import type { Row } from '../types';
import { textOfFact } from '../../store/textOfFact';
import { eachPart } from './inParts';
import type { SkewReading, Trait } from './types';

/** A placement that places a component, by what its hub calls it. */
type Placing = {
  of_entity: string;
  by_observer: string;
  of_kind: string;
  called: string;
};

/** What places a component, and where. */
type Placement = {
  title: string;
  isCurrent: boolean;
  /** Ids, as far as its names lead to any. */
  clusters: ReadonlySet<string>;
};

/** So many placements are in memory at once: each may name thousands of clusters. */
const AT_ONCE = 200;

/**
 * A component that is not there is missed only where it is placed. Where something places
 * it, and places it elsewhere alone, it is not expected; where what places it cannot be
 * confirmed now, nobody knows.
 */
export async function withPlacements(
  reading: SkewReading,
  traits: readonly Trait[],
): Promise<Trait[]> {
  const breathe = breather();
  const lacking = new Map<string, Row[]>();
  for (const trait of traits) {
    await breathe();
    const rows = reading.clusters.filter(
      row =>
        !trait.sights.has(row.id) && trait.elsewhere(row).state === 'absent',
    );
    if (rows.length > 0) lacking.set(trait.key, rows);
  }
  if (lacking.size === 0) return [...traits];
  const placements = await readPlacements(reading, [...lacking.keys()]);
  return traits.map(trait => {
    const own = placements.get(trait.key);
    const rows = lacking.get(trait.key);
    if (!own || !rows) return trait;
    const sights = new Map(trait.sights);
    const learned = new Map(trait.learned);
    for (const { id } of rows) {
      const judged = judge(id, own);
      if (judged.sight) sights.set(id, judged.sight);
      if (judged.exempt) learned.set(id, { exempt: judged.exempt });
    }
    return { ...trait, sights, learned };
  });
}

function judge(
  clusterId: string,
  placements: readonly Placement[],
): { sight?: TraitSight; exempt?: ExpectedSkew } {
  if (placements.some(({ clusters }) => clusters.has(clusterId))) return {};
  const lost = placements.find(({ isCurrent }) => !isCurrent);
  if (lost) return { sight: { state: 'unknown', reason: 'stale' } };
  const titles = placements.map(({ title }) => title).sort();
  return {
    exempt: {
      by: 'placement',
      reason: `${titles.slice(0, 3).join(', ')} ${
        titles.length > 1 ? 'do' : 'does'
      } not choose it`,
    },
  };
}

async function readPlacements(
  reading: SkewReading,
  entityRefs: readonly string[],
): Promise<Map<string, Placement[]>> {
  const { context, clusters } = reading;
  const { knex } = context;
  const { sql, bindings } = among(knex, 'delivery.entity_ref', entityRefs);
  const kind = textOfFact(knex, 'delivery', 'parent', 'kind');
  const name = textOfFact(knex, 'delivery', 'parent', 'name');
  const placing = new Map<string, Placing>();
  await eachPart(
    knex,
    clusters,
    'delivery.subject',
    () =>
      knex('delivery')
        .whereRaw(sql, bindings)
        .whereRaw(`${name} is not null`)
        .distinct(
          knex.raw('delivery.entity_ref as of_entity'),
          knex.raw('delivery.observer as by_observer'),
          knex.raw(`${kind} as of_kind`),
          knex.raw(`${name} as called`),
        ),
    rows => {
      for (const row of rows) placing.set(JSON.stringify(row), row as Placing);
    },
  );
  const found = new Map<string, Placement[]>();
  const all = [...placing.values()];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    await takePart(context, all.slice(start, start + AT_ONCE), found);
  }
  return found;
}

async function takePart(
  context: SkewReading['context'],
  placing: readonly Placing[],
  found: Map<string, Placement[]>,
): Promise<void> {
  const { knex } = context;
  const wanted = tableOfRows(
    knex,
    'wanted',
    { of_entity: 'text', by_observer: 'text', of_kind: 'text', called: 'text' },
    placing,
  );
  const rows: Row[] = await knex
    .select('fact.*', 'wanted.of_entity')
    .from(
      knex.raw(
        `${wanted.sql} join fact on fact.observer = wanted.by_observer
          and fact.kind = wanted.of_kind and fact.name = wanted.called`,
        wanted.bindings as string[],
      ),
    )
    // In the words of the index that holds nothing else.
    .whereRaw("fact.type in ('placement', 'freeze')")
    .where('fact.type', 'placement');
  if (rows.length === 0) return;
  const decisions = await readDecisions(context, rows);
  const coverage = await readCoverageIndex(context, [...rows, ...decisions]);
  const named = await readNamed(context, [...rows, ...decisions]);
  for (const row of rows) {
    const fact: PlacementFact = JSON.parse(row.data);
    const deciding = decisions.filter(
      other => other.observer === row.observer && decides(other, fact),
    );
    const ids = [row, ...deciding].flatMap(each =>
      ((JSON.parse(each.data) as PlacementFact).clusters ?? []).flatMap(
        cluster => named.clusterOf(each.observer, cluster.name)?.id ?? [],
      ),
    );
    const own = found.get(row.of_entity) ?? [];
    found.set(row.of_entity, own);
    own.push({
      title: `${fact.kind} ${fact.namespace ? `${fact.namespace}/` : ''}${
        fact.name
      }`,
      isCurrent: [row, ...deciding].every(
        each => currencyOf(each, coverage).current,
      ),
      clusters: new Set(ids),
    });
  }
}

/** What was decided for the placements that sets go by. */
async function readDecisions(
  { knex }: SkewReading['context'],
  rows: readonly Row[],
): Promise<Row[]> {
  const observers = rows.flatMap(row =>
    (JSON.parse(row.data) as PlacementFact).parent ? [row.observer] : [],
  );
  if (observers.length === 0) return [];
  return knex('fact')
    .where({ type: 'placement', kind: 'PlacementDecision' })
    .whereIn('observer', [...new Set<string>(observers)])
    .select('*');
}

function decides(decision: Row, set: PlacementFact): boolean {
  const { parent }: PlacementFact = JSON.parse(decision.data);
  return (
    set.parent !== undefined &&
    parent?.name === set.parent.name &&
    parent.namespace === (set.parent.namespace ?? set.namespace)
  );
}
