import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { ControlServer } from '../../control/ControlServer';
import { gitEnvironment } from '../../git/runGit';
import { digestOf, parseImage } from '../../git/imageReference';
import { renderAppConfig } from '../../output/appConfig';
import { call } from '../../testing/client';
import { PromotionWorld } from '../../testing/PromotionWorld';
import type { KubernetesObject } from '../../types';
import type { Kustomization } from '../kinds';
import { PROMOTION_SCENARIO } from '../scenario/promotionScenario';

const run = promisify(execFile);
const WAVE = ['prod-euw1', 'prod-use1'];
const ALL = ['dev-euw1', 'stage-euw1', 'prod-eun1', ...WAVE];

let world: PromotionWorld;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fleet-promotion-test-'));
});

afterEach(async () => {
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function git(...words: string[]): Promise<void> {
  await run('git', words, {
    cwd: folder,
    env: { ...gitEnvironment(), HOME: folder },
  });
}

/** As `fleet:cluster:register` writes it for Argo CD. */
function registrationOf(name: string, key = `clusters/${name}`): string {
  const { url, caData = '' } = world.cluster(name);
  return stringify({
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: {
      name: `cluster-${name}`,
      namespace: 'argocd',
      labels: { 'fleet.backstage.io/region': 'ap-south-1' },
    },
    spec: {
      refreshInterval: '1h0m0s',
      secretStoreRef: { name: 'platform', kind: 'ClusterSecretStore' },
      target: {
        name: `cluster-${name}`,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          type: 'Opaque',
          metadata: {
            labels: { 'argocd.argoproj.io/secret-type': 'cluster' },
          },
          data: {
            name,
            server: url,
            config: `{"bearerToken":{{ .credential | trim | toJson }},"tlsClientConfig":{"insecure":false,"caData":"${Buffer.from(
              caData,
            ).toString('base64')}"}}`,
          },
        },
      },
      data: [
        { secretKey: 'credential', remoteRef: { key, property: 'token' } },
      ],
    },
  });
}

async function register(name: string, key?: string): Promise<string> {
  const { repository } = world.git;
  const listed =
    repository.current?.files.get('clusters/kustomization.yaml') ?? '';
  await repository.commit({
    branch: `register/${name}`,
    message: `Register ${name}`,
    files: {
      [`clusters/${name}/argocd-cluster.yaml`]: registrationOf(name, key),
      [`clusters/${name}/kustomization.yaml`]:
        'resources: [argocd-cluster.yaml]\n',
      'clusters/kustomization.yaml': `${listed}  - ${name}\n`,
    },
  });
  return world.merge(`register/${name}`);
}

const hubObject = (kind: string, name: string): KubernetesObject | undefined =>
  world.cluster('hub').store.get({
    apiVersion: kind === 'Secret' ? 'v1' : 'external-secrets.io/v1',
    kind,
    namespace: 'argocd',
    name,
  });

describe('a release on its way by commits', () => {
  beforeEach(async () => {
    world = await PromotionWorld.create();
  });

  it('begins with what the repository says, everywhere in sync and well', async () => {
    for (const cluster of ALL) {
      const { spec } = world.application(cluster);
      const stage = spec.source.path?.split('/')[2];
      expect(spec.source).toMatchObject({
        repoURL: world.gitUrl,
        path: `apps/overlays/${stage}/cart`,
      });
      const version = /^(dev|staging)$/.test(stage ?? '') ? '2.9.0' : '2.8.1';
      expect(world.image(cluster)).toBe(world.imageOf(version));
      expect(world.isDone(cluster, version)).toBe(true);
      expect([...new Set(world.imageIds(cluster))]).toEqual([
        world.imageOf(version).replace(`:${version}`, ''),
      ]);
    }
    expect(world.git.repository.current?.history).toHaveLength(3);
    expect(world.application('prod-eun1').status?.history).toHaveLength(2);
    expect(
      world.git.repository.current?.files.get(world.overlayOf('canary')),
    ).toMatch(/ - \.\.\/\.\.\/\.\.\/base\/cart\n[^]*# A tag may be moved/);
    world.tick(20);
    for (const cluster of ALL) {
      expect(world.application(cluster).status).toMatchObject({
        sync: { status: 'Synced', revision: world.head },
        health: { status: 'Healthy' },
      });
    }
  });

  it('takes what somebody pushes over HTTP, at the commit that was pushed', async () => {
    await git('clone', '--quiet', world.gitUrl, '.');
    const file = path.join(folder, world.overlayOf('canary'));
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/newTag: .*\n/, '')
        .replace(
          / +digest: .*\n/,
          `    digest: ${digestOf('some.example/cart:1')}\n`,
        ),
    );
    await git('commit', '--quiet', '-am', 'by hand');
    await git('push', '--quiet', 'origin', 'main');
    await world.pull();
    const { stdout } = await run('git', ['rev-parse', 'HEAD'], { cwd: folder });
    expect(world.head).toBe(stdout.trim());

    const seen: string[] = [];
    world.until(() => {
      const { status } = world.application('prod-eun1');
      seen.push(`${status?.sync.status} ${status?.health.status}`);
      return (
        status?.operationState?.syncResult?.revision === world.head &&
        status.health.status === 'Healthy' &&
        status.sync.status === 'Synced'
      );
    });
    expect(seen).toEqual(
      expect.arrayContaining([
        'OutOfSync Healthy',
        'Synced Progressing',
        'Synced Healthy',
      ]),
    );
    const image = `registry.meridian.example/storefront/cart@${digestOf(
      'some.example/cart:1',
    )}`;
    expect(world.image('prod-eun1')).toBe(image);
    expect([...new Set(world.imageIds('prod-eun1'))]).toEqual([image]);
    // Others only learn that there is a commit.
    expect(world.application('prod-euw1').status).toMatchObject({
      sync: { status: 'Synced', revision: world.head },
      operationState: {
        syncResult: { revision: expect.not.stringMatching(world.head) },
      },
    });
    expect(world.image('prod-euw1')).toBe(world.imageOf('2.8.1'));
  });

  it('goes on to a wave of two clusters, and back by a revert', async () => {
    const before = world.head;
    const merged = await world.merge(await world.propose('wave-2', '2.9.0'));
    expect(merged).not.toBe(before);
    world.until(() => WAVE.every(cluster => world.isDone(cluster, '2.9.0')));
    expect(world.isDone('prod-eun1', '2.9.0')).toBe(false);
    expect(
      world.git.repository.current?.files.get(world.overlayOf('wave-2')),
    ).toContain('# as the base calls it');

    const reverted = await world.revert(merged);
    expect(reverted).not.toBe(before);
    world.until(() => WAVE.every(cluster => world.isDone(cluster, '2.8.1')));
    expect(world.application('prod-euw1').status?.sync.revision).toBe(reverted);
  });

  it('degrades where an image is broken, and recovers when it is repaired or taken back', async () => {
    const bad = `sha256:${'b'.repeat(64)}`;
    world.simulator.breakImage(bad);
    const merged = await world.merge(
      await world.propose('canary', '2.9.1', bad),
    );
    world.until(
      () => world.application('prod-eun1').status?.health.status === 'Degraded',
    );
    const { store } = world.cluster('prod-eun1');
    expect(JSON.stringify(store.all('v1', 'Pod'))).toContain(
      'ImagePullBackOff',
    );
    await world.revert(merged);
    world.until(() => world.isDone('prod-eun1', '2.8.1'));

    world.simulator.breakImage(world.imageOf('2.9.2'), 'crash-loop');
    await world.merge(await world.propose('canary', '2.9.2'));
    world.until(
      () => world.application('prod-eun1').status?.health.status === 'Degraded',
    );
    expect(JSON.stringify(store.all('v1', 'Pod'))).toContain(
      'CrashLoopBackOff',
    );
    world.simulator.repairImage(world.imageOf('2.9.2'));
    world.until(() => world.isDone('prod-eun1', '2.9.2'));
  });

  it('says that a folder cannot be built, and leaves what runs', async () => {
    await world.git.repository.commit({
      message: 'not YAML',
      files: { [world.overlayOf('canary')]: 'images: [' },
    });
    await world.pull();
    world.tick(3);
    const { status } = world.application('prod-eun1');
    expect(status?.sync.status).toBe('Unknown');
    expect(status?.conditions?.[0]).toMatchObject({
      type: 'ComparisonError',
      message: expect.stringContaining('invalid YAML'),
    });
    expect(world.image('prod-eun1')).toBe(world.imageOf('2.8.1'));
    await world.revert(world.head);
    world.until(() => world.isDone('prod-eun1', '2.8.1'));
  });

  it('rolls an Application back to a commit from before', async () => {
    const before = world.head;
    await world.merge(await world.propose('canary', '2.9.0'));
    world.until(() => world.isDone('prod-eun1', '2.9.0'));
    const { metadata } = world.application('prod-eun1');
    const { store } = world.cluster('hub');
    const reference = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: metadata.name,
    };
    store.update(reference, draft => {
      draft.operation = { sync: { revision: before } };
    });
    world.until(() => world.image('prod-eun1') === world.imageOf('2.8.1'));
    // Git still wants the other one.
    world.tick(3);
    expect(world.application('prod-eun1').status?.sync.status).toBe(
      'OutOfSync',
    );
  });

  it('lets nothing else say which version it has', () => {
    expect(() =>
      world.simulator.releases.start({
        component: 'cart',
        version: '9.9.9',
        waves: [{ name: 'all', clusters: ['prod-eun1'] }],
        troubles: [],
      }),
    ).toThrow('commit it there');
    expect(() =>
      world.simulator.drifts.start({
        type: 'failed-apply',
        component: 'cart',
        clusters: ['prod-eun1'],
        version: '9.9.9',
      }),
    ).toThrow('Git says');
  });
});

