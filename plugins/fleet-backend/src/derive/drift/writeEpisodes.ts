import type { Knex } from 'knex';
import { idOf } from '../compliance/keys';
import { type Steps, tableOfIds, tableOfRows } from '../statements';
import { storableText } from '../storableText';
import type { DriftOutcome, EpisodeRow } from './episodesOfCluster';

const TEXT = 'text' as const;
const BIGINT = 'bigint' as const;

const COLUMNS = {
  id: TEXT,
  thing: TEXT,
  hash: TEXT,
  cluster_id: TEXT,
  namespace: TEXT,
  entity_ref: TEXT,
  region: TEXT,
  environment: TEXT,
  tier: TEXT,
  owner: TEXT,
  system: TEXT,
  observer: TEXT,
  delivery_id: TEXT,
  engine: TEXT,
  delivery_kind: TEXT,
  delivery_namespace: TEXT,
  delivery_name: TEXT,
  api_group: TEXT,
  kind: TEXT,
  name: TEXT,
  class: TEXT,
  because: TEXT,
  headline: 'boolean' as const,
  same: TEXT,
  seen_by: TEXT,
  first_observed_at: BIGINT,
  last_observed_at: BIGINT,
  not_before: BIGINT,
  flaps: 'integer' as const,
  in_sync_ms: BIGINT,
  unconfirmed_since: BIGINT,
  ended_at: BIGINT,
  fate: TEXT,
  ignored_by: TEXT,
  ignored_from: BIGINT,
  ignored_until: BIGINT,
  data: TEXT,
};

/** What a row keeps from when it was first written. */
const KEPT: readonly string[] = ['id', 'thing', 'cluster_id'];

/** Longer than what ended may go on. */
const RECENT_MS = 60 * 60 * 1000;

/** Longer names do not fit into their columns. */
const LONGEST = 253;

/**
 * Writes the episodes of a cluster that are not as they are stored, and when it was looked.
 *
 * @returns whether anything visible changed
 */
export function* writeEpisodes(
  knex: Knex,
  clusterId: string,
  outcome: DriftOutcome,
  now: number,
): Steps<boolean> {
  const stored = yield {
    sql: `select id, hash from drift_episode
      where cluster_id = ? and (ended_at is null or ended_at >= ?)`,
    bindings: [clusterId, now - RECENT_MS],
  };
  const hashes = new Map(stored.map(row => [row.id, row.hash]));
  const rows = outcome.episodes.map(each => toRow(clusterId, each));
  const fresh = rows.filter(({ id, hash }) => hashes.get(id) !== hash);
  yield* upsert(knex, fresh);
  yield* end(knex, outcome, now);
  yield* noteLook(clusterId, outcome, now);
  return (
    fresh.length > 0 || outcome.ended.length > 0 || outcome.dropped.length > 0
  );
}

function* upsert(
  knex: Knex,
  rows: readonly Record<keyof typeof COLUMNS, unknown>[],
): Steps<void> {
  if (rows.length === 0) return;
  const names = Object.keys(COLUMNS);
  const fresh = tableOfRows(knex, 'fresh', COLUMNS, rows);
  const changes = names
    .filter(name => !KEPT.includes(name))
    .map(name => `${name} = excluded.${name}`);
  yield {
    sql: `insert into drift_episode (${names.join(', ')})
      select ${names.join(', ')} from ${fresh.sql} where true
      on conflict (id) do update set ${changes.join(', ')}`,
    bindings: fresh.bindings,
  };
}

function* end(
  knex: Knex,
  { ended, dropped }: DriftOutcome,
  now: number,
): Steps<void> {
  if (ended.length > 0) {
    const told = tableOfRows(
      knex,
      'told',
      { told_id: TEXT, told_fate: TEXT },
      ended.map(({ id, fate }) => ({ told_id: id, told_fate: fate })),
    );
    yield {
      sql: `update drift_episode set ended_at = ?, fate = told_fate, hash = '',
        unconfirmed_since = null from ${told.sql} where id = told_id`,
      bindings: [now, ...told.bindings],
    };
  }
  if (dropped.length > 0) {
    const gone = tableOfIds(knex, 'gone', dropped);
    yield {
      sql: `delete from drift_episode where id in (select gone_id from ${gone.sql})`,
      bindings: gone.bindings,
    };
  }
}

function* noteLook(
  clusterId: string,
  { look }: DriftOutcome,
  now: number,
): Steps<void> {
  yield {
    sql: `insert into drift_look (cluster_id, looked_at, unseen, unwatched, watched, lapses_at)
      values (?, ?, ?, ?, ?, ?) on conflict (cluster_id) do update set
      looked_at = excluded.looked_at, unseen = excluded.unseen, unwatched = excluded.unwatched,
      watched = excluded.watched, lapses_at = excluded.lapses_at`,
    bindings: [
      clusterId,
      now,
      look.unseen === '*' ? '*' : JSON.stringify(look.unseen),
      look.unwatched,
      look.watched,
      look.lapsesAt ?? null,
    ],
  };
}

function toRow(clusterId: string, episode: EpisodeRow) {
  const { resource, place, delivery, ignored } = episode;
  const name = (text: string) => storableText(text).slice(0, LONGEST);
  const row = {
    id: episode.id,
    thing: episode.thing,
    cluster_id: clusterId,
    namespace: name(resource.namespace),
    entity_ref: name(place.entityRef),
    region: place.region,
    environment: place.environment,
    tier: place.tier,
    owner: name(place.owner),
    system: name(place.system),
    observer: episode.observer,
    delivery_id: episode.deliveryId,
    engine: name(delivery.engine).slice(0, 63),
    delivery_kind: name(delivery.kind),
    delivery_namespace: name(delivery.namespace ?? ''),
    delivery_name: storableText(delivery.name),
    api_group: name(resource.group),
    kind: name(resource.kind),
    name: storableText(resource.name),
    class: episode.class,
    because: episode.because,
    headline: episode.isHeadline,
    same: episode.same,
    seen_by: name(episode.seenBy).slice(0, 63),
    first_observed_at: episode.firstObservedAt,
    last_observed_at: episode.lastObservedAt,
    not_before: episode.notBefore ?? null,
    flaps: episode.flaps,
    in_sync_ms: episode.inSyncMs,
    unconfirmed_since: episode.unconfirmedSince ?? null,
    ended_at: episode.endedAt ?? null,
    fate: episode.fate ?? null,
    ignored_by: ignored?.by ?? null,
    ignored_from: ignored?.from ?? null,
    ignored_until: ignored?.until ?? null,
    data: JSON.stringify(episode.data),
  };
  return { ...row, hash: idOf([JSON.stringify(row)]) };
}
