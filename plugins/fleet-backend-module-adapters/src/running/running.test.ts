import {
  factSchema,
  type RunningFact,
} from '@fleetview/backstage-plugin-fleet-common';
import type { FollowUpAnswers } from '@fleetview/backstage-plugin-fleet-node';
import { createRunning } from '.';
import { readDigest } from './readDigest';

const ONE = `sha256:${'1'.repeat(64)}`;
const TWO = `sha256:${'2'.repeat(64)}`;
const UID = '5f0c2b9e-0000-4000-8000-000000000001';
const running = createRunning(['Deployment', 'StatefulSet', 'DaemonSet']);
const ofRollouts = createRunning(['Rollout']);

const template = {
  spec: { containers: [{ name: 'web', image: 'ghcr.io/shop/cart:1.4' }] },
};
const selector = { matchLabels: { app: 'cart' } };

const deployment = {
  kind: 'Deployment',
  metadata: {
    name: 'cart',
    uid: UID,
    annotations: { 'deployment.kubernetes.io/revision': '7' },
  },
  spec: { selector, template },
};

const replicaSet = (hash: string, revision: string, owner = UID) => ({
  metadata: {
    name: `cart-${hash}`,
    uid: `set-${hash}`,
    labels: { app: 'cart', 'pod-template-hash': hash },
    annotations: { 'deployment.kubernetes.io/revision': revision },
    ownerReferences: [
      { kind: 'Deployment', name: 'cart', uid: owner, controller: true },
    ],
  },
});

type Told = {
  labels?: Record<string, string>;
  owner?: { kind: string; name: string; uid: string };
  imageID?: string;
  phase?: string;
  isEnding?: boolean;
  isRunning?: boolean;
  image?: string;
};

const pod = ({
  labels = { 'pod-template-hash': 'new' },
  owner = { kind: 'ReplicaSet', name: 'cart-new', uid: 'set-new' },
  imageID = `ghcr.io/shop/cart@${ONE}`,
  phase = 'Running',
  isEnding = false,
  isRunning = true,
  image = 'ghcr.io/shop/cart:1.4',
}: Told = {}) => ({
  metadata: {
    name: 'cart-x',
    uid: 'pod-x',
    labels: { app: 'cart', ...labels },
    ownerReferences: [{ ...owner, controller: true }],
    ...(isEnding ? { deletionTimestamp: '2026-03-06T09:00:00Z' } : {}),
  },
  spec: { containers: [{ name: 'web', image }] },
  status: {
    phase,
    containerStatuses: [
      {
        name: 'web',
        imageID,
        state: isRunning ? { running: {} } : { waiting: {} },
      },
      { name: 'injected', imageID: 'sha256:id', state: { running: {} } },
    ],
  },
});

function answered(
  pods: unknown[],
  replicasets: unknown[] = [replicaSet('new', '7'), replicaSet('old', '6')],
  more = false,
): FollowUpAnswers {
  return {
    pods: { items: pods, more },
    replicasets: { items: replicasets, more: false },
  };
}

function map(
  answers: FollowUpAnswers,
  runner: { kind: string } = deployment,
): RunningFact {
  const by = runner.kind === 'Rollout' ? ofRollouts : running;
  const mapped = by.map(runner, answers, {
    source: {
      group: 'apps',
      version: 'v1',
      kind: runner.kind,
      namespace: 'shop',
      name: 'cart',
      uid: UID,
    },
    readAt: '2026-03-06T09:00:00Z',
  });
  if ('skipped' in mapped) throw new Error(mapped.detail);
  const [fact] = mapped.facts;
  expect(factSchema.parse(fact)).toEqual(fact);
  return fact as RunningFact;
}

const digests = (...args: Parameters<typeof map>) =>
  map(...args).images.map(image => image.digests);

