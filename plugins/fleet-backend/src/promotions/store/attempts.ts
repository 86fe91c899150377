import type { Row } from '../../read/types';

/** Where changes in Git lead: to the release, or back to what was. */
export type Direction = 'promote' | 'roll-back';

/** What was started to propose the changes of a wave; times are milliseconds since 1970. */
export type Attempt = {
  id: number;
  promotionId: string;
  wave: string;
  direction: Direction;
  /** The one that it changes; empty where it has no name. */
  repository: string;
  /** From 1 on. */
  number: number;
  state: 'starting' | 'running' | 'succeeded' | 'failed';
  taskId?: string;
  error?: string;
  /** Where people find what it proposed. */
  reference?: string;
  startedAt: number;
  endedAt?: number;
  /** When it may be tried again. */
  retryAt?: number;
};

export function toAttempt(row: Row): Attempt {
  const timeOf = (value: unknown) =>
    value === null ? undefined : Number(value);
  const endedAt = timeOf(row.ended_at);
  const retryAt = timeOf(row.retry_at);
  return {
    id: Number(row.id),
    promotionId: row.promotion_id,
    wave: row.wave,
    direction: row.direction,
    repository: row.repository,
    number: Number(row.number),
    state: row.state,
    ...(row.task_id ? { taskId: row.task_id } : {}),
    ...(row.error ? { error: row.error } : {}),
    ...(row.reference ? { reference: row.reference } : {}),
    startedAt: Number(row.started_at),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(retryAt === undefined ? {} : { retryAt }),
  };
}