describe('a cluster that is registered by a commit', () => {
  beforeEach(async () => {
    world = await PromotionWorld.create();
  });

  it('becomes known to the hub within a minute, with a credential that is good', async () => {
    expect([...world.knownToHub().keys()].sort()).toEqual([...ALL].sort());
    await register('prod-aps1');
    const since = world.simulator.now;
    world.until(() => world.knownToHub().has('prod-aps1'));
    expect(world.simulator.now - since).toBeLessThan(60_000);
    const { url, caData } = world.cluster('prod-aps1');
    expect(world.knownToHub().get('prod-aps1')).toBe(url);

    const { data } = hubObject('Secret', 'cluster-prod-aps1') as {
      data?: Record<string, string>;
    };
    const config = JSON.parse(
      Buffer.from(data?.config ?? '', 'base64').toString('utf8'),
    );
    expect(config.tlsClientConfig.caData).toBe(
      Buffer.from(caData ?? '').toString('base64'),
    );
    const answer = await call(`${url}/api/v1/nodes`, {
      token: config.bearerToken,
      ca: caData,
    });
    expect(answer.status).toBe(200);
    const application = world.cluster('hub').store.get({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name: 'clusters',
    });
    expect(application?.status).toMatchObject({
      sync: { status: 'Synced', revision: world.head },
    });
    const hub = world.cluster('hub');
    const listed = await call(
      `${hub.url}/api/v1/namespaces/argocd/services/https:argocd-server:443/proxy/api/v1/clusters`,
      { token: hub.token, ca: hub.caData },
    );
    expect(listed.json.items).toContainEqual(
      expect.objectContaining({ name: 'prod-aps1', server: url }),
    );
  });

  it('goes with its files', async () => {
    const merged = await register('prod-aps1');
    world.until(() => world.knownToHub().has('prod-aps1'));
    await world.revert(merged);
    world.until(() => !world.knownToHub().has('prod-aps1'));
    expect(hubObject('ExternalSecret', 'cluster-prod-aps1')).toBeUndefined();
    expect([...world.knownToHub().keys()].sort()).toEqual([...ALL].sort());
  });

  it('is not known where the store has no such secret, and it is said why', async () => {
    await register('prod-aps1', 'clusters/another');
    world.tick(10);
    expect(world.knownToHub().has('prod-aps1')).toBe(false);
    expect(hubObject('ExternalSecret', 'cluster-prod-aps1')?.status).toEqual({
      conditions: [
        expect.objectContaining({
          type: 'Ready',
          status: 'False',
          reason: 'SecretSyncedError',
          message: expect.stringContaining('clusters/another'),
        }),
      ],
    });
  });

  it('takes no others with it where what is listed cannot be applied', async () => {
    await register('prod-aps1');
    world.until(() => world.knownToHub().has('prod-aps1'));
    for (const [file, text] of [
      ['clusters/about.yaml', 'a: ['],
      [
        'clusters/about.yaml',
        'apiVersion: x.example/v1\nkind: Nothing\nmetadata: { name: x }\n',
      ],
    ]) {
      await world.git.repository.commit({
        message: 'x',
        files: { [file]: text },
      });
      await world.pull();
      world.tick(2);
      expect(world.knownToHub().has('prod-aps1')).toBe(true);
    }
  });

  it('is in nothing that the simulator writes before', () => {
    const config = parse(renderAppConfig(world.simulator, '/catalog.yaml'));
    expect(JSON.stringify(config)).not.toContain('prod-aps1');
    expect(config.fleet).toMatchObject({
      hubs: [{ type: 'argocd', cluster: 'hub' }],
      scaffolder: { gitRemotes: [{ url: world.gitUrl }] },
    });
  });
});

