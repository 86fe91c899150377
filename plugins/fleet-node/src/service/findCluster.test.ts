import { InputError, NotFoundError } from '@backstage/errors';
import { mockCredentials } from '@backstage/backend-test-utils';
import { findCluster } from './findCluster';

const options = { credentials: mockCredentials.user() };
const cluster = (id: string, name: string) => ({ id, name });

/** A fleet that answers with so many clusters at once. */
function fleetOf(
  clusters: ReturnType<typeof cluster>[],
  { pageSize = 2 }: { pageSize?: number } = {},
) {
  return {
    getCluster: jest.fn(async (written: string) => {
      const found = clusters.find(({ id }) => id === written);
      if (!found) throw new NotFoundError('No cluster');
      return { cluster: found } as never;
    }),
    listClusters: jest.fn(
      async ({ text = '', cursor }: { text?: string; cursor?: string }) => {
        const start = Number(cursor ?? 0);
        const end = start + pageSize;
        const matching = clusters.filter(({ name }) => name.includes(text));
        return {
          items: matching.slice(start, end),
          ...(end < matching.length ? { nextCursor: `${end}` } : {}),
        } as never;
      },
    ),
  };
}

describe('findCluster', () => {
  it('takes an id for an id, whatever others are called', async () => {
    const fleet = fleetOf([cluster('c-1', 'prod'), cluster('c-2', 'c-1')]);
    await expect(findCluster(fleet, 'c-1', options)).resolves.toBe('c-1');
    expect(fleet.listClusters).not.toHaveBeenCalled();
  });

  it('finds a name behind pages of those that only hold it', async () => {
    const fleet = fleetOf([
      cluster('c-1', 'prod-1'),
      cluster('c-2', 'prod-2'),
      cluster('c-3', 'prod-3'),
      cluster('c-4', 'prod'),
    ]);
    await expect(findCluster(fleet, 'prod', options)).resolves.toBe('c-4');
  });

  it('finds a name that is too long to be an id', async () => {
    const fleet = fleetOf([cluster('c-1', 'x'.repeat(65))]);
    fleet.getCluster.mockRejectedValue(new InputError('Too long'));
    await expect(findCluster(fleet, 'x'.repeat(65), options)).resolves.toBe(
      'c-1',
    );
  });

  it('takes none of two that stand on different pages', async () => {
    const fleet = fleetOf([
      cluster('c-1', 'prod'),
      cluster('c-2', 'prod-2'),
      cluster('c-3', 'prod'),
    ]);
    await expect(findCluster(fleet, 'prod', options)).rejects.toThrow(
      "Several clusters are called 'prod'",
    );
  });

  it('says that there is none, and passes on other failures', async () => {
    const fleet = fleetOf([cluster('c-1', 'prod-1')]);
    await expect(findCluster(fleet, 'prod', options)).rejects.toThrow(
      "There is no cluster called 'prod'",
    );
    fleet.getCluster.mockRejectedValue(new Error('down'));
    await expect(findCluster(fleet, 'prod', options)).rejects.toThrow('down');
  });
});
