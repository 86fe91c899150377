import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { FleetSimulator } from '../FleetSimulator';
import { namespaceOf, ownerOf } from '../world/placement';
import { RELEASE_SCENARIO } from '../world/scenario/releaseScenario';
import { renderAppConfig } from './appConfig';
import { writeFiles } from './writeFiles';

type Entity = {
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  spec: Record<string, unknown>;
};

describe('renderAppConfig', () => {
  it('tells the portal in which waves a scenario releases on demand', async () => {
    const simulator = await FleetSimulator.create({
      scenario: RELEASE_SCENARIO,
    });
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    expect(fleet.rollouts).toEqual({
      progressDeadlineSeconds: 60,
      intervalSeconds: 10,
    });
    expect(fleet.rolloutPlans).toHaveLength(4);
    expect(fleet.rolloutPlans[0]).toEqual({
      components: ['component:default/checkout'],
      soakSeconds: 0,
      waves: [
        {
          name: 'canary',
          clusters: ['eun1-argocd', 'eun1-flux', 'eun1-ocm'],
        },
        {
          name: 'europe',
          clusters: ['euw1-argocd', 'euw1-flux', 'euw1-ocm'],
        },
        {
          name: 'americas',
          clusters: ['use1-argocd', 'use1-flux', 'use1-ocm'],
        },
      ],
    });
  });
});

describe('renderAppConfig of the default scenario', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  it('says what teams may spend', () => {
    const { fleet } = parse(renderAppConfig(simulator, '/catalog.yaml'));
    expect(fleet.budgets[0]).toEqual({
      owner: 'group:default/storefront',
      limit: 700,
      currency: 'USD',
    });
  });

  it('asks cost tools for days of history where it is told to, once an hour', () => {
    const pollsWith = (options?: { costHistoryDays: number }) => {
      const { fleet } = parse(
        renderAppConfig(simulator, '/catalog.yaml', options),
      );
      return fleet.polls as {
        poll: string;
        intervalSeconds: number;
        settings?: {
          historyDays?: number;
          hours?: boolean;
          currency?: string;
        };
        hasHistory?: unknown;
      }[];
    };
    const asked = pollsWith({ costHistoryDays: 90 }).filter(
      ({ settings }) => settings?.historyDays !== undefined,
    );
    expect([...new Set(asked.map(({ poll }) => poll))].sort()).toEqual([
      'kubecost/Allocation',
      'opencost/Allocation',
      'opencost/Asset',
      'prometheus/Allocation',
    ]);
    expect([
      ...new Set(
        asked.filter(({ settings }) => settings?.hours).map(({ poll }) => poll),
      ),
    ]).toEqual(
      expect.arrayContaining([
        'kubecost/Allocation',
        'opencost/Allocation',
        'prometheus/Allocation',
      ]),
    );
    for (const { settings, intervalSeconds } of asked) {
      expect(settings).toMatchObject({
        historyDays: 90,
        currency: expect.any(String),
      });
      expect(intervalSeconds).toBe(3600);
    }
    for (const poll of pollsWith()) {
      expect(poll.settings ?? {}).not.toHaveProperty('historyDays');
      expect(poll.settings ?? {}).not.toHaveProperty('hours');
      expect(poll).not.toHaveProperty('hasHistory');
    }
  });
});

