import type { Knex } from 'knex';
import { storableText } from '../../derive/storableText';
import type { Attempt } from './attempts';

/** Writes how far something is that was started. What has ended stays as it is. */
export async function moveAttempt(
  knex: Knex,
  { id }: Pick<Attempt, 'id'>,
  to: {
    state: Attempt['state'];
    taskId?: string;
    error?: string;
    endedAt?: number;
    retryAt?: number;
  },
): Promise<void> {
  await knex('promotion_attempt')
    .where({ id })
    .whereNull('ended_at')
    .update({
      state: to.state,
      ...(to.taskId === undefined ? {} : { task_id: to.taskId }),
      ...(to.error === undefined
        ? {}
        : { error: storableText(to.error.slice(0, 2000)) }),
      ...(to.endedAt === undefined ? {} : { ended_at: to.endedAt }),
      ...(to.retryAt === undefined ? {} : { retry_at: to.retryAt }),
    });
}
