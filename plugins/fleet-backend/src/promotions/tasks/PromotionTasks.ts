import type { Direction } from '../store/attempts';

/** What a task is started for. */
export type TaskRequest = {
  /** The id of the promotion. */
  promotion: string;
  /** The key of the wave. */
  wave: string;
  direction: Direction;
  /** The repository that it changes, where it is named. */
  repository: string;
};

/** How a task is. */
export type TaskSight =
  | { state: 'running' }
  | { state: 'succeeded' }
  | { state: 'failed'; error: string };

/**
 * Starts tasks that propose changes in Git. To start one twice for the same request is safe:
 * the second finds what the first has proposed.
 */
export interface PromotionTasks {
  /** @returns the task's id */
  start(request: TaskRequest): Promise<string>;
  look(taskId: string): Promise<TaskSight>;
}
