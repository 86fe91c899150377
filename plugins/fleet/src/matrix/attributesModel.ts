import {
  MEMBER_STATES,
  type Instance,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  engineName,
  memberOfInstance,
  statusOfInstance,
  statusOfMember,
  statusOfSync,
  urgencyOf,
  urgencyOfInstance,
  type FleetText,
  type MatrixCell,
  type MatrixRollup,
  type Status,
} from '@fleetview/backstage-plugin-fleet-react';
import type { Text } from '../translation';

/** What is told of a component on a cluster, a column for each. */
export const ATTRIBUTES = [
  'release',
  'version',
  'desired',
  'health',
  'sync',
  'replicas',
  'behind',
  'since',
  'by',
] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Those of which groups say how many are in which state. */
export const STATE_ATTRIBUTES: ReadonlySet<Attribute> = new Set([
  'release',
  'health',
  'sync',
]);

/** By which attribute rows are sorted, and which way. */
export type AttributeSort = { attribute: Attribute; isDown: boolean };

/** What the URL says; what it does not know it ignores. */
export function attributeSortOf(told: string): AttributeSort | undefined {
  const isDown = told.startsWith('-');
  const name = isDown ? told.slice(1) : told;
  const attribute = ATTRIBUTES.find(each => each === name);
  return attribute && { attribute, isDown };
}

/** What the URL says after a column was chosen: one way, the other way, and as before. */
export function nextSort(
  sort: AttributeSort | undefined,
  attribute: Attribute,
): string {
  if (sort?.attribute !== attribute) return attribute;
  return sort.isDown ? '' : `-${attribute}`;
}

/** All places of a component on one cluster as one line: as many cells as attributes. */
export type AttributeLine = {
  cells: ReadonlyMap<Attribute, MatrixCell>;
  /** What it is sorted by; undefined stands last. */
  keys: ReadonlyMap<Attribute, number | string | undefined>;
};

/** What lines are put in words with. */
export type Words = { t: Text } & Pick<FleetText, 'memberText'>;

/** What one place says under one attribute. */
type Said = {
  cell: MatrixCell;
  key: number | string | undefined;
  same: string;
};

/** Of a state the worst place is the one that is worst in it; of all else the one that is. */
const STATE_RANKS: Partial<Record<Attribute, (place: Instance) => number>> = {
  release: place => releaseRank(place) ?? Infinity,
  health: place => rankOf(statusOfInstance(place)),
  sync: place => syncRank(place) ?? Infinity,
};

const SAY: Record<Attribute, (place: Instance, words: Words) => Said> = {
  release(place, { memberText }) {
    const member = memberOfInstance(place);
    const status = member && statusOfMember(member);
    if (!member || !status || !place.rollout) return text(place, undefined);
    const { state: reached, since } = place.rollout;
    return {
      cell: {
        kind: 'state',
        status,
        word: memberText(reached),
        since: status.stale ? status.confirmedAt : since,
        withWord: true,
      },
      key: releaseRank(place),
      same: reached,
    };
  },
  version: place => text(place, place.version.actual),
  desired: place => text(place, place.version.desired),
  health: place => state(statusOfInstance(place)),
  sync: place =>
    place.deliveries.length === 0
      ? text(place, undefined)
      : state(statusOfSync(place)),
  replicas(place, { t }) {
    const { desired, ready = 0 } = place.replicas;
    if (desired === undefined) return text(place, undefined);
    const shown = t('instance.replicas', {
      ready: String(ready),
      desired: String(desired),
    });
    // What is missing most comes first.
    return { ...text(place, shown), key: desired === 0 ? 1 : ready / desired };
  },
  behind(place, { t }) {
    const releases = place.behind?.releases;
    if (releases === undefined) return text(place, undefined);
    const shown = t('matrix.behind', { count: releases });
    return { ...text(place, shown), key: -releases };
  },
  since({ since, currency }) {
    return {
      cell: {
        kind: 'text',
        ...(since ? { since } : {}),
        stale: !currency.current,
      },
      key: since === undefined ? undefined : Date.parse(since),
      same: since ?? '',
    };
  },
  by: place =>
    text(place, place.engines.map(engineName).sort().join(', ') || undefined),
};

function text({ currency }: Instance, value: string | undefined): Said {
  return {
    cell: {
      kind: 'text',
      ...(value === undefined ? {} : { text: value }),
      stale: !currency.current,
    },
    key: value,
    same: value ?? '',
  };
}

