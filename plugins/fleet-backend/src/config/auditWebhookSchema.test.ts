import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { checkClusterNames } from './checkClusterNames';
import { readFleetConfig } from './readFleetConfig';

const TOKEN = 'canary-of-a-token-0123456789abcdef';

function read(drift: JsonObject) {
  const { config, problems } = readFleetConfig(
    mockServices.rootConfig({ data: { fleet: { drift } } }),
  );
  expect(JSON.stringify(problems)).not.toContain('canary');
  return { config, drift: config.drift, problems };
}

describe('fleet.drift.auditWebhooks', () => {
  it('are read with what is kept of them', () => {
    expect(
      read({
        auditWebhooks: [{ cluster: 'prod-a', token: TOKEN }],
        auditEvents: { keepDays: 3 },
      }),
    ).toMatchObject({
      drift: {
        tierWeights: {},
        auditWebhooks: [
          {
            cluster: 'prod-a',
            token: TOKEN,
            key: 'fleet.drift.auditWebhooks[0]',
          },
        ],
        auditEvents: { keepDays: 3, perCluster: 20_000 },
      },
      problems: [],
    });
  });

  it('are none where nothing is said', () => {
    expect(read({}).drift).toEqual({ tierWeights: {} });
  });

  it('lose those alone that cannot be used, and nothing else', () => {
    const { drift, problems } = read({
      tierWeights: { gold: 2 },
      auditWebhooks: [
        { cluster: 'a', token: 'canary' },
        { cluster: 'b', token: `${TOKEN} and more` },
        { cluster: 'c' },
        { cluster: 'd', token: TOKEN, url: 'x' },
        { cluster: 'e', token: TOKEN },
      ],
    });
    expect(drift).toMatchObject({
      tierWeights: { gold: 2 },
      auditWebhooks: [{ cluster: 'e' }],
    });
    expect(problems.map(({ key, message }) => [key, message])).toEqual([
      [
        'fleet.drift.auditWebhooks[0].token',
        expect.stringContaining('at least 32 characters'),
      ],
      [
        'fleet.drift.auditWebhooks[1].token',
        expect.stringContaining('one word of plain characters'),
      ],
      [
        'fleet.drift.auditWebhooks[2].token',
        expect.stringContaining('is missing'),
      ],
      [
        'fleet.drift.auditWebhooks[3].url',
        expect.stringContaining('is not a known key'),
      ],
    ]);
  });

  it('let no cluster speak for another, and one have several tokens', () => {
    const { drift, problems } = read({
      auditWebhooks: [
        { cluster: 'a', token: TOKEN },
        { cluster: 'a', token: `${TOKEN}-next` },
        { cluster: 'b', token: TOKEN },
      ],
    });
    expect(drift?.auditWebhooks?.map(({ cluster }) => cluster)).toEqual([
      'a',
      'a',
    ]);
    expect(problems).toEqual([
      {
        key: 'fleet.drift.auditWebhooks[2].token',
        message: expect.stringContaining(
          'is the token of fleet.drift.auditWebhooks[0]',
        ),
      },
    ]);
  });

  it('say of what is no list, and of times that are none, what is wrong', () => {
    expect(read({ auditWebhooks: 'all' }).problems).toEqual([
      {
        key: 'fleet.drift.auditWebhooks',
        value: '"all"',
        message: 'has to be a list; it is left out',
      },
    ]);
    expect(read({ auditEvents: { keepDays: 0 } }).problems).toMatchObject([
      { key: 'fleet.drift.auditEvents.keepDays', value: '0' },
    ]);
  });

  it('have no effect under a name of no cluster, or of several', () => {
    const { config } = read({
      auditWebhooks: [
        { cluster: 'none', token: TOKEN },
        { cluster: 'twin', token: `${TOKEN}-2` },
        { cluster: 'config/twin', token: `${TOKEN}-3` },
      ],
    });
    const problems = checkClusterNames(config, [
      { names: ['twin', 'config/twin'] },
      { names: ['twin', 'kubeconfig:x/twin'] },
    ]);
    expect(problems).toEqual([
      expect.objectContaining({
        key: 'fleet.drift.auditWebhooks[0].cluster',
        message: expect.stringContaining('is the name of no cluster'),
      }),
      expect.objectContaining({
        key: 'fleet.drift.auditWebhooks[1].cluster',
        message: expect.stringContaining('has no effect; write source/name'),
      }),
    ]);
  });
});