describe('writeFiles', () => {
  let simulator: FleetSimulator;
  let folder: string;

  beforeAll(async () => {
    simulator = await FleetSimulator.create({ tls: true });
    await simulator.start();
    folder = mkdtempSync(join(tmpdir(), 'fleet-simulator-'));
    writeFiles(simulator, folder);
  });

  afterAll(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  it('writes a kubeconfig with one context per cluster', () => {
    const config = parse(read('kubeconfig.yaml'));
    expect(
      config.contexts.map((context: { name: string }) => context.name),
    ).toEqual(simulator.clusters.map(({ name }) => name));
    expect(config.clusters[0].cluster.server).toBe(simulator.clusters[0].url);
    const ca = Buffer.from(
      config.clusters[0].cluster['certificate-authority-data'],
      'base64',
    ).toString();
    expect(ca).toContain('BEGIN CERTIFICATE');
    expect(config.users[0].user.token).toBe(simulator.clusters[0].token);
  });

  it('keeps the files with tokens to the user alone', () => {
    for (const name of ['kubeconfig.yaml', 'app-config.simulator.yaml']) {
      expect(statSync(join(folder, name)).mode % 0o1000).toBe(0o600);
    }
  });

  it('writes configuration for the portal', () => {
    const config = parse(read('app-config.simulator.yaml'));
    const [{ type, clusters }] = config.kubernetes.clusterLocatorMethods;
    expect(type).toBe('config');
    // It releases by itself, and its waves are for the portal to find out.
    expect(config.fleet).not.toHaveProperty('rolloutPlans');
    expect(clusters).toHaveLength(12);
    expect(clusters[0]).toMatchObject({
      name: 'mgmt-euw1',
      url: simulator.clusters[0].url,
      authProvider: 'serviceAccount',
      serviceAccountToken: simulator.clusters[0].token,
      skipMetricsLookup: true,
    });
    const [location] = config.catalog.locations;
    expect(isAbsolute(location.target)).toBe(true);
    expect(read('catalog.yaml')).toBe(readFileSync(location.target, 'utf8'));
    expect(config.fleet.attributes).toHaveLength(10);
    expect(config.fleet.attributes[0]).toEqual({
      cluster: 'mgmt-euw1',
      region: 'eu-west-1',
      provider: 'aws',
      environment: 'management',
      tier: 'internal',
      owner: 'platform',
    });
    // Some can be told something, with another token than the one that reads.
    const acting = config.fleet.act as { cluster: string; token: string }[];
    expect(acting[0]).toEqual({
      cluster: 'mgmt-euw1',
      token: simulator.clusters[0].actorToken,
    });
    expect(acting.length).toBeLessThan(clusters.length);
    expect(simulator.clusters.map(({ token }) => token)).not.toContain(
      acting[0].token,
    );
    expect(config.fleet.namespaceOwners).toEqual([
      { namespaces: ['payments', 'billing'], owner: 'payments' },
    ]);
  });

  it('owns with a namespace everything that is brought there', () => {
    const { scenario } = simulator;
    for (const { namespaces, owner } of scenario.namespaceOwners) {
      for (const component of scenario.components) {
        if (!namespaces.includes(namespaceOf(scenario, component))) continue;
        expect(ownerOf(scenario, component)).toBe(owner);
      }
    }
  });

  it('writes a catalog whose references all lead somewhere', () => {
    const entities = parseAllDocuments(read('catalog.yaml')).map(
      document => document.toJS() as Entity,
    );
    const count = (kind: string) =>
      entities.filter(entity => entity.kind === kind).length;
    expect([
      count('Domain'),
      count('System'),
      count('Group'),
      count('User'),
    ]).toEqual([3, 10, 8, 4]);
    expect(count('Component')).toBe(simulator.scenario.components.length);
    const names = (kind: string) =>
      new Set(
        entities
          .filter(entity => entity.kind === kind)
          .map(({ metadata }) => metadata.name),
      );
    const referencesOf = (field: string, ...kinds: string[]) =>
      new Set(
        entities
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ spec }) => String(spec[field])),
      );
    const missing = (references: Set<string>, kind: string) =>
      [...references].filter(name => !names(kind).has(name));
    expect(missing(referencesOf('system', 'Component'), 'System')).toEqual([]);
    expect(missing(referencesOf('domain', 'System'), 'Domain')).toEqual([]);
    expect(
      missing(referencesOf('owner', 'Component', 'System', 'Domain'), 'Group'),
    ).toEqual([]);
    const annotations = (name: string) =>
      entities.find(({ metadata }) => metadata.name === name)?.metadata
        .annotations;
    expect(annotations('checkout')).toEqual({
      'backstage.io/kubernetes-id': 'checkout',
      'backstage.io/source-location':
        'url:https://git.meridian.example/storefront/checkout/',
    });
    expect(annotations('inventory')).toMatchObject({
      'argocd/app-selector': 'app.kubernetes.io/name=inventory',
    });
    expect(annotations('returns')).toMatchObject({
      'argocd/app-name': 'returns',
    });
    // Two of them claim an image that neither brings.
    expect(annotations('invoicing')?.['fleet.backstage.io/image']).toBe(
      'registry.meridian.example/payments/invoicing, registry.meridian.example/shared/pdf-renderer',
    );
    expect(annotations('reports')?.['fleet.backstage.io/image']).toBe(
      'registry.meridian.example/shared/pdf-renderer',
    );
  });
});
