import type { AuthService } from '@backstage/backend-plugin-api';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type { PromotionTasks, TaskRequest, TaskSight } from './PromotionTasks';

/** Proposes changes in Git by a template of the scaffolder, in the name of the fleet. */
export class ScaffolderTasks implements PromotionTasks {
  readonly #scaffolder: Pick<
    ScaffolderService,
    'scaffold' | 'getTask' | 'getLogs'
  >;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #template: string;

  private constructor(options: ScaffolderTasksOptions) {
    this.#scaffolder = options.scaffolder;
    this.#auth = options.auth;
    this.#template = options.template;
  }

  static create(options: ScaffolderTasksOptions): ScaffolderTasks {
    return new ScaffolderTasks(options);
  }

  async start({
    promotion,
    wave,
    direction,
    repository,
  }: TaskRequest): Promise<string> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { taskId } = await this.#scaffolder.scaffold(
      {
        templateRef: this.#template,
        values: { promotion, wave, direction, repository },
      },
      { credentials },
    );
    return taskId;
  }

  async look(taskId: string): Promise<TaskSight> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const task = await this.#scaffolder
      .getTask({ taskId }, { credentials })
      .catch(error => {
        if (isNotFound(error)) return undefined;
        throw error;
      });
    switch (task?.status) {
      case undefined:
        return {
          state: 'failed',
          error: 'the scaffolder does not know the task any more',
        };
      case 'completed':
        return { state: 'succeeded' };
      case 'failed':
        return { state: 'failed', error: await this.#errorOf(taskId) };
      case 'cancelled':
      case 'skipped':
        return { state: 'failed', error: `the task was ${task.status}` };
      default:
        return { state: 'running' };
    }
  }

  /** Its last word. That it failed is known, whether that can be read or not. */
  async #errorOf(taskId: string): Promise<string> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const logs = await this.#scaffolder
      .getLogs({ taskId }, { credentials })
      .catch(() => []);
    const last = logs
      .map(({ body }) => body as { message?: unknown; error?: unknown })
      .findLast(({ error }) => error !== undefined);
    const said = last?.error as { message?: unknown } | undefined;
    return String(said?.message ?? last?.message ?? 'the task failed').slice(
      0,
      2000,
    );
  }
}

/** Whether a service answered that there is none, in person or over HTTP. */
function isNotFound(error: { name?: string; statusCode?: number }): boolean {
  return error.name === 'NotFoundError' || error.statusCode === 404;
}

type ScaffolderTasksOptions = {
  scaffolder: Pick<ScaffolderService, 'scaffold' | 'getTask' | 'getLogs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  /** A reference. */
  template: string;
};
