import { describeDatabases } from '../__testUtils__/databases';
import {
  direct,
  notAsked,
  registryOf,
  SOURCE_A,
  SOURCE_B,
} from '../__testUtils__/registry';

describeDatabases('ClusterRegistry.resolve', database => {
  async function fleet() {
    const knex = await database.open();
    const parts = await registryOf(knex, [
      { hub: 'hub', name: 'target', cluster: 'prod' },
      { hub: 'a/hub', name: 'by-source', cluster: 'a/prod' },
      { hub: 'other', name: 'of-another-hub', cluster: 'prod' },
      { hub: 'hub', name: 'twins', cluster: 'twin' },
      { hub: 'hub', name: 'nobody', cluster: 'nobody' },
    ]);
    await parts.registry.replaceClusters(SOURCE_A, [
      direct('hub', 'https://hub'),
      direct('prod', 'https://prod:6443/'),
      notAsked('shy', 'https://shy'),
      direct('twin', 'https://shared'),
      direct('path', 'https://rancher/k8s/clusters/c-1'),
    ]);
    await parts.registry.replaceClusters(SOURCE_B, [
      direct('twin', 'https://shared'),
    ]);
    return parts;
  }

  it.each([
    ['its server', { server: 'https://prod:6443' }, 'prod'],
    ['another spelling of it', { server: 'HTTPS://PROD:6443//' }, 'prod'],
    [
      'a server behind a path',
      { server: 'https://rancher/k8s/clusters/c-1' },
      'path',
    ],
    [
      'the server of one that may not be asked',
      { server: 'https://shy' },
      'shy',
    ],
    ['a name that configuration explains', { name: 'target' }, 'prod'],
    [
      'a name explained for the hub with its source',
      { name: 'by-source' },
      'prod',
    ],
    [
      'its server rather than its name',
      { server: 'https://shy', name: 'target' },
      'shy',
    ],
    [
      'its name where the server is unknown',
      { server: 'https://nowhere', name: 'target' },
      'prod',
    ],
  ])('finds a cluster by %s', async (_, reference, name) => {
    const { registry, idOf } = await fleet();
    expect(
      registry.resolve(idOf('hub'), { type: 'reference', ...reference }),
    ).toEqual({ subject: idOf(name), reference: JSON.stringify(reference) });
  });

  it.each([
    ['an unknown server', { server: 'https://nowhere' }, 'unknown-server'],
    ['another port', { server: 'https://prod' }, 'unknown-server'],
    [
      'a server that two clusters share',
      { server: 'https://shared' },
      'shared-server',
    ],
    ['no server at all', { server: 'not a URL' }, 'unknown-server'],
    ['an equal name alone', { name: 'prod' }, 'unknown-name'],
    [
      'a name explained for another hub',
      { name: 'of-another-hub' },
      'unknown-name',
    ],
    [
      'a name explained by one that two clusters have',
      { name: 'twins' },
      'several',
    ],
    [
      'a name explained by one that no cluster has',
      { name: 'nobody' },
      'unknown-name',
    ],
    ['nothing', {}, 'no-reference'],
  ])('finds none by %s', async (_, reference, unresolved) => {
    const { registry, idOf } = await fleet();
    expect(
      registry.resolve(idOf('hub'), { type: 'reference', ...reference }),
    ).toEqual({
      subject: null,
      reference: JSON.stringify(reference),
      unresolved,
    });
  });

  it('leads to the observer, or nowhere, where that is said', async () => {
    const { registry } = await fleet();
    expect(registry.resolve('c-x', { type: 'observer' })).toEqual({
      subject: 'c-x',
      reference: null,
    });
    expect(registry.resolve('c-x', { type: 'none' })).toEqual({
      subject: null,
      reference: null,
    });
  });

  it('finds no cluster that has left', async () => {
    const { registry, idOf } = await fleet();
    const hub = idOf('hub');
    await registry.replaceClusters(SOURCE_A, [direct('hub', 'https://hub')]);
    expect(
      registry.resolve(hub, { type: 'reference', server: 'https://prod:6443' }),
    ).toMatchObject({ subject: null });
    // Of the two that shared it, one is left.
    expect(
      registry.resolve(hub, { type: 'reference', server: 'https://shared' }),
    ).toMatchObject({ subject: idOf('b/twin') });
  });
});
