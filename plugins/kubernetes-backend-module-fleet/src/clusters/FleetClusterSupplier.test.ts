import { mockCredentials } from '@backstage/backend-test-utils';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { byId, CONFIGURED, connection, own } from '../__testUtils__/connection';
import { countedLog } from '../__testUtils__/countedLog';
import { FleetClusterSupplier } from './FleetClusterSupplier';

const credentials = mockCredentials.service('plugin:kubernetes');

function begin(connections = [connection('c-1')]) {
  const { lines, log } = countedLog();
  const clusters = { known: byId(...connections), told: async () => {} };
  let answer: () => ClusterDetails[] = () => [own('z'), own('a')];
  const supplier = FleetClusterSupplier.create({
    own: { getClusters: async () => answer() },
    clusters,
    share: CONFIGURED,
    log,
  });
  return {
    lines,
    clusters,
    answers: (next: () => ClusterDetails[]) => {
      answer = next;
    },
    names: async () =>
      (await supplier.getClusters({ credentials })).map(({ name }) => name),
    get: () => supplier.getClusters({ credentials }),
  };
}

const down = () => {
  throw new Error('the catalog does not answer');
};

describe('FleetClusterSupplier', () => {
  it("gives the plugin's own first, unchanged and in its order", async () => {
    const { get, names } = begin();
    expect(await names()).toEqual(['z', 'a', 'c-1']);
    expect((await get())[0]).toEqual(own('z'));
  });

  it('adds and removes without a restart', async () => {
    const { clusters, names } = begin();
    clusters.known.set('c-2', connection('c-2'));
    expect(await names()).toEqual(['z', 'a', 'c-1', 'c-2']);
    clusters.known.delete('c-1');
    expect(await names()).toEqual(['z', 'a', 'c-2']);
  });

  it("keeps the plugin's last while its locators fail, and says so once", async () => {
    const { answers, names, lines } = begin();
    await names();
    answers(down);
    for (let time = 0; time < 5; time += 1) {
      expect(await names()).toEqual(['z', 'a', 'c-1']);
    }
    expect(lines).toEqual([
      {
        message: expect.stringContaining('cluster locators'),
        meta: { clusters: 2, reason: 'the catalog does not answer' },
      },
    ]);
  });

  it("gives the fleet's although the plugin's never came", async () => {
    const { answers, names } = begin();
    answers(down);
    expect(await names()).toEqual(['c-1']);
  });

  it('hands out details that nobody else can change', async () => {
    const { get } = begin();
    const [, , first] = await get();
    // The plugin's proxy writes to what it gets.
    first.url = 'https://evil.example';
    first.authMetadata.serviceAccountToken = '';
    const [, , second] = await get();
    expect(second).toMatchObject({
      url: 'https://c-1.example',
      authMetadata: { serviceAccountToken: 'held-by-fleet' },
    });
  });
});
