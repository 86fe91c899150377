/*
 * The entities that clusters have in the catalog. A cluster's name there is
 * chosen at first sight and kept, whatever it is called later: an entity that is
 * renamed is another. What was told last is kept too, for as long as it cannot
 * be known whether the cluster is still there.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('fleet_cluster_entity', table => {
    table.comment('Entities of the clusters of the fleet, by their ids');
    table.string('cluster_id', 64).primary();
    table.string('name', 63).notNullable().comment("The entity's name");
    table.text('entity').nullable().comment('As it was told last, as JSON');
    table
      .text('names')
      .notNullable()
      .comment('What an annotation may call it, as JSON');
    table
      .string('described_by', 255)
      .nullable()
      .comment(
        'The entity that somebody else wrote of it; it has none of ours',
      );
    table
      .bigInteger('removed_at')
      .nullable()
      .comment('Milliseconds since 1970; null while it has an entity');
    table.unique(['name'], { indexName: 'fleet_cluster_entity_name' });
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('fleet_cluster_entity');
};
