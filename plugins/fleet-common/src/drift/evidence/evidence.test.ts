import { LAST_APPLIED } from '../normalise/trimMetadata';
import { formatDriftPath } from '../paths/driftPath';
import { DEPLOYMENT, LIVE_DEPLOYMENT, parsed } from '../__testUtils__/objects';
import { driftEvidenceOf } from './driftEvidenceOf';
import { foreignPaths } from './foreignPaths';
import { isWrittenByOthers } from './isWrittenByOthers';

const IMAGE = {
  'f:spec': {
    'f:template': {
      'f:spec': {
        'f:containers': { 'k:{"name":"web"}': { 'f:image': {} } },
      },
    },
  },
};
const PATH = 'spec.template.spec.containers[name=web].image';

function entry(manager: string, fieldsV1: object, over: object = {}) {
  return {
    manager,
    operation: 'Update',
    apiVersion: 'apps/v1',
    time: '2026-03-06T09:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...over,
  };
}

const ENGINE = entry(
  'kustomize-controller',
  { 'f:spec': { 'f:selector': {} } },
  { operation: 'Apply' },
);

function live(...managedFields: object[]) {
  const object = parsed(LIVE_DEPLOYMENT);
  object.metadata.managedFields = managedFields;
  return object;
}

const pathsOf = (...entries: object[]) =>
  foreignPaths(entries)?.map(formatDriftPath);

describe('foreignPaths', () => {
  it('are those that others than the engine own', () => {
    expect(pathsOf(ENGINE, entry('kubectl-edit', IMAGE))).toEqual([PATH]);
  });

  it.each([
    ['that the engine owns as well', entry('argocd-controller', IMAGE), []],
    ['of the status', entry('x', { 'f:status': { 'f:replicas': {} } }), []],
    [
      'written by a subresource of status',
      entry('x', IMAGE, { subresource: 'status' }),
      [],
    ],
    [
      'of metadata that nobody desires',
      entry('x', { 'f:metadata': { 'f:ownerReferences': { '.': {} } } }),
      [],
    ],
    [
      'that start pods anew, or tell of a revision',
      entry('kubectl-rollout', {
        'f:metadata': {
          'f:annotations': { 'f:deployment.kubernetes.io/revision': {} },
        },
        'f:spec': {
          'f:template': {
            'f:metadata': {
              'f:annotations': {
                '.': {},
                'f:kubectl.kubernetes.io/restartedAt': {},
              },
            },
          },
        },
      }),
      [],
    ],
    [
      'of an item that somebody added, as a whole',
      entry('kubectl-edit', {
        'f:spec': {
          'f:env': { 'k:{"name":"A"}': { '.': {}, 'f:value': {} } },
        },
      }),
      ['spec.env[name=A]'],
    ],
    [
      'of a set',
      entry('kubectl', {
        'f:metadata': { 'f:labels': { '.': {}, 'f:team': {} } },
        'f:spec': { 'f:accessModes': { 'v:"ReadWriteOnce"': {} } },
      }),
      ['metadata.labels.team', 'spec.accessModes[=ReadWriteOnce]'],
    ],
    [
      'of what is no path',
      entry('kubectl', {
        'f:spec': { 'k:{': {}, 'k:{}': {}, 'v:{}': {}, odd: {}, 'f:a': 7 },
      }),
      [],
    ],
  ])('%s', (_, other, expected) => {
    const edited =
      other.manager === 'argocd-controller'
        ? [entry('kubectl-edit', IMAGE)]
        : [];
    expect(pathsOf(ENGINE, other, ...edited)).toEqual(expected);
  });

  it.each([undefined, null, {}, [], ['x', 7], [entry('kubectl-edit', IMAGE)]])(
    'are none where no engine is known (%#)',
    managedFields => {
      expect(foreignPaths(managedFields)).toBeUndefined();
    },
  );

  it('are bounded, however much there is', () => {
    let deep: object = {};
    for (let index = 0; index < 10_000; index += 1) deep = { 'f:a': deep };
    const wide = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`f:${index}`, {}]),
    );
    const found = pathsOf(ENGINE, entry('x', deep), entry('y', wide));
    expect(found!.length).toBeLessThanOrEqual(20_000);
  });
});

