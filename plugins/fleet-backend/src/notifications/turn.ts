import type { Knex } from 'knex';

/** Another replica tells after so long, should this one have gone; renewed while it works. */
const BUSY_MS = 5 * 60_000;

/** The right to note and to send, that one replica has at a time. */
export type Turn = {
  /** Keeps it. @returns whether it was still held */
  renew: () => Promise<boolean>;
  release: () => Promise<void>;
};

/**
 * Takes the turn, unless another replica has it.
 *
 * @param options.now - milliseconds since 1970
 */
export async function takeTurn(options: {
  knex: Knex;
  holder: string;
  now: () => number;
}): Promise<Turn | undefined> {
  const { knex, holder, now } = options;
  const taken = await knex('notification_turn')
    .where({ id: 1 })
    .where('busy_until', '<=', now())
    .update({ holder, busy_until: now() + BUSY_MS });
  if (taken === 0) return undefined;
  const held = () => knex('notification_turn').where({ id: 1, holder });
  return {
    renew: async () => {
      const kept = await held()
        .where('busy_until', '>', now())
        .update({ busy_until: now() + BUSY_MS });
      return kept > 0;
    },
    release: async () => {
      await held().update({ busy_until: 0 });
    },
  };
}
