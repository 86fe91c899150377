/*
 * What pages read is found by an index, and a page is read from it in order: what
 * an answer costs depends on what it shows. What is the matter has indexes of
 * its own that hold nothing else, so that they cost what is well nothing.
 *
 * Texts are cut off: an index of PostgreSQL takes no row above 2,704 bytes, and a
 * cluster may say anything.
 */

const OBJECT_ORDER =
  "(substr(namespace || '/' || name || '/' || kind, 1, 400))";
const INSTANCE_ORDER =
  "(substr(case when entity_ref = '' then '1' else '0' end || entity_ref || '/' || namespace, 1, 400))";

const INDEXES = [
  // The pages of a cluster.
  `create index workload_page_index on workload (subject, ${OBJECT_ORDER}, id)`,
  `create index delivery_subject_page_index on delivery (subject, ${OBJECT_ORDER}, id)`,
  `create index delivery_observer_page_index on delivery (observer, ${OBJECT_ORDER}, id)`,
  `create index instance_page_index on instance (cluster_id, ${INSTANCE_ORDER}, id)`,
  // A component over the fleet: counted and paged without its rows.
  'create index instance_component_index on instance (entity_ref, cluster_id, stale, health, sync, id)',
  // What needs attention.
  "create index instance_trouble_index on instance (since, id) where stale = false and health in ('degraded', 'missing')",
  "create index instance_drift_index on instance (since, id) where stale = false and sync = 'out-of-sync' and health in ('healthy', 'suspended', 'unknown')",
  "create index delivery_failing_index on delivery (changed_at, id) where stale = false and health = 'degraded'",
  'create index delivery_lost_index on delivery (observer, id) where heartbeat_lost = true',
  'create index cluster_record_unverified_index on cluster_record (cluster_id) where tls_verified = false',
];

exports.up = async function up(knex) {
  for (const index of INDEXES) await knex.raw(index);
  // Covered by the ones above.
  await knex.schema.alterTable('instance', table => {
    table.dropIndex([], 'instance_health_index');
    table.dropIndex([], 'instance_entity_index');
  });
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('instance', table => {
    table.index(['entity_ref', 'cluster_id'], 'instance_entity_index');
    table.index(['stale', 'health'], 'instance_health_index');
  });
  for (const index of INDEXES) {
    await knex.raw(`drop index ${index.split(' ')[2]}`);
  }
};
