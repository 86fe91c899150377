import type { Knex } from 'knex';
import { tableOfRows, type Steps } from '../derive/statements';
import {
  TRANSITION_COLUMNS,
  transitionRow,
  type TransitionRecord,
} from '../store/recordTransitions';

/** What becomes different of a row that another change goes into. */
const MOVING = {
  at: 'bigint',
  to_value: 'text',
  reason: 'text',
  flips: 'integer',
  flip_values: 'text',
} as const;

/** Keeps what changed: one statement for what is new, one for what goes into rows that are there. */
export function* writeTransitions(
  knex: Knex,
  transitions: readonly TransitionRecord[],
): Steps<void> {
  const added = transitions.filter(({ isExtension }) => !isExtension);
  if (added.length > 0) {
    const names = Object.keys(TRANSITION_COLUMNS);
    const fresh = tableOfRows(
      knex,
      'fresh',
      TRANSITION_COLUMNS,
      added.map(transitionRow),
    );
    yield {
      sql: `insert into transition (${names.join(', ')})
        select ${names.join(', ')} from ${fresh.sql}`,
      bindings: fresh.bindings,
    };
  }
  const extended = transitions.filter(({ isExtension }) => isExtension);
  if (extended.length === 0) return;
  const moved = tableOfRows(
    knex,
    'moved',
    {
      of_thing: 'text',
      of_field: 'text',
      of_first_at: 'bigint',
      ...(Object.fromEntries(
        Object.entries(MOVING).map(([name, type]) => [`new_${name}`, type]),
      ) as Record<string, 'text' | 'bigint' | 'integer'>),
    },
    extended.map(transitionRow).map(row => ({
      of_thing: row.thing,
      of_field: row.field,
      of_first_at: row.first_at,
      ...Object.fromEntries(
        (Object.keys(MOVING) as (keyof typeof MOVING)[]).map(name => [
          `new_${name}`,
          row[name],
        ]),
      ),
    })),
  );
  yield {
    sql: `update transition set ${Object.keys(MOVING)
      .map(name => `${name} = new_${name}`)
      .join(', ')} from ${moved.sql}
      where thing = of_thing and field = of_field and first_at = of_first_at`,
    bindings: moved.bindings,
  };
}