describe('what pods run', () => {
  it('is told of the pods of the present template', () => {
    const old = {
      labels: { 'pod-template-hash': 'old' },
      owner: { kind: 'ReplicaSet', name: 'cart-old', uid: 'set-old' },
      imageID: `ghcr.io/shop/cart@${TWO}`,
    };
    const others = {
      owner: { kind: 'ReplicaSet', name: 'other-new', uid: 'set-other' },
      imageID: `ghcr.io/shop/cart@${TWO}`,
    };
    expect(
      map(
        answered([
          pod(),
          pod(),
          pod({ ...old, isEnding: true }),
          pod({ ...old, phase: 'Failed' }),
          pod(others),
        ]),
      ),
    ).toMatchObject({
      part: 'running',
      readAt: '2026-03-06T09:00:00Z',
      templateRevision: '7',
      pods: 2,
      images: [{ container: 'web', tag: '1.4', digests: [ONE] }],
    });
    expect(map(answered([pod(), pod(old)]))).toMatchObject({
      problem: 'pods of another template run',
      images: [{ container: 'web', tag: '1.4' }],
    });
  });

  it('is several where pods run several', () => {
    const other = pod({ imageID: `ghcr.io/shop/cart@${TWO}` });
    expect(digests(answered([pod(), other, pod()]))).toEqual([[ONE, TWO]]);
  });

  it.each([
    ['an id of an image', [pod(), pod({ imageID: ONE })]],
    ['an id that dockershim tells', [pod({ imageID: `docker://${ONE}` })]],
    ['another repository', [pod({ imageID: `ghcr.io/shop/import@${ONE}` })]],
    ['nothing', [pod({ imageID: '' })]],
    ['no running container', [pod({ isRunning: false })]],
    ['no running pod', [pod({ phase: 'Pending' })]],
    ['a pod that cannot be read', [pod(), { metadata: {} }]],
    ['no pods', []],
  ])('is not known where %s is told', (_, pods) => {
    const fact = map(answered(pods));
    expect(fact.images[0]).not.toHaveProperty('digests');
    expect(fact.problem).toBeDefined();
  });

  it('is not known where there are more pods, or it is not clear which are of the template', () => {
    expect(digests(answered([pod()], undefined, true))).toEqual([undefined]);
    for (const sets of [
      [],
      [replicaSet('new', '6')],
      [replicaSet('new', '7', 'somebody-else')],
      [replicaSet('new', '7'), replicaSet('old', '7')],
    ]) {
      expect(digests(answered([pod()], sets))).toEqual([undefined]);
    }
  });

  it('is read where a webhook lets pods pull from a mirror', () => {
    const mirrored = pod({
      image: 'mirror.example.com/shop/cart:1.4',
      imageID: `mirror.example.com/shop/cart@${ONE}`,
    });
    expect(digests(answered([mirrored]))).toEqual([[ONE]]);
  });

  it.each([
    [
      'StatefulSet',
      { status: { updateRevision: 'cart-7d9' } },
      { 'controller-revision-hash': 'cart-7d9' },
      UID,
    ],
    [
      'DaemonSet',
      {
        metadata: {
          name: 'cart',
          uid: UID,
          annotations: { 'deprecated.daemonset.template.generation': '3' },
        },
      },
      { 'pod-template-generation': '3' },
      UID,
    ],
    [
      'Rollout',
      { status: { currentPodHash: '7d9' } },
      { 'rollouts-pod-template-hash': '7d9' },
      'set-7d9',
    ],
  ])('is told of pods of a %s by its own labels', (kind, over, labels, uid) => {
    const runner = { ...deployment, kind, ...over };
    const owner =
      kind === 'Rollout'
        ? { kind: 'ReplicaSet', name: 'cart-7d9', uid }
        : { kind, name: 'cart', uid };
    expect(digests(answered([pod({ labels, owner })], []), runner)).toEqual([
      [ONE],
    ]);
    expect(
      digests(
        answered([pod({ labels: { 'pod-template-hash': 'x' }, owner })], []),
        runner,
      ),
    ).toEqual([undefined]);
  });

  it('is asked for by the selector of the workload, once', () => {
    const asked = running.plan(deployment, {});
    expect(asked).toEqual(
      ['pods', 'replicasets'].map(plural => ({
        id: plural,
        plural,
        labelSelector: 'app=cart',
        limit: 50,
      })),
    );
    expect(running.plan(deployment, answered([]))).toEqual([]);
    expect(running.plan({ ...deployment, spec: { template } }, {})).toEqual([]);
    expect(map({}).problem).toBe('its pods could not be read');
  });

  it.each([undefined, null, 7, 'x', [], { kind: 'Deployment' }])(
    'takes %p for a workload, a ReplicaSet or a pod',
    hostile => {
      expect(running.plan(hostile, {})).toEqual([]);
      const fact = map(answered([hostile], [hostile]));
      expect(fact.images[0]).not.toHaveProperty('digests');
    },
  );

  it('keeps nothing else of pods, and bounds what they say', () => {
    const pods = Array.from({ length: 50 }, (_, index) =>
      pod({
        imageID: `ghcr.io/shop/cart@sha256:${String(index).padStart(64, '0')}`,
        labels: { 'pod-template-hash': 'new', note: 'canary-label' },
      }),
    );
    const fact = map(answered(pods));
    expect(fact.images[0].digests).toHaveLength(5);
    expect(JSON.stringify(fact)).not.toContain('canary');
  });
});

describe('readDigest', () => {
  it.each([
    [`docker-pullable://nginx@${ONE}`, 'nginx:1.27'],
    [`docker.io/library/nginx@${ONE}`, 'nginx'],
    [`docker.io/shop/cart@${ONE}`, 'index.docker.io/shop/cart:1'],
    [`localhost/cart@${ONE}`, 'localhost/cart:1'],
    [`registry:5000/cart@${ONE}`, 'registry:5000/cart:1'],
  ])('reads %s of %s', (imageId, asked) => {
    expect(readDigest(imageId, [undefined, asked])).toBe(ONE);
  });

  it.each([
    [undefined, 'nginx'],
    [ONE, 'nginx'],
    [`docker://${ONE}`, 'nginx'],
    ['1'.repeat(64), 'nginx'],
    [`nginx@sha256:${'1'.repeat(32)}`, 'nginx'],
    [`docker.io/library/import-2026-03-06@${ONE}`, 'nginx'],
    [`nginx@${ONE}`, 'ghcr.io/library/nginx'],
    [`nginx@${ONE}`, 'not a reference'],
    [`docker-pullable://${'n'.repeat(5000)}@${ONE}`, 'nginx'],
  ])('reads nothing of %s for %s', (imageId, asked) => {
    expect(readDigest(imageId, [asked])).toBeUndefined();
  });
});
