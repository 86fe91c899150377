import { availableParallelism } from 'node:os';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { DEFAULT_SETTINGS } from '../derive/rollouts';
import { skewAsUsual } from '../read/skew';
import { DEFAULT_PROMOTION_CONFIG } from './promotionSchema';
import { DEFAULT_COMPLIANCE } from './complianceSchema';
import { DEFAULT_DRIFT_CONFIG } from './driftSchema';
import { DEFAULT_COST_CONFIG } from './costSchema';
import { readFleetConfig } from './readFleetConfig';

const read = (fleet?: JsonValue) =>
  readFleetConfig(
    mockServices.rootConfig({ data: fleet === undefined ? {} : { fleet } }),
  );

describe('readFleetConfig', () => {
  it('needs nothing', () => {
    expect(read()).toEqual({
      config: {
        kubeconfigs: [],
        attributes: [],
        references: [],
        trustedHubs: [],
        extensions: [],
        act: [],
        candidates: [],
        polls: [],
        rollouts: { settings: DEFAULT_SETTINGS, plans: [] },
        merges: [],
        splits: [],
        // One core stays with the portal.
        collector: { threads: Math.max(1, availableParallelism() - 1) },
        catalog: { refreshMinutes: 10 },
        namespaceOwners: [],
        permissions: { showOwnerless: false, tellHidden: false },
        audit: { keepDays: 400 },
        cost: DEFAULT_COST_CONFIG,
        drift: DEFAULT_DRIFT_CONFIG,
        budgets: [],
        compliance: DEFAULT_COMPLIANCE,
        skew: skewAsUsual,
        promotions: DEFAULT_PROMOTION_CONFIG,
      },
      sources: {
        network: {
          allow: [],
          allowSkipTlsVerify: [],
          allowAmbientCredentials: [],
        },
        exec: [],
        hubs: [],
      },
      problems: [],
    });
  });

  it('reads everything, each entry with its key', () => {
    expect(
      read({
        kubeconfigs: [{ file: 'a.yaml' }, { file: 'b.yaml' }],
        attributes: [{ cluster: 'config/a', region: 'eu', tier: 'gold' }],
        references: [{ hub: 'hub', name: 'x', cluster: 'a' }],
        extensions: [
          { cluster: 'a', role: 'leases', namespaces: ['x'], names: ['y'] },
        ],
        merges: [{ clusters: ['a', 'b/a'] }],
        splits: [{ clusters: ['c', 'd'] }],
        collector: { threads: 2 },
        catalog: { refreshMinutes: 0.5, trusted: true },
        namespaceOwners: [],
        permissions: { showOwnerless: false, tellHidden: false },
        audit: { keepDays: 30 },
        cost: { anomalies: { floor: 2 }, history: { detailDays: 60 } },
        budgets: [{ owner: 'payments', limit: 1200, currency: 'EUR' }],
        compliance: { keepDays: 40 },
        drift: { tierWeights: { gold: 3 }, adopt: { paths: [] } },
        network: {
          allow: ['10.0.0.0/8', '*.corp.example'],
          allowSkipTlsVerify: ['hub:argocd:mgmt/dev'],
          allowAmbientCredentials: ['*.eks.amazonaws.com'],
        },
        exec: [{ command: 'aws', env: ['AWS_PROFILE'] }, { command: '/x/y' }],
        act: [{ cluster: 'hub', tokenFile: '/t' }],
        hubs: [
          { cluster: 'mgmt', type: 'argocd' },
          {
            cluster: 'mgmt',
            type: 'ocm',
            server: 'https://proxy.example',
            serviceAccount: 'fleet',
            trusted: true,
          },
        ],
      }),
    ).toEqual({
      config: {
        kubeconfigs: [
          { file: 'a.yaml', key: 'fleet.kubeconfigs[0]' },
          { file: 'b.yaml', key: 'fleet.kubeconfigs[1]' },
        ],
        attributes: [
          {
            cluster: 'config/a',
            values: { region: 'eu', tier: 'gold' },
            key: 'fleet.attributes[0]',
          },
        ],
        references: [
          { hub: 'hub', name: 'x', cluster: 'a', key: 'fleet.references[0]' },
        ],
        trustedHubs: ['mgmt'],
        polls: [],
        rollouts: { settings: DEFAULT_SETTINGS, plans: [] },
        act: [{ cluster: 'hub', tokenFile: '/t', key: 'fleet.act[0]' }],
        candidates: [],
        extensions: [
          {
            cluster: 'a',
            role: 'leases',
            namespaces: ['x'],
            names: ['y'],
            key: 'fleet.extensions[0]',
          },
        ],
        merges: [{ clusters: ['a', 'b/a'], key: 'fleet.merges[0]' }],
        splits: [{ clusters: ['c', 'd'], key: 'fleet.splits[0]' }],
        collector: { threads: 2 },
        catalog: { refreshMinutes: 0.5, trusted: true },
        namespaceOwners: [],
        permissions: { showOwnerless: false, tellHidden: false },
        audit: { keepDays: 30 },
        drift: { tierWeights: { gold: 3 } },
        cost: {
          anomalies: { floor: 2 },
          history: { floor: 0.05, detailDays: 60 },
          promotion: {},
        },
        budgets: [
          {
            owner: 'group:default/payments',
            limit: 1200,
            currency: 'EUR',
            period: 'month',
          },
        ],
        compliance: { ...DEFAULT_COMPLIANCE, keepDays: 40 },
        skew: skewAsUsual,
        promotions: DEFAULT_PROMOTION_CONFIG,
      },
      sources: {
        network: {
          allow: ['10.0.0.0/8', '*.corp.example'],
          allowSkipTlsVerify: ['hub:argocd:mgmt/dev'],
          allowAmbientCredentials: ['*.eks.amazonaws.com'],
        },
        exec: [
          { command: 'aws', env: ['AWS_PROFILE'] },
          { command: '/x/y', env: [] },
        ],
        hubs: [
          {
            cluster: 'mgmt',
            type: 'argocd',
            trusted: false,
            tokens: [],
            key: 'fleet.hubs[0]',
          },
          {
            cluster: 'mgmt',
            type: 'ocm',
            server: 'https://proxy.example',
            serviceAccount: 'fleet',
            trusted: true,
            tokens: [],
            key: 'fleet.hubs[1]',
          },
        ],
      },
      problems: [],
    });
  });

  it.each<{
    name: string;
    fleet: JsonValue;
    problem: { key: string; value?: string };
    message: RegExp;
  }>([
    {
      name: 'an unknown key',
      fleet: { kubeconfig: [] },
      problem: { key: 'fleet.kubeconfig' },
      message: /not known.*kubeconfigs/,
    },
    {
      name: 'no object at all',
      fleet: 'everything',
      problem: { key: 'fleet', value: '"everything"' },
      message: /has to be an object/,
    },
    {
      name: 'a list in its place',
      fleet: [{ file: 'a' }],
      problem: { key: 'fleet', value: '[{"file":"a"}]' },
      message: /has to be an object/,
    },
    {
      name: 'no list where one is meant',
      fleet: { kubeconfigs: { file: 'a.yaml' } },
      problem: { key: 'fleet.kubeconfigs', value: '{"file":"a.yaml"}' },
      message: /has to be a list/,
    },
    {
      name: 'a missing key of an entry',
      fleet: { kubeconfigs: [{}] },
      problem: { key: 'fleet.kubeconfigs[0].file' },
      message: /is missing/,
    },
    {
      name: 'an unknown key of an entry',
      fleet: { kubeconfigs: [{ file: 'a', context: 'b' }] },
      problem: { key: 'fleet.kubeconfigs[0].context' },
      message: /not a known key/,
    },
    {
      name: 'a wrong type within an entry',
      fleet: { attributes: [{ cluster: 'a', region: 7 }] },
      problem: { key: 'fleet.attributes[0].region', value: '7' },
      message: /expected string/,
    },
    {
      name: 'an entry that is no object',
      fleet: { references: ['x'] },
      problem: { key: 'fleet.references[0]', value: '"x"' },
      message: /expected object/,
    },
    {
      name: 'an extension without a namespace',
      fleet: { extensions: [{ cluster: 'a', role: 'b', namespaces: [] }] },
      problem: { key: 'fleet.extensions[0].namespaces', value: '[]' },
      message: /1/,
    },
    {
      name: 'a pattern where a namespace is meant',
      fleet: { extensions: [{ cluster: 'a', role: 'b', namespaces: ['x-*'] }] },
      problem: { key: 'fleet.extensions[0].namespaces[0]', value: '"x-*"' },
      message: /patterns are not understood/,
    },
    {
      name: 'too many threads',
      fleet: { collector: { threads: 17 } },
      problem: { key: 'fleet.collector.threads', value: '17' },
      message: /16/,
    },
    {
      name: 'a budget of two things',
      fleet: { budgets: [{ owner: 'a', system: 'b', limit: 1 }] },
      problem: {
        key: 'fleet.budgets[0]',
        value: '{"owner":"a","system":"b","limit":1}',
      },
      message: /one of owner, system, component, cluster/,
    },
    {
      name: 'a budget below nothing',
      fleet: { budgets: [{ owner: 'a', limit: -1 }] },
      problem: { key: 'fleet.budgets[0].limit', value: '-1' },
      message: /./,
    },
    {
      name: 'an audit that is kept for no time',
      fleet: { audit: { keepDays: 0 } },
      problem: { key: 'fleet.audit.keepDays', value: '0' },
      message: /1/,
    },
    {
      name: 'days of compliance that are kept for no time',
      fleet: { compliance: { keepDays: 0 } },
      problem: { key: 'fleet.compliance.keepDays', value: '0' },
      message: /1/,
    },
    {
      name: 'half a thread',
      fleet: { collector: { threads: 1.5 } },
      problem: { key: 'fleet.collector.threads', value: '1.5' },
      message: /int/,
    },
    {
      name: 'an entry of the allow list that is none',
      fleet: { network: { allow: ['10.0.0.0/8', '10.0.0.0/40'] } },
      problem: { key: 'fleet.network.allow[1]', value: '"10.0.0.0/40"' },
      message: /prefix length/,
    },
    {
      name: 'a hub of a type that is not known',
      fleet: { hubs: [{ cluster: 'mgmt', type: 'spinnaker' }] },
      problem: { key: 'fleet.hubs[0].type', value: '"spinnaker"' },
      message: /'argocd', 'capi'/,
    },
    {
      name: 'a hub without the namespace that it needs',
      fleet: { hubs: [{ cluster: 'mgmt', type: 'capi' }] },
      problem: { key: 'fleet.hubs[0].namespace' },
      message: /is missing/,
    },
    {
      name: 'a key of a hub that belongs to another type',
      fleet: { hubs: [{ cluster: 'mgmt', type: 'karmada', token: 'hunter2' }] },
      problem: { key: 'fleet.hubs[0].token' },
      message: /not a known key/,
    },
    {
      name: 'a token that is none, without showing it',
      fleet: {
        hubs: [
          { cluster: 'm', type: 'rancher', server: 'https://r', token: 1234 },
        ],
      },
      problem: { key: 'fleet.hubs[0].token' },
      message: /expected string/,
    },
    {
      name: 'a proxy that is not encrypted',
      fleet: { hubs: [{ cluster: 'm', type: 'ocm', server: 'http://proxy' }] },
      problem: { key: 'fleet.hubs[0].server', value: '"http://proxy"' },
      message: /https/,
    },
    {
      name: 'a variable that is none',
      fleet: { exec: [{ command: 'aws', env: ['A=B'] }] },
      problem: { key: 'fleet.exec[0].env[0]', value: '"A=B"' },
      message: /./,
    },
    {
      name: 'a share that is none',
      fleet: { collector: { massLoss: 50 } },
      problem: { key: 'fleet.collector.massLoss', value: '50' },
      message: /1/,
    },
    {
      name: 'a number as text',
      fleet: { catalog: { refreshMinutes: 'often' } },
      problem: { key: 'fleet.catalog.refreshMinutes', value: '"often"' },
      message: /expected number/,
    },
  ])('tells $name, and goes on without it', ({ fleet, problem, message }) => {
    const { config, sources, problems } = read(fleet);
    expect(problems).toEqual([
      { ...problem, message: expect.stringMatching(message) },
    ]);
    expect({ config, sources }).toEqual({
      config: read().config,
      sources: read().sources,
    });
  });

  it('lets the rest count', () => {
    const { config, problems } = read({
      kubeconfigs: [{ file: 'good.yaml' }, { path: 'bad.yaml' }],
      attributes: 'none',
      collector: { threads: 3 },
    });
    expect(config.kubeconfigs).toEqual([
      { file: 'good.yaml', key: 'fleet.kubeconfigs[0]' },
    ]);
    expect(config.collector.threads).toBe(3);
    expect(problems.map(({ key }) => key).sort()).toEqual([
      'fleet.attributes',
      'fleet.kubeconfigs[1].file',
      'fleet.kubeconfigs[1].path',
    ]);
  });

  it('shows no endless value', () => {
    const [problem] = read({ kubeconfigs: 'x'.repeat(5_000) }).problems;
    expect(problem.value?.length).toBeLessThanOrEqual(200);
  });

  it('reads in which waves releases go, with references as the catalog has them', () => {
    const { config, problems } = readFleetConfig(
      mockServices.rootConfig({
        data: {
          fleet: {
            rollouts: { soakSeconds: 300 },
            rolloutPlans: [
              {
                components: ['checkout'],
                systems: ['system:shop/payments'],
                owners: ['payments'],
                soakSeconds: 0,
                waves: [
                  { name: 'canary', clusters: ['prod-*-a'] },
                  { name: 'rest', environment: ['production'] },
                ],
              },
              { waves: [{ name: 'nobody' }] },
              { waves: [] },
            ],
          },
        },
      }),
    );
    expect(config.rollouts).toEqual({
      settings: { ...DEFAULT_SETTINGS, soakMs: 300_000 },
      plans: [
        {
          components: ['component:default/checkout'],
          systems: ['system:shop/payments'],
          owners: ['group:default/payments'],
          soakMs: 0,
          waves: [
            { name: 'canary', clusters: ['prod-*-a'] },
            { name: 'rest', environment: ['production'] },
          ],
        },
      ],
    });
    expect(problems.map(({ key }) => key)).toEqual([
      'fleet.rolloutPlans[1].waves[0]',
      'fleet.rolloutPlans[2].waves',
    ]);
  });
});
