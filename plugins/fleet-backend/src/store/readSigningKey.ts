import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** The key of this name that all replicas have in common; made by the first that asks. */
export async function readSigningKey(options: {
  knex: Knex;
  name: string;
}): Promise<Buffer> {
  const { knex, name } = options;
  await knex('signing_key')
    .insert({ name, value: randomBytes(32).toString('base64url') })
    .onConflict('name')
    .ignore();
  const row = await knex('signing_key').where({ name }).first('value');
  return Buffer.from(row.value, 'base64url');
}
