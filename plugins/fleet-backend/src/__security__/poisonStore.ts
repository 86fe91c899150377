import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import type { Knex } from 'knex';
import { storableText } from '../derive/storableText';

/**
 * Text that Fleet itself makes: ids, hashes, words of closed lists. All other
 * text of the store is taken to be somebody else's.
 */
const OWN_COLUMNS = new Set([
  'id',
  'cluster_id',
  'observer',
  'subject',
  'adapter',
  'delivery_id',
  'entity_ref',
  'home_entity',
  'home_id',
  'source_id',
  'server',
  'hash',
  'scope',
  'field',
  'state',
  'coverage_state',
  'reachability',
  'health',
  'sync',
  'part',
  'placed',
  'resource_version',
  'fingerprint',
  'api_server_key',
  'merged_into',
  'touches',
  'key',
  'problem',
  'type',
  'instance_id',
  'target_id',
  'target_type',
  'rollout_id',
  'life_cycle',
  'result',
  'severity',
  'enforcement',
  'finding_id',
  'maker_id',
  'grain',
  'share',
  // Of drift: its class and why it is of it, what saw it, and what it is the same as.
  'class',
  'because',
  'seen_by',
  'thing',
  'same',
]);

/** Tables of the engine's own, which no page reads. */
const OWN_TABLES = new Set([
  'revision',
  'dirty',
  'cluster_lease',
  'replica',
  'cluster_split',
  'signing_key',
  'reader_view',
]);

/** The same for what stands in JSON. */
const OWN_FIELDS = new Set([
  'type',
  'health',
  'sync',
  'state',
  'phase',
  'uid',
  'entityRef',
  'rule',
  'part',
  'server',
  'workloadIds',
  'deliveryIds',
  'changedAt',
  'startedAt',
  'finishedAt',
  'deployedAt',
  'since',
  'source.source',
  'observer',
  'problem',
  // Words of closed lists, and times, of what hubs say.
  'lifecycle',
  'role',
  'strategy',
  'effect',
  'match',
  'direction',
  'addressing',
  'verdict',
  'acquiredAt',
  'renewedAt',
  // Words of closed lists, times and clusters' ids, of what holds a release up.
  'link',
  'remedy',
  'lastKnown',
  'until',
  'confirmedAt',
  'evidence.cluster.id',
  // Words of closed lists, and times, of what policies found and things cost.
  'result',
  'severity',
  'evaluatedAt',
  'validUntil',
  'createdAt',
  'expiresAt',
  'enforcement',
  'compliance',
  'reportsAs',
  'grain',
  'share',
  // Words of closed lists of what differs, and of who did it.
  'class',
  'because',
  'basis',
  'confidence',
  'operation',
  // Of the Pod Security Standards.
  'level',
  'start',
  'end',
  'interval',
  // Words of closed lists of promotions.
  'edit',
  'change',
]);

/** Words of closed lists in fields that else hold numbers, or names. */
const OWN_WORDS = new Set(['no-request', 'changed']);

const TEXTS = HOSTILE_TEXTS.filter(({ name }) => name !== 'long').map(
  ({ text }) => storableText(text),
);

/**
 * The same text with something hostile after it: the same for the same text, so
 * that what belongs together still does.
 */
export function poison(text: string, longest = 1024): string {
  if (text === '' || text === 'unassigned') return text;
  const number = [...text].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973,
    7,
  );
  return `${text} ${TEXTS[number % TEXTS.length]}`.slice(0, longest);
}

/** Poisons all text of a value that is not Fleet's own. */
function poisoned(value: unknown, field = ''): unknown {
  if (typeof value === 'string') {
    return OWN_FIELDS.has(field) || OWN_WORDS.has(value)
      ? value
      : poison(value);
  }
  if (Array.isArray(value)) return value.map(item => poisoned(item, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        // Where an attribute is known from is a word; what a fact was read from is an object.
        (key === 'source' && typeof inner === 'string') ||
        // A promotion is made of plain paths alone.
        (key === 'path' && 'edit' in value)
          ? inner
          : poisoned(inner, key),
      ]),
    );
  }
  return value;
}

/** Every text column of the store and the longest text that it takes. */
export async function textColumns(
  knex: Knex,
): Promise<{ table: string; column: string; longest: number }[]> {
  if (knex.client.config.client === 'pg') {
    const rows = await knex('information_schema.columns')
      .where({ table_schema: 'public' })
      .whereIn('data_type', ['text', 'character varying', 'json', 'jsonb'])
      .select('table_name', 'column_name', 'character_maximum_length');
    return rows.map(row => ({
      table: row.table_name,
      column: row.column_name,
      longest: row.character_maximum_length ?? 4000,
    }));
  }
  const tables: string[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .pluck('name');
  const found = [];
  for (const table of tables) {
    const columns: { name: string; type: string }[] = await knex.raw(
      `pragma table_info('${table}')`,
    );
    for (const { name, type } of columns) {
      if (!/char|text|json/i.test(type)) continue;
      const longest = Number(/\((\d+)\)/.exec(type)?.[1] ?? 4000);
      found.push({ table, column: name, longest });
    }
  }
  return found;
}

/**
 * Puts something hostile into every text of the store that does not come from
 * Fleet itself. A column that is new is somebody else's until it is named above.
 *
 * @returns the columns in which something was changed
 */
export async function poisonStore(knex: Knex): Promise<string[]> {
  const columns = (await textColumns(knex)).filter(
    ({ table, column }) =>
      !/^(knex_|sqlite_)/.test(table) &&
      !OWN_TABLES.has(table) &&
      !OWN_COLUMNS.has(column),
  );
  const changed: string[] = [];
  for (const { table, column, longest } of columns) {
    const values: string[] = await knex(table)
      .whereNotNull(column)
      .distinct(column)
      .pluck(column);
    for (const value of values) {
      const other = poisonedText(value, longest);
      if (other === value) continue;
      await knex(table)
        .where({ [column]: value })
        .update({ [column]: other });
      changed.push(`${table}.${column}`);
    }
  }
  return [...new Set(changed)];
}

function poisonedText(value: unknown, longest: number): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^[[{]/.test(text)) return JSON.stringify(poisoned(JSON.parse(text)));
  // A place says of what kind it is before its name.
  const place = /^([a-z]\/)(.*)$/s.exec(text);
  return place
    ? `${place[1]}${poison(place[2], longest - 2)}`
    : poison(text, longest);
}
