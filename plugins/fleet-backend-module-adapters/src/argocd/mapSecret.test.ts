import { mapObject } from '@fleetview/backstage-plugin-fleet-node';
import { argocdAdapter } from '.';

const watch = argocdAdapter.watches.find(({ kind }) => kind === 'Secret');

const encode = (text: string) => Buffer.from(text).toString('base64');

const CANARY = 'canary-4f1d';

/** Every place of a Secret that is not `name` or `server` holds a canary, plain and encoded. */
function secretOf(data: Record<string, unknown>) {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: 'cluster-1',
      namespace: 'argocd',
      uid: 'e7d0c9a2-0d5c-4f7e-9a0f-4f6f0b9a9a01',
      labels: {
        'argocd.argoproj.io/secret-type': 'cluster',
        team: CANARY,
        'backstage.io/kubernetes-id': CANARY,
      },
      annotations: {
        'backstage.io/note': CANARY,
        'fleet.backstage.io/note': CANARY,
        'kubectl.kubernetes.io/last-applied-configuration': CANARY,
      },
      managedFields: [{ manager: CANARY }],
    },
    type: CANARY,
    stringData: { config: CANARY },
    immutable: CANARY,
    data: {
      ...Object.fromEntries(
        [
          'config',
          'project',
          'shard',
          'namespaces',
          'clusterResources',
          'token',
          'password',
        ].map(key => [key, encode(`{"bearerToken":"${CANARY}"}`)]),
      ),
      ...data,
    },
  };
}

function map(object: unknown) {
  if (!watch) throw new Error('Secrets are not watched');
  return mapObject(watch, 'v1', object);
}

describe('a cluster Secret', () => {
  it('lets nothing out but name and server', () => {
    const mapped = map(
      secretOf({
        name: encode('prod-eu-2'),
        server: encode('https://10.60.0.1:6443'),
      }),
    );
    expect(mapped).toMatchObject({
      facts: [{ type: 'cluster', name: 'prod-eu-2' }],
    });
    const text = JSON.stringify(mapped);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(encode(CANARY).slice(0, 12));
    expect(text).not.toContain('bearerToken');
    expect(text).not.toContain(encode('{"bearerToken":').slice(0, 16));
  });

  it.each([
    ['a name that is an object', { name: { canary: CANARY } }],
    ['a server that is a list', { server: [CANARY] }],
    ['text that is not base64', { server: `${CANARY}!` }],
    ['bytes that are no text', { server: '//79/A==' }],
    ['a server that is no address', { server: encode(`data:${CANARY}`) }],
    ['no server', { server: undefined }],
  ])('does not repeat %s in its reason', (_, data) => {
    const mapped = map(
      secretOf({
        name: encode('prod-eu-2'),
        server: encode('https://10.60.0.1:6443'),
        ...data,
      }),
    );
    expect(mapped).toMatchObject({ skipped: 'malformed' });
    expect(JSON.stringify(mapped)).not.toContain(CANARY);
  });

  it('loses the credentials of an address', () => {
    const mapped = map(
      secretOf({
        name: encode('prod-eu-2'),
        server: encode(`https://admin:${CANARY}@10.60.0.1:6443`),
      }),
    );
    expect(mapped).toMatchObject({
      facts: [{ identity: { servers: ['https://10.60.0.1:6443'] } }],
    });
    expect(JSON.stringify(mapped)).not.toContain(CANARY);
  });

  it('is asked for by its label, under a role of its own', () => {
    expect(watch?.extension).toMatchObject({
      role: 'argocd-clusters',
      labelSelector: 'argocd.argoproj.io/secret-type=cluster',
    });
  });
});