function state(status: Status): Said {
  return {
    cell: {
      kind: 'state',
      status,
      withWord: true,
      ...(status.stale ? { since: status.confirmedAt } : {}),
    },
    key: rankOf(status),
    same: `${status.key} ${status.stale}`,
  };
}

/** What is not current is of unknown state. */
function rankOf({ key, stale }: Status): number {
  return urgencyOf(stale ? 'unknown' : key);
}

function releaseRank(place: Instance): number | undefined {
  const member = memberOfInstance(place);
  if (!member || member.state === 'not-placed') return undefined;
  return MEMBER_STATES.indexOf(member.stale ? 'unknown' : member.state);
}

function syncRank(place: Instance): number | undefined {
  return place.deliveries.length === 0
    ? undefined
    : rankOf(statusOfSync(place));
}

/** Lines by cluster. */
export function linesOf(
  instances: readonly Instance[],
  words: Words,
): Map<string, AttributeLine> {
  const places = new Map<string, Instance[]>();
  for (const instance of instances) {
    const known = places.get(instance.cluster.id);
    if (known) known.push(instance);
    else places.set(instance.cluster.id, [instance]);
  }
  return new Map([...places].map(([id, all]) => [id, lineOf(all, words)]));
}

/**
 * A cluster is one line, also where the component runs there in several namespaces: each
 * attribute is that of the worst place, with how many of them say the same, so that no line
 * is better than any of its places.
 */
function lineOf(places: readonly Instance[], words: Words): AttributeLine {
  const cells = new Map<Attribute, MatrixCell>();
  const keys = new Map<Attribute, number | string | undefined>();
  for (const attribute of ATTRIBUTES) {
    const said = places.map(place => ({
      said: SAY[attribute](place, words),
      rank: STATE_RANKS[attribute]?.(place) ?? urgencyOfInstance(place),
    }));
    const worst = said.reduce((found, each) =>
      each.rank < found.rank ? each : found,
    ).said;
    const same = said.filter(each => each.said.same === worst.same).length;
    cells.set(
      attribute,
      places.length > 1 && worst.cell.kind !== 'not-known'
        ? {
            ...worst.cell,
            detail: words.t('matrix.placesOf', {
              same: String(same),
              all: String(places.length),
            }),
          }
        : worst.cell,
    );
    keys.set(attribute, worst.key);
  }
  return { cells, keys };
}

const collator = new Intl.Collator('en', { numeric: true });

/**
 * The numbers of rows in another order: sorted within each group, what nobody says last
 * whichever way, among equals as they were.
 *
 * @param lineAt - of a row; undefined where it is not read
 */
export function sortedRows(options: {
  count: number;
  groups: readonly { from: number; count: number }[];
  sort: AttributeSort | undefined;
  lineAt: (row: number) => AttributeLine | undefined;
}): number[] {
  const { count, groups, sort, lineAt } = options;
  const rows = Array.from({ length: count }, (_, row) => row);
  if (!sort) return rows;
  const keyed = rows.map(row => ({
    row,
    key: lineAt(row)?.keys.get(sort.attribute),
  }));
  const compare = (a: (typeof keyed)[number], b: (typeof keyed)[number]) => {
    if (a.key === undefined || b.key === undefined) {
      return Number(a.key === undefined) - Number(b.key === undefined);
    }
    const order =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : collator.compare(String(a.key), String(b.key));
    return sort.isDown ? -order : order;
  };
  return groups.flatMap(({ from, count: size }) =>
    keyed
      .slice(from, Math.min(from + size, count))
      .sort(compare)
      .map(({ row }) => row),
  );
}

/** How many lines are in which state under one attribute, the most urgent first. */
export function rollupOf(
  lines: readonly AttributeLine[],
  attribute: Attribute,
): MatrixRollup {
  const parts = new Map<string, MatrixRollup[number]>();
  for (const { cells } of lines) {
    const cell = cells.get(attribute);
    if (cell?.kind !== 'state') continue;
    const { status, word } = cell;
    const id = `${status.key} ${status.stale} ${word ?? ''}`;
    const known = parts.get(id);
    parts.set(id, {
      status: { key: status.key, stale: status.stale },
      ...(word ? { word } : {}),
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...parts.values()].sort(
    (a, b) =>
      urgencyOf(a.status.key) - urgencyOf(b.status.key) ||
      Number(a.status.stale) - Number(b.status.stale),
  );
}
