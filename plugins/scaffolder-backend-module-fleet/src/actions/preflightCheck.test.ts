import type {
  FleetCheck,
  PreflightRequest,
} from '@fleetview/backstage-plugin-fleet-common';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import { createPreflightCheckAction } from '.';

const { run, directory } = workspaces();

const check = (
  status: FleetCheck['status'],
  over: object = {},
): FleetCheck => ({
  kind: 'references',
  status,
  reason: `It is ${status}.`,
  evidence: [],
  ...over,
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {replicas: 2}
`;

/** Runs it where the fleet says the same of each cluster. */
async function preflight(
  input: object,
  files: Record<string, string> = { 'rendered/shop.yaml': DEPLOYMENT },
  checks: FleetCheck[] = [check('passed')],
) {
  const asked: PreflightRequest[] = [];
  const action = createPreflightCheckAction(
    askerOf({
      getCluster: async id => ({ cluster: { id: `id-of-${id}` } } as never),
      checkPreflight: async request => {
        asked.push(request);
        const counts = { passed: 0, failed: 0, unknown: 0, notApplicable: 0 };
        const cluster = { id: request.clusters[0], name: request.clusters[0] };
        return {
          asOf: '2026-11-30T12:00:00.000Z',
          targets: [{ cluster, checks, counts }],
          counts,
        };
      },
    }),
  );
  const given = { clusters: ['a'], manifests: ['rendered'], ...input };
  return { asked, ...(await run(action, given, { files })) };
}

describe('fleet:preflight:check', () => {
  it('asks each cluster of all that was rendered', async () => {
    const { asked, output, log } = await preflight(
      {
        clusters: ['a', 'b', 'a'],
        namespace: 'shop',
        source: { cluster: 's', namespace: 'shop-staging' },
        values: { values: 'chart/values.yaml', schema: 'chart/schema.json' },
      },
      {
        'rendered/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
        'rendered/a/list.yaml': `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: shop}}
`,
        'rendered/shop.yaml': `# first\n---\n${DEPLOYMENT}---\n`,
        'chart/values.yaml': 'replicas: 2\n',
        'chart/schema.json': '{"type": "object"}',
      },
    );
    expect(asked).toEqual(
      ['id-of-a', 'id-of-b'].map(id => ({
        clusters: [id],
        objects: [
          { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } },
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'shop' },
            spec: { replicas: 2 },
          },
        ],
        checks: [],
        namespace: 'shop',
        source: { cluster: 'id-of-s', namespace: 'shop-staging' },
        values: { values: { replicas: 2 }, schema: { type: 'object' } },
      })),
    );
    expect(output).toMatchObject({
      accepted: [],
      targets: [{ cluster: { id: 'id-of-a' } }, { cluster: { id: 'id-of-b' } }],
    });
    expect(log).toContain('references: passed. It is passed.');
  });

  it('fails where one fails, and where one is not known and not accepted', async () => {
    await expect(
      preflight({}, undefined, [check('failed', { advice: 'Create it.' })]),
    ).rejects.toThrow(
      'id-of-a: references is failed. It is failed. What to do: Create it.',
    );
    const unknown = [check('unknown')];
    await expect(preflight({}, undefined, unknown)).rejects.toThrow(
      "can be named in 'accept'",
    );
    const accept = [{ check: 'references', reason: 'They were looked at.' }];
    const { output } = await preflight({ accept }, undefined, unknown);
    expect(output.accepted).toEqual([
      'Accepted that references of id-of-a is not known: They were looked at.',
    ]);
  });

  it.each([
    '../other',
    '/etc',
    'rendered/../../x',
    '.git',
    'rendered/.git',
    '',
    '.',
    'rendered/\n',
    '${{ secrets.x }}',
    '{{ x }}',
  ])('reads nothing at %j', async path => {
    await expect(preflight({ manifests: [path] })).rejects.toThrow(
      'is no path within the workspace',
    );
  });

  it.each([
    ['a template', '{{- if .Values.x }}\nkind: Deployment\n', /is no YAML/],
    ['what is no object', 'replicas: 2\n', /no object of Kubernetes/],
    [
      'a key that is there twice',
      `${DEPLOYMENT}kind: Pod\n`,
      /'kind' is there twice/,
    ],
    [
      'what grows without end',
      `apiVersion: v1
kind: ConfigMap
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
`,
      /alias/i,
    ],
    ['nothing', '\n', /There are no manifests/],
  ])('refuses %s', async (_, text, message) => {
    await expect(preflight({}, { 'rendered/shop.yaml': text })).rejects.toThrow(
      message,
    );
  });

  it('follows no link, and sends no more than is taken', async () => {
    directory.setContent({
      'outside.yaml': DEPLOYMENT,
      rendered: { 'link.yaml': ctx => ctx.symlink('../outside.yaml') },
    });
    const action = createPreflightCheckAction(askerOf({}));
    await expect(
      run(action, { clusters: ['a'], manifests: ['rendered'] }),
    ).rejects.toThrow("'rendered/link.yaml' cannot be read");
    const large = `${DEPLOYMENT}data: ${'x'.repeat(600_000)}\n`;
    await expect(
      preflight({}, { 'rendered/a.yaml': large, 'rendered/b.yaml': large }),
    ).rejects.toThrow('KiB are checked at once');
    const many = Array.from({ length: 201 }, () => DEPLOYMENT).join('---\n');
    await expect(preflight({}, { 'rendered/a.yaml': many })).rejects.toThrow(
      'There are 201 objects',
    );
    await expect(preflight({ clusters: [] })).rejects.toThrow("'clusters'");
  });

  it('keeps text of manifests text', async () => {
    const { asked } = await preflight(
      {},
      {
        'rendered/a.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: x}
data:
  a: '\${{ secrets.x }} @everyone'
  b: !!js/function "alert(1)"
  "__proto__": {polluted: "yes"}
`,
      },
    );
    const [object] = asked[0].objects ?? [];
    expect(JSON.stringify(object)).toContain('${{ secrets.x }} @everyone');
    expect((object.data as { b: unknown }).b).toBe('alert(1)');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
