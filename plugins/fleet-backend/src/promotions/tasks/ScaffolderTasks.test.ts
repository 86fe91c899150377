import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { ScaffolderTasks } from './ScaffolderTasks';

function begin(over: {
  status?: string;
  error?: Error;
  logs?: { body: object }[];
}) {
  const scaffolder = {
    scaffold: jest.fn(async () => ({ taskId: 'task-1' })),
    getTask: jest.fn(async () => {
      if (over.error) throw over.error;
      return { status: over.status } as never;
    }),
    getLogs: jest.fn(async () => {
      if (!over.logs) throw new Error('they are away');
      return over.logs as never;
    }),
  };
  const tasks = ScaffolderTasks.create({
    scaffolder,
    auth: mockServices.auth(),
    template: 'template:default/promote',
  });
  return { tasks, scaffolder };
}

describe('ScaffolderTasks', () => {
  it('starts the template with what the promotion says, in the name of the fleet', async () => {
    const { tasks, scaffolder } = begin({});
    const asked = {
      promotion: 'p-1',
      wave: 'production/rest/1',
      direction: 'promote' as const,
      repository: '',
    };
    await expect(tasks.start(asked)).resolves.toBe('task-1');
    expect(scaffolder.scaffold).toHaveBeenCalledWith(
      { templateRef: 'template:default/promote', values: asked },
      { credentials: expect.anything() },
    );
  });

  it.each([
    ['open', { state: 'running' }],
    ['processing', { state: 'running' }],
    ['completed', { state: 'succeeded' }],
    ['cancelled', { state: 'failed', error: 'the task was cancelled' }],
    ['skipped', { state: 'failed', error: 'the task was skipped' }],
    ['failed', { state: 'failed', error: 'the task failed' }],
  ])('sees one that is %s', async (status, sight) => {
    await expect(begin({ status }).tasks.look('t')).resolves.toEqual(sight);
  });

  it('tells the last word of one that failed', async () => {
    const { tasks } = begin({
      status: 'failed',
      logs: [
        { body: { message: 'begins' } },
        { body: { message: 'x', error: { message: 'no such branch' } } },
        { body: { message: 'ends' } },
      ],
    });
    await expect(tasks.look('t')).resolves.toEqual({
      state: 'failed',
      error: 'no such branch',
    });
  });

  it('takes one that is known no more for failed, and nothing else for that', async () => {
    const gone = {
      state: 'failed',
      error: expect.stringContaining('not know'),
    };
    for (const error of [
      new NotFoundError('none'),
      Object.assign(new Error('Request failed'), { statusCode: 404 }),
    ]) {
      await expect(begin({ error }).tasks.look('t')).resolves.toEqual(gone);
    }
    await expect(
      begin({ error: new Error('it is away') }).tasks.look('t'),
    ).rejects.toThrow('it is away');
  });
});
