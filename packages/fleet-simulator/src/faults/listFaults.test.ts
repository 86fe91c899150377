import { gunzipSync } from 'node:zlib';
import http from 'node:http';
import { FaultedCluster } from '../testing/faultedCluster';
import { call, itemsOf, metadataOf, namesOf } from '../testing/client';
import { FaultInput } from './faultSchema';

type Form = Extract<FaultInput, { fault: 'malformed-list' }>['form'];

describe('faults of lists', () => {
  let faulted: FaultedCluster;
  const names = Array.from({ length: 40 }, (_, index) => `web-${index}`);
  beforeEach(async () => {
    faulted = await FaultedCluster.start({ names });
  });
  afterEach(() => faulted.stop());

  it('partial-list: leaves the same objects out of every list, which looks complete', async () => {
    await faulted.cluster.fault({ fault: 'partial-list', share: 0.5 });
    const { json } = await faulted.list();
    const listed = namesOf(json);
    expect(listed.length).toBeGreaterThan(8);
    expect(listed.length).toBeLessThan(32);
    expect(metadataOf(json)).toEqual({
      resourceVersion: String(faulted.cluster.store.revision),
    });
    expect(namesOf((await faulted.list()).json)).toEqual(listed);
    await faulted.cluster.clearFaults();
    expect(namesOf((await faulted.list()).json)).toHaveLength(40);
  });

  it('partial-list: a share of 1 leaves nothing', async () => {
    await faulted.cluster.fault({ fault: 'partial-list', share: 1, count: 1 });
    expect(itemsOf((await faulted.list()).json)).toEqual([]);
    expect(itemsOf((await faulted.list()).json)).toHaveLength(40);
  });

  const malformed = async (form: Form) => {
    await faulted.cluster.fault({ fault: 'malformed-list', form });
    return faulted.list();
  };

  it.each<[Form, unknown]>([
    ['empty-object', {}],
    ['null-items', { kind: 'DeploymentList', items: null }],
    ['wrong-kind', { kind: 'EndpointSliceList', items: [] }],
    ['table', { kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [] }],
  ])('malformed-list: %s', async (form, body) => {
    const answer = await malformed(form);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject(body as object);
  });

  it.each<[Form, RegExp]>([
    ['bom', /^\ufeff\{/],
    ['trailing-garbage', /\}<!-- served by a proxy -->$/],
    ['too-short', /\}$/],
    ['nothing', /^$/],
  ])('malformed-list: %s is no JSON', async (form, text) => {
    const answer = await malformed(form);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(text);
    expect(() => answer.json).toThrow(SyntaxError);
  });

  it('malformed-list: promises more than it sends', async () => {
    await faulted.cluster.fault({ fault: 'malformed-list', form: 'too-long' });
    const { url, token } = faulted.cluster;
    const request = http.get(`${url}/apis/apps/v1/deployments`, {
      agent: false,
      headers: { Authorization: `Bearer ${token}` },
    });
    const [promised, received] = await new Promise<[number, number]>(
      resolve => {
        request.on('response', response => {
          const length = Number(response.headers['content-length']);
          let size = 0;
          response.on('error', () => {});
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size === length - 100) resolve([length, size]);
          });
        });
      },
    );
    expect(promised - received).toBe(100);
    request.on('error', () => {});
    request.destroy();
  });

  it('malformed-list: a gzip bomb is small on the wire', async () => {
    await faulted.cluster.fault({ fault: 'malformed-list', form: 'gzip-bomb' });
    const { url, token } = faulted.cluster;
    const body = await new Promise<Buffer>((resolve, reject) => {
      http
        .get(
          `${url}/apis/apps/v1/deployments`,
          { agent: false, headers: { Authorization: `Bearer ${token}` } },
          response => {
            expect(response.headers['content-encoding']).toBe('gzip');
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => resolve(Buffer.concat(chunks)));
          },
        )
        .on('error', reject);
    });
    expect(body.length).toBeLessThan(200_000);
    expect(gunzipSync(body).length).toBe(64 * 1024 * 1024);
  });

  it.each([
    ['same-token' as const, 10],
    ['empty-pages' as const, 0],
  ])('endless-list: %s', async (form, size) => {
    await faulted.cluster.fault({ fault: 'endless-list', form });
    const tokens: string[] = [];
    let query = '?limit=10';
    for (let page = 0; page < 4; page++) {
      const { json } = await faulted.list(query);
      expect(itemsOf(json)).toHaveLength(size);
      tokens.push(String(metadataOf(json).continue));
      query = `?limit=10&continue=${tokens[page]}`;
    }
    const distinct = new Set(tokens.slice(1)).size;
    expect(distinct).toBe(form === 'same-token' ? 1 : 3);
  });

  it.each([0, -1, 'Wed, 21 Oct 2026 07:28:00 GMT', 1e12, 'soon-ish'])(
    'throttle: says Retry-After: %s',
    async retryAfter => {
      await faulted.cluster.fault({ fault: 'throttle', retryAfter });
      const answer = await faulted.list();
      expect(answer.status).toBe(429);
      expect(answer.headers['retry-after']).toBe(String(retryAfter));
    },
  );

  it('not-served: a kind is gone from discovery, lists and watches', async () => {
    const reader = await faulted.watch();
    await faulted.cluster.fault({
      fault: 'not-served',
      resources: ['deployments'],
    });
    await reader.end();
    expect((await faulted.list()).status).toBe(404);
    const { json } = await faulted.get('/apis/apps/v1');
    const served = (json.resources as { name: string }[]).map(
      ({ name }) => name,
    );
    expect(served).toContain('statefulsets');
    expect(served).not.toContain('deployments');
    await faulted.cluster.clearFaults();
    expect((await faulted.list()).status).toBe(200);
  });

  it('not-served: one version of it only', async () => {
    await faulted.cluster.fault({
      fault: 'not-served',
      resources: ['deployments'],
      versions: ['v1beta1'],
    });
    expect((await faulted.list()).status).toBe(200);
  });

  it('is no fault of a cluster that sends __proto__ as a key', async () => {
    const object = JSON.parse(
      '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"odd","labels":{"__proto__":"x"}}}',
    );
    faulted.cluster.store.apply(object);
    const { url, token } = faulted.cluster;
    const { text } = await call(`${url}/api/v1/namespaces/odd`, { token });
    expect(text).toContain('"__proto__":"x"');
  });
});