describe('driftEvidenceOf', () => {
  it('tells what somebody else wrote, and who', () => {
    const found = driftEvidenceOf(live(ENGINE, entry('kubectl-edit', IMAGE)));
    expect(found).toMatchObject({
      basis: 'ownership',
      total: 1,
      differences: [
        {
          path: PATH,
          kind: 'changed',
          live: { text: '"registry.example.com:5000/shop/cart:2.4.1"' },
          authorship: {
            confidence: 'owner',
            author: { manager: 'kubectl-edit' },
          },
        },
      ],
    });
    expect(found!.differences[0]).not.toHaveProperty('desired');
  });

  it('compares with what was last applied, where whoever delivers goes by it', () => {
    const object = live(
      entry('argocd-controller', {
        'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } },
      }),
      entry('kubectl-edit', IMAGE),
    );
    const desired = parsed(DEPLOYMENT);
    object.spec.template.spec.containers[0].image = 'shop/cart:hotfix';
    object.metadata.annotations[LAST_APPLIED] = JSON.stringify(desired);
    expect(driftEvidenceOf(object)).toMatchObject({
      basis: 'last-applied',
      differences: [
        {
          path: PATH,
          desired: { text: '"registry.example.com:5000/shop/cart:2.4.1"' },
          live: { text: '"shop/cart:hotfix"' },
        },
      ],
    });
    // It does not speak of replicas: whoever sets them contradicts nobody.
    object.spec.template.spec.containers[0].image =
      desired.spec.template.spec.containers[0].image;
    expect(driftEvidenceOf(object)).toBeUndefined();
  });

  it('goes by nothing that is left over from before', () => {
    const object = live(
      ENGINE,
      entry('kubectl-client-side-apply', {
        'f:metadata': { 'f:annotations': { [`f:${LAST_APPLIED}`]: {} } },
      }),
      entry('kubectl-edit', IMAGE),
    );
    object.metadata.annotations[LAST_APPLIED] = JSON.stringify({
      ...parsed(DEPLOYMENT),
      spec: { replicas: 77 },
    });
    expect(driftEvidenceOf(object)).toMatchObject({
      basis: 'ownership',
      total: 1,
    });
  });

  it('tells nothing of secrets but where', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'cart',
        managedFields: [
          ENGINE,
          entry('kubectl-edit', { 'f:data': { 'f:token': {} } }),
        ],
      },
      data: { token: 'aHVudGVyMg==' },
    };
    const found = driftEvidenceOf(secret);
    expect(found?.differences).toMatchObject([
      { path: 'data.token', isSecret: true },
    ]);
    expect(JSON.stringify(found)).not.toContain('aHVudGVyMg');
  });

  it('tells what nobody owns where owners are noted', () => {
    const object = live(
      entry(
        'kustomize-controller',
        {
          'f:spec': {
            'f:template': {
              'f:spec': {
                'f:containers': { 'k:{"name":"web"}': { '.': {} } },
              },
            },
          },
        },
        { operation: 'Apply' },
      ),
    );
    expect(driftEvidenceOf(object)).toBeUndefined();
    object.spec.template.spec.containers.push({ name: 'proxy', image: 'p' });
    expect(driftEvidenceOf(object)?.differences).toMatchObject([
      {
        path: 'spec.template.spec.containers[name=proxy]',
        kind: 'extra',
        isUnowned: true,
      },
    ]);
    // Where no engine owns any item it is not known whether owners are noted.
    object.metadata.managedFields = [ENGINE];
    expect(driftEvidenceOf(object)).toBeUndefined();
  });

  it('has one key for the same edit on several clusters', () => {
    const key = (time: string, image = 'a') => {
      const object = live(ENGINE, entry('kubectl-edit', IMAGE, { time }));
      object.spec.template.spec.containers[0].image = image;
      return driftEvidenceOf(object)!.same;
    };
    expect(key('2026-03-06T09:00:00Z')).toBe(key('2026-03-07T09:00:00Z'));
    expect(key('2026-03-06T09:00:00Z')).not.toBe(
      key('2026-03-06T09:00:00Z', 'b'),
    );
  });

  it.each([null, 7, 'x', [], {}, { metadata: 7 }])(
    'tells nothing of what is no object (%#)',
    object => {
      expect(driftEvidenceOf(object)).toBeUndefined();
    },
  );

  it('tells nothing of a path at which nothing stands', () => {
    expect(
      driftEvidenceOf(
        live(ENGINE, entry('kubectl', { 'f:spec': { 'f:gone': {} } })),
      ),
    ).toBeUndefined();
  });
});

describe('isWrittenByOthers', () => {
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

  it.each([
    [[ENGINE], false],
    [[ENGINE, entry('kube-controller-manager', {})], false],
    [[ENGINE, entry('argocd-controller/v2', {})], false],
    [[ENGINE, entry('kubectl-edit', {})], true],
    [[ENGINE, entry('nobody-knows', {})], true],
    [[ENGINE, entry('', {})], true],
    [[ENGINE, entry('x'.repeat(10_000), {})], true],
    [
      [ENGINE, entry('kube-controller-manager', {}, { subresource: 'scale' })],
      true,
    ],
    [[], false],
  ])('of %#', (entries, expected) => {
    expect(isWrittenByOthers(bytes({ managedFields: entries }))).toBe(expected);
  });

  it('reads what is written in another way', () => {
    expect(isWrittenByOthers(Buffer.from('[{"manager" : "kubectl"}]'))).toBe(
      true,
    );
    expect(isWrittenByOthers(Buffer.from('[{"manager":"kube'))).toBe(true);
  });
});
