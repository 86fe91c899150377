/*
 * What hubs say of other clusters. A fact that names its cluster as its hub does
 * bears a key of that name, so that all that one name concerns is found, and every
 * name is found once, without reading the facts. A hub's word on a cluster bears
 * the name that it goes by there and whether the hub sees it; and what could not be
 * led to a cluster says why.
 */
const { hash } = require('node:crypto');

const REFERRING = ['workload', 'delivery', 'fact'];
const AT_ONCE = 500;

const isPostgres = knex => knex.client.config.client === 'pg';

/** As `referenceKey` of the store makes it. */
function keyOf({ observer, adapter, subject_reference }) {
  const { server, name } = JSON.parse(subject_reference);
  const digest = text => hash('sha256', text, 'base64url').slice(0, 16);
  const named = name ? `n${digest(name)}` : `s${digest(server ?? '')}`;
  return `${observer}/${adapter}/${named}/${digest(subject_reference)}`;
}

/** Facts that were written before this: each is told from its own columns. */
async function fill(knex, table) {
  let after = '';
  for (;;) {
    const rows = await knex(table)
      .whereNotNull('subject_reference')
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .select('id', 'observer', 'adapter', 'subject_reference', 'data');
    for (const row of rows) {
      const { heartbeat } = JSON.parse(row.data);
      await knex(table)
        .where({ id: row.id })
        .update({
          reference_key: keyOf(row),
          ...(table === 'workload' ? {} : { heartbeat: heartbeat?.state }),
        });
    }
    if (rows.length < AT_ONCE) return;
    after = rows[rows.length - 1].id;
  }
}

exports.up = async function up(knex) {
  for (const name of REFERRING) {
    await knex.schema.alterTable(name, table => {
      const key = table.string('reference_key', 200).nullable();
      // Ranges of keys are ranges of bytes, whatever language the database speaks.
      if (isPostgres(knex)) key.collate('C');
      key.comment(
        'What the hub calls its subject; null where it is the observer or none',
      );
      table
        .string('subject_unresolved', 30)
        .nullable()
        .comment('Why the reference leads to no cluster');
      if (name === 'workload') return;
      table
        .string('heartbeat', 10)
        .nullable()
        .comment('What the hub says of its sight: current, lost or unstated');
    });
  }
  await knex.schema.alterTable('fact', table => {
    table
      .string('hub_name', 512)
      .nullable()
      .comment("Of a hub's word on a cluster: what it is called there");
    table.dropIndex([], 'fact_subject_index');
    table.index(['subject', 'type'], 'fact_subject_type_index');
    table.index(['observer', 'type'], 'fact_observer_type_index');
  });
  for (const name of REFERRING) await fill(knex, name);
  for (const name of REFERRING) {
    await knex.raw(
      `create index ${name}_reference_index on ${name} (reference_key, subject) where reference_key is not null`,
    );
  }
  await knex.raw(
    "create index fact_hub_cluster_index on fact (observer, adapter, hub_name) where type = 'cluster'",
  );
};

exports.down = async function down(knex) {
  await knex.raw('drop index fact_hub_cluster_index');
  for (const name of REFERRING) {
    await knex.raw(`drop index ${name}_reference_index`);
  }
  await knex.schema.alterTable('fact', table => {
    table.dropIndex([], 'fact_observer_type_index');
    table.dropIndex([], 'fact_subject_type_index');
    table.index(['subject', 'namespace'], 'fact_subject_index');
    table.dropColumn('hub_name');
  });
  for (const name of REFERRING) {
    await knex.schema.alterTable(name, table => {
      if (name !== 'workload') table.dropColumn('heartbeat');
      table.dropColumn('subject_unresolved');
      table.dropColumn('reference_key');
    });
  }
};
