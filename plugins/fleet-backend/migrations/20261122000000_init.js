/*
 * The first tables of the fleet. Times are milliseconds since 1970 in UTC, as
 * the portal saw them; JSON is text, so that both databases return the same.
 */

const bigTimestamp = (table, name) => table.bigInteger(name);

/** Columns that every fact has, whatever it speaks of. */
function factColumns(table) {
  table
    .string('id', 64)
    .primary()
    .comment('Derived from observer, adapter, source uid and part');
  table
    .string('observer', 64)
    .notNullable()
    .comment('Cluster it was read from');
  table.string('adapter', 63).notNullable();
  table.string('source_uid', 128).notNullable();
  table.string('part', 253).notNullable();
  table.string('api_group', 253).notNullable();
  table.string('api_version', 63).notNullable();
  table.string('kind', 63).notNullable();
  table.string('namespace', 253).notNullable().comment('Empty for none');
  table.string('name', 512).notNullable();
  table
    .string('subject', 64)
    .nullable()
    .comment('Cluster it speaks of; null while unresolved, or for none');
  table
    .text('subject_reference')
    .nullable()
    .comment(
      'What the hub calls that cluster, as JSON; null where it is the observer',
    );
  table.string('hash', 64).notNullable().comment("Of the object's facts");
  bigTimestamp(table, 'changed_at')
    .nullable()
    .comment('As the object states it');
  bigTimestamp(table, 'first_seen_at').notNullable();
  table.text('data').notNullable().comment('The fact as JSON');
  table
    .text('unreadable')
    .nullable()
    .comment(
      'Why the object could not be read the last time; the fact is from before',
    );
}

function factIndexes(table, name) {
  table.index(
    ['observer', 'adapter', 'api_group', 'kind', 'source_uid'],
    `${name}_source_index`,
  );
  table.index(['subject', 'namespace'], `${name}_subject_index`);
}

/** Counts by health of what is current, with what is stale counted apart. */
function countColumns(table, prefix) {
  for (const state of [
    'healthy',
    'suspended',
    'progressing',
    'unknown',
    'missing',
    'degraded',
    'stale',
    'out_of_sync',
    'total',
  ]) {
    table.integer(`${prefix}_${state}`).notNullable().defaultTo(0);
  }
}

