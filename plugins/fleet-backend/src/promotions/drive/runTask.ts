import type { Knex } from 'knex';
import type { Attempt } from '../store/attempts';
import { beginAttempt } from '../store/beginAttempt';
import { moveAttempt } from '../store/moveAttempt';
import type { PromotionTasks } from '../tasks/PromotionTasks';
import type { WantedTask } from './tasksOf';

const MINUTE_MS = 60_000;
/** Of one that has no task after so long nobody knows whether it was started. */
const STARTING_MS = 2 * MINUTE_MS;
/** So often it is tried by itself. */
const MOST = 5;

type Options = {
  knex: Knex;
  tasks: PromotionTasks;
  promotionId: string;
  wanted: WantedTask;
  now: number;
  /** What was started before that was for another plan. */
  since: number;
};

/**
 * Brings a task one step further: starts it, sees how it is, or tries it again. It has done its
 * work once what it proposes was noted, and not before.
 */
export async function runTask(options: Options): Promise<void> {
  const { tasks, wanted, now, since } = options;
  const [last] = wanted.before;
  if (!last || isOver(last, now, since)) {
    await startTask(options, (last?.number ?? 0) + 1);
    return;
  }
  if (last.endedAt !== undefined) return;
  if (last.taskId === undefined) {
    if (now - last.startedAt >= STARTING_MS) {
      await fail(options, last, 'it is not known whether it was started');
    }
    return;
  }
  const sight = await tasks.look(last.taskId);
  if (sight.state === 'failed') await fail(options, last, sight.error);
  if (sight.state !== 'succeeded') return;
  if (wanted.direction === 'roll-back' && last.reference !== undefined) {
    await moveAttempt(options.knex, last, { state: 'succeeded', endedAt: now });
    return;
  }
  await fail(options, last, 'the task ended, and has not noted all changes');
}

/** Whether another one is to be started after it. */
function isOver(last: Attempt, now: number, since: number): boolean {
  if (last.endedAt === undefined) return false;
  // What was proposed for a plan before has to be proposed as it is now.
  if (last.startedAt < since) return true;
  // By hand one of several was proposed.
  if (last.state === 'succeeded') return true;
  return last.retryAt !== undefined && last.retryAt <= now;
}

/** It may be tried again after 1, 2, 4 and 8 minutes; then by people only. */
function fail(
  { knex, now, wanted, since }: Options,
  attempt: Attempt,
  error: string,
): Promise<void> {
  // What was tried for a plan before has nothing to do with this one.
  const before = wanted.before.filter(
    ({ id, startedAt }) => id !== attempt.id && startedAt >= since,
  );
  const tries = before.length + 1;
  return moveAttempt(knex, attempt, {
    state: 'failed',
    error,
    endedAt: now,
    ...(tries < MOST ? { retryAt: now + MINUTE_MS * 2 ** (tries - 1) } : {}),
  });
}

async function startTask(options: Options, number: number): Promise<void> {
  const { knex, tasks, promotionId, wanted, now } = options;
  const { wave, direction, repository } = wanted;
  const attempt = await beginAttempt(knex, {
    promotionId,
    wave,
    direction,
    repository,
    number,
    now,
  });
  if (!attempt) return;
  try {
    const taskId = await tasks.start({
      promotion: promotionId,
      wave,
      direction,
      repository,
    });
    await moveAttempt(knex, attempt, { state: 'running', taskId });
  } catch (error) {
    await fail(
      options,
      attempt,
      `it could not be started: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}
