/*
 * The price sheet that people write: what a core and a GiB cost for an hour where no cost
 * tool knows. Rows are added and never changed, so that the price of each day stays what it
 * was when the day was charged, and who set it is known.
 */

exports.up = async function up(knex) {
  await knex.schema.createTable('price_row', table => {
    table.comment('Rows of the price sheet, in the order of their writing');
    table.increments('id');
    table.string('provider', 253).notNullable().comment('Empty for all');
    table.string('region', 253).notNullable().comment('Empty for all');
    table.string('instance_type', 253).notNullable().comment('Empty for all');
    table.double('cpu_hour').nullable().comment('Absent where it ends others');
    table.double('gib_hour').nullable();
    table.double('volume_gib_hour').nullable();
    table.string('currency', 3).notNullable();
    table.string('valid_from', 10).notNullable().comment('A day in UTC');
    table.text('note').nullable();
    table.string('set_by', 253).notNullable();
    table.bigInteger('set_at').notNullable();
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('price_row');
};
