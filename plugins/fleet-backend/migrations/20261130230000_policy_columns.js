/*
 * What policies and exceptions are filtered by. There are few of them on a cluster beside
 * the rest of `fact`, and their pages are read by the indexes of its pages: none is added.
 *
 * Of those that are known it is in their data, which is read here and not by the database:
 * not every text that a cluster may have said is one that PostgreSQL takes for JSON.
 */

const AT_ONCE = 500;

/** The same as of those that are written from now on, but that they are bounded already. */
const CATEGORIES = 20;

async function fill(knex) {
  let after = '';
  for (;;) {
    const rows = await knex('fact')
      .whereIn('type', ['policy', 'exception'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(AT_ONCE)
      .select('id', 'data');
    for (const row of rows) {
      const { type, health, enforcement, severity, categories } = JSON.parse(
        row.data,
      );
      await knex('fact')
        .where({ id: row.id })
        .update(
          type === 'policy'
            ? {
                health,
                enforcement,
                severity: severity ?? '',
                categories: `,${categories
                  .slice(0, CATEGORIES)
                  .map(name => `${JSON.stringify(name)},`)
                  .join('')}`,
              }
            : { health },
        );
    }
    if (rows.length < AT_ONCE) return;
    after = rows[rows.length - 1].id;
  }
}

exports.up = async function up(knex) {
  await knex.schema.alterTable('fact', table => {
    table
      .string('health', 12)
      .nullable()
      .comment('Of policies and exceptions: whether they work');
    table
      .string('enforcement', 12)
      .nullable()
      .comment('Of policies: what they do about what breaks them');
    table
      .string('severity', 10)
      .nullable()
      .comment('Of policies; empty for none');
    table
      .text('categories')
      .nullable()
      .comment(
        'Of policies, as texts of JSON with a comma before and after each',
      );
  });
  await fill(knex);
};

exports.down = async function down(knex) {
  await knex.schema.alterTable('fact', table => {
    for (const name of ['health', 'enforcement', 'severity', 'categories']) {
      table.dropColumn(name);
    }
  });
};