exports.up = async function up(knex) {
  await knex.schema.createTable('cluster', table => {
    table.comment(
      'One row per cluster, under an id of ours that is never reused',
    );
    table.string('id', 64).primary();
    table.string('name', 253).notNullable();
    table.string('title', 253).nullable();
    table.string('uid', 128).nullable().comment('Of the namespace kube-system');
    table.string('api_server_key', 64).nullable().comment('Hash of URL and CA');
    table.string('reachability', 20).notNullable();
    bigTimestamp(table, 'reachability_since').notNullable();
    table.text('reachability_reason').nullable();
    bigTimestamp(table, 'last_seen_at').nullable();
    table.string('kubernetes_version', 128).nullable();
    table.string('kubernetes_minor', 20).nullable();
    table.integer('kubernetes_minor_number').nullable();
    table.string('health', 20).notNullable().defaultTo('unknown');
    table.boolean('stale').notNullable().defaultTo(true);
    table.string('region', 253).notNullable().defaultTo('unassigned');
    table.string('environment', 253).notNullable().defaultTo('unassigned');
    table.string('provider', 253).notNullable().defaultTo('unassigned');
    table.string('tier', 253).notNullable().defaultTo('unassigned');
    table.string('owner', 253).notNullable().defaultTo('unassigned');
    table.string('zone', 253).notNullable().defaultTo('unassigned');
    table.text('attributes').nullable().comment('With evidence, as JSON');
    table.integer('nodes_total').notNullable().defaultTo(0);
    table.integer('nodes_ready').notNullable().defaultTo(0);
    table.integer('nodes_not_ready').notNullable().defaultTo(0);
    table.integer('nodes_unknown').notNullable().defaultTo(0);
    table.integer('nodes_unschedulable').notNullable().defaultTo(0);
    table.double('capacity_cpu').notNullable().defaultTo(0);
    table.double('capacity_memory').notNullable().defaultTo(0);
    table.double('capacity_pods').notNullable().defaultTo(0);
    countColumns(table, 'instance');
    countColumns(table, 'delivery');
    table.integer('coverage_asked').notNullable().defaultTo(0);
    table.integer('coverage_current').notNullable().defaultTo(0);
    table.string('coverage_state', 20).notNullable().defaultTo('pending');
    table.text('coverage_reason').nullable();
    table.text('worst').nullable().comment('At most three lines, as JSON');
    bigTimestamp(table, 'created_at').notNullable();
    bigTimestamp(table, 'left_at')
      .nullable()
      .comment('Since when no source names it');
    table.index(['left_at', 'name'], 'cluster_name_index');
    table.index(['uid'], 'cluster_uid_index');
  });

  await knex.schema.createTable('cluster_record', table => {
    table.comment('What a source asserts of a cluster');
    table.increments('id');
    table.string('source_id', 253).notNullable();
    table.string('source_title', 253).notNullable();
    table.string('name', 253).notNullable();
    table.string('cluster_id', 64).notNullable();
    table.text('server').nullable();
    table.boolean('tls_verified').notNullable().defaultTo(true);
    table.boolean('present').notNullable().defaultTo(true);
    bigTimestamp(table, 'first_seen_at').notNullable();
    bigTimestamp(table, 'left_at').nullable();
    table.unique(['source_id', 'name'], {
      indexName: 'cluster_record_source_unique',
    });
    table.index(['cluster_id'], 'cluster_record_cluster_index');
  });

  await knex.schema.createTable('cluster_alias', table => {
    table.comment('Ids of clusters that were merged into another');
    table.string('id', 64).primary();
    table.string('cluster_id', 64).notNullable();
    table.text('reason').notNullable();
    bigTimestamp(table, 'created_at').notNullable();
  });

  await knex.schema.createTable('coverage', table => {
    table.comment('How well each kind of each observer is covered');
    table.string('cluster_id', 64).notNullable();
    table.string('adapter', 63).notNullable();
    table.string('api_group', 253).notNullable();
    table.string('kind', 63).notNullable();
    table.string('scope', 253).notNullable().defaultTo('cluster');
    table.string('api_version', 63).nullable();
    table.string('state', 20).notNullable();
    bigTimestamp(table, 'since').notNullable();
    table.text('reason').nullable();
    bigTimestamp(table, 'confirmed_at').nullable();
    table
      .boolean('is_current')
      .notNullable()
      .defaultTo(false)
      .comment('As last judged; flips are derived from');
    table.integer('objects').notNullable().defaultTo(0);
    table.text('skipped').nullable().comment('Counts by reason, as JSON');
    table.string('resource_version', 128).nullable();
    table.primary(['cluster_id', 'adapter', 'api_group', 'kind', 'scope']);
  });

  for (const name of ['namespace', 'node', 'workload', 'delivery', 'fact']) {
    await knex.schema.createTable(name, table => {
      factColumns(table);
      if (name === 'workload') {
        table.string('health', 20).notNullable();
        table.string('version', 512).nullable();
        table
          .string('settled_version', 512)
          .nullable()
          .comment('The version that was last seen to run completely');
      }
      if (name === 'delivery') {
        table.string('health', 20).notNullable();
        table.string('sync', 20).notNullable();
        table.boolean('heartbeat_lost').notNullable();
      }
      if (name === 'workload' || name === 'delivery') {
        // Nothing counts as current before it was judged.
        table.boolean('stale').notNullable().defaultTo(true);
        table.string('entity_ref', 253).nullable();
        table
          .text('binding')
          .nullable()
          .comment('Rule and evidence, or candidates, as JSON');
      }
      if (name === 'fact') table.string('type', 63).notNullable();
      factIndexes(table, name);
    });
  }

  await knex.schema.createTable('instance', table => {
    table.comment(
      'One catalog component, or none, on one cluster and namespace',
    );
    table.string('id', 64).primary();
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('entity_ref', 253).notNullable().comment('Empty for none');
    table.string('health', 20).notNullable();
    table.string('sync', 20).notNullable();
    table.boolean('stale').notNullable();
    bigTimestamp(table, 'since').nullable();
    table.string('hash', 64).notNullable();
    table.text('data').notNullable();
    table.index(['cluster_id', 'namespace'], 'instance_cluster_index');
    table.index(['entity_ref', 'cluster_id'], 'instance_entity_index');
    table.index(['stale', 'health'], 'instance_health_index');
  });

  await knex.schema.createTable('cell', table => {
    table.comment('The grain of permission and roll-up');
    table.string('cluster_id', 64).notNullable();
    table.string('namespace', 253).notNullable();
    table.string('entity_ref', 253).notNullable();
    table.string('region', 253).notNullable();
    table.string('environment', 253).notNullable();
    table.string('owner', 253).notNullable();
    table.string('system', 253).notNullable();
    countColumns(table, 'instance');
    countColumns(table, 'delivery');
    countColumns(table, 'workload');
    table.primary(['cluster_id', 'namespace', 'entity_ref']);
  });

  await knex.schema.createTable('transition', table => {
    table.comment('What changed, and when it was seen');
    table.increments('id');
    bigTimestamp(table, 'at').notNullable();
    bigTimestamp(table, 'not_before').nullable();
    table.string('cluster_id', 64).notNullable();
    table.string('scope', 20).notNullable();
    table.string('name', 1024).notNullable();
    table.string('entity_ref', 253).nullable();
    table.string('field', 20).notNullable();
    table.text('from_value').nullable();
    table.text('to_value').notNullable();
    table.text('reason').nullable();
    table.index(['cluster_id', 'id'], 'transition_cluster_index');
    table.index(['entity_ref', 'id'], 'transition_entity_index');
    table.index(['at'], 'transition_at_index');
  });

  await knex.schema.createTable('dirty', table => {
    table.comment('What has to be derived again');
    table.string('cluster_id', 64).notNullable();
    table
      .string('namespace', 253)
      .notNullable()
      .comment('`*` for all, empty for the cluster alone');
    table.primary(['cluster_id', 'namespace']);
  });

  await knex.schema.createTable('entity', table => {
    table.comment('Mirror of the catalog, as far as mapping needs it');
    table.string('ref', 253).primary();
    table.string('title', 253).nullable();
    table.string('owner', 253).nullable();
    table.string('system', 253).nullable();
    table.text('annotations').notNullable();
    table.string('hash', 64).notNullable();
    table.integer('missed_reads').notNullable().defaultTo(0);
  });

  await knex.schema.createTable('revision', table => {
    table.comment('One row: grows with every visible change');
    table.integer('id').primary();
    table.bigInteger('value').notNullable();
  });
  await knex('revision').insert({ id: 1, value: 1 });
};

exports.down = async function down(knex) {
  for (const name of [
    'revision',
    'entity',
    'dirty',
    'transition',
    'cell',
    'instance',
    'fact',
    'delivery',
    'workload',
    'node',
    'namespace',
    'coverage',
    'cluster_alias',
    'cluster_record',
    'cluster',
  ]) {
    await knex.schema.dropTable(name);
  }
};