describe('the control API', () => {
  it('reads, merges, reverts and breaks', async () => {
    world = await PromotionWorld.create();
    const control = await ControlServer.start(world.simulator, 0);
    try {
      const ask = (method: string, target: string, body?: unknown) =>
        call(`${control.url}${target}`, { method, body });
      const first = (await ask('GET', '/git')).json;
      expect(first).toMatchObject({ url: world.gitUrl, head: world.head });
      expect(first.deliveries).toContainEqual({
        cluster: 'prod-eun1',
        component: 'cart',
        path: 'apps/overlays/canary/cart',
        image: world.imageOf('2.8.1'),
      });
      const branch = await world.propose('canary', '2.9.0');
      const merged = (await ask('POST', '/git/merge', { branch })).json;
      expect(merged.head).not.toBe(first.head);
      const again = (await ask('POST', '/git/merge', { branch })).json;
      expect(again.head).toBe(merged.head);
      await ask('POST', '/images/break', { image: world.imageOf('2.9.0') });
      world.until(
        () =>
          world.application('prod-eun1').status?.health.status === 'Degraded',
      );
      await ask('POST', '/images/repair', { image: world.imageOf('2.9.0') });
      world.until(() => world.isDone('prod-eun1', '2.9.0'));
      const reverted = await ask('POST', '/git/revert', {
        commit: merged.head,
      });
      expect(reverted.status).toBe(200);
      expect((await ask('POST', '/git/merge', { branch: 'x' })).status).toBe(
        400,
      );
      expect((await ask('POST', '/git/merge', {})).status).toBe(400);
    } finally {
      await control.stop();
    }
  });
});

