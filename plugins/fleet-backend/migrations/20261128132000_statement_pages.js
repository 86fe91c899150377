/*
 * The pages of what hubs say of a cluster, and of what is read on it besides what
 * has a table of its own: each is read by an index, in order.
 *
 * Texts are cut off: an index of PostgreSQL takes no row above 2,704 bytes, and a
 * cluster may say anything.
 */

const ORDER =
  "(substr(type || '/' || namespace || '/' || name || '/' || kind, 1, 400))";

const INDEXES = [
  `create index fact_subject_page_index on fact (subject, ${ORDER}, id)`,
  `create index fact_observer_page_index on fact (observer, ${ORDER}, id)`,
  // What hubs call clusters.
  "create index fact_hub_name_index on fact (observer, name) where type = 'cluster'",
];

exports.up = async function up(knex) {
  for (const index of INDEXES) await knex.raw(index);
};

exports.down = async function down(knex) {
  for (const index of INDEXES) {
    await knex.raw(`drop index ${index.split(' ')[2]}`);
  }
};
