import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { MirroredEntity } from '../mapping/MirroredEntity';

/** Rows that are written at once. */
const AT_ONCE = 200;

/** An entity with what tells whether it changed. */
export type KnownEntity = { hash: string; entity: MirroredEntity };

export function hashOfEntity(entity: MirroredEntity): string {
  return createHash('sha1').update(JSON.stringify(entity)).digest('base64url');
}

/** Tells sets of entities apart. */
export function fingerprintOf(
  rows: readonly { ref: string; hash: string }[],
): string {
  const made = createHash('sha1');
  for (const row of rows) made.update(`${row.ref}\n${row.hash}\n`);
  return made.digest('base64url');
}

export async function readEntities(
  knex: Knex,
): Promise<Map<string, KnownEntity>> {
  const rows = await knex('entity').orderBy('ref').select();
  return new Map(
    rows.map(row => [
      row.ref,
      {
        hash: row.hash,
        entity: {
          ref: row.ref,
          ...(row.title ? { title: row.title } : {}),
          ...(row.owner ? { owner: row.owner } : {}),
          ...(row.system ? { system: row.system } : {}),
          ...(row.domain ? { domain: row.domain } : {}),
          ...(row.source_location
            ? { sourceLocation: row.source_location }
            : {}),
          ...(row.edit_url ? { editUrl: row.edit_url } : {}),
          ...(row.problems ? { problems: JSON.parse(row.problems) } : {}),
          annotations: JSON.parse(row.annotations),
        },
      },
    ]),
  );
}

export async function writeEntities(
  knex: Knex,
  entities: readonly MirroredEntity[],
): Promise<void> {
  for (let start = 0; start < entities.length; start += AT_ONCE) {
    await knex('entity')
      .insert(
        entities.slice(start, start + AT_ONCE).map(entity => ({
          ref: entity.ref,
          title: entity.title ?? null,
          owner: entity.owner ?? null,
          system: entity.system ?? null,
          domain: entity.domain ?? null,
          source_location: entity.sourceLocation ?? null,
          edit_url: entity.editUrl ?? null,
          problems: entity.problems ? JSON.stringify(entity.problems) : null,
          annotations: JSON.stringify(entity.annotations),
          hash: hashOfEntity(entity),
          missed_reads: 0,
        })),
      )
      .onConflict('ref')
      .merge();
  }
}