describe('Flux', () => {
  const clusters = (PROMOTION_SCENARIO.clusters ?? []).map(each =>
    each.name === 'prod-use1' || each.name === 'prod-aps1'
      ? { ...each, delivery: { engine: 'flux' as const } }
      : each,
  );

  function kustomization(cluster: string, name: string) {
    return world.cluster(cluster).store.get<Kustomization>({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      namespace: 'flux-system',
      name,
    });
  }

  beforeEach(async () => {
    world = await PromotionWorld.create({
      tls: false,
      scenario: { ...PROMOTION_SCENARIO, clusters },
    });
  });

  it('brings what is in the repository, too', async () => {
    expect(kustomization('prod-use1', 'cart')?.spec).toMatchObject({
      path: './apps/overlays/wave-2/cart',
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    });
    await world.merge(await world.propose('wave-2', '2.9.0'));
    world.until(
      () =>
        world.image('prod-use1') === world.imageOf('2.9.0') &&
        kustomization('prod-use1', 'cart')?.status?.lastAppliedRevision ===
          `main@sha1:${world.head}`,
    );
    expect(parseImage(world.image('prod-use1')).digest).toBe(
      world.imageIds('prod-use1')[0].split('@')[1],
    );
    await world.git.repository.commit({
      message: 'gone',
      files: { [world.overlayOf('wave-2')]: undefined },
    });
    await world.pull();
    world.tick(3);
    expect(
      kustomization('prod-use1', 'cart')?.status?.conditions,
    ).toContainEqual(
      expect.objectContaining({
        type: 'Ready',
        status: 'False',
        reason: 'BuildFailed',
      }),
    );
    expect(world.image('prod-use1')).toBe(world.imageOf('2.9.0'));
  });

  it('reads the folder of its cluster, and what that leads to', async () => {
    const part = (name: string) =>
      stringify({
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name, namespace: 'flux-system' },
        spec: {
          interval: '10m',
          sourceRef: { kind: 'GitRepository', name: 'flux-system' },
          path: `./${name}/overlays/production`,
          prune: true,
        },
      });
    const merged = await world.git.repository.commit({
      message: 'Register prod-aps1',
      files: {
        'clusters/prod-aps1/apps.yaml': part('apps'),
        'clusters/prod-aps1/infrastructure.yaml': part('infrastructure'),
        'apps/overlays/production/kustomization.yaml':
          'resources: [settings.yaml]\n',
        'apps/overlays/production/settings.yaml':
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: default }\n',
      },
    });
    await world.pull();
    world.tick();
    expect(kustomization('prod-aps1', 'apps')?.status).toMatchObject({
      lastAppliedRevision: `main@sha1:${merged}`,
      inventory: { entries: [{ id: 'default_settings__ConfigMap', v: 'v1' }] },
    });
    expect(
      kustomization('prod-aps1', 'infrastructure')?.status?.conditions?.[0],
    ).toMatchObject({ status: 'False', reason: 'ArtifactFailed' });
    const settings = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'settings',
    };
    const { store } = world.cluster('prod-aps1');
    expect(store.get(settings)).toBeDefined();
    await world.revert(merged);
    world.tick();
    expect(kustomization('prod-aps1', 'apps')).toBeUndefined();
    expect(store.get(settings)).toBeUndefined();
  });
});
