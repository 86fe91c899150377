import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  ActionRun,
  ComponentFleet,
  Instance,
  InstanceAction,
} from '@fleetview/backstage-plugin-fleet-common';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { parse } from 'yaml';
import { askerOf, workspaces } from '../__testUtils__/runAction';
import type { FleetAsker } from '../fleet/askFleet';
import { examples } from './deliveryAct.examples';
import { createDeliveryActAction } from '.';

const { run } = workspaces();
const CLUSTER = { id: 'c-1', name: 'prod-euw1-a' };
const INPUT = {
  component: 'component:default/cart',
  cluster: 'prod-euw1-a',
  action: 'sync',
  reason: 'The window is open.',
};
const SYNC: InstanceAction = {
  action: 'sync',
  title: 'Sync',
  description: 'Applies what is wanted.',
  parameters: {},
  target: {
    id: 'd-1',
    type: 'delivery',
    kind: 'Application',
    namespace: 'argocd',
    name: 'cart',
    cluster: CLUSTER,
  },
  availability: { state: 'available' },
};
const RUN: ActionRun = {
  id: 'run-1',
  instanceId: 'i-1',
  action: 'sync',
  title: 'Sync',
  target: SYNC.target,
  parameters: {},
  reason: INPUT.reason,
  effect: 'Argo CD applies what it follows.',
  requestedBy: 'user:default/mock',
  requestedAt: '2026-11-01T08:00:00.000Z',
  state: 'asked',
  steps: [],
  followUntil: '2026-11-01T08:30:00.000Z',
};

/** A fleet in which a component runs on one cluster, and what it was told. */
function fleetOf(over: Partial<FleetAsker['fleet']> = {}) {
  const started: object[] = [];
  const asker = askerOf({
    listClusters: async () =>
      ({ items: [CLUSTER], totals: {}, facets: {} } as never),
    getCluster: async () => ({ cluster: CLUSTER } as never),
    getComponent: async () =>
      ({
        instances: [
          { id: 'i-1', cluster: CLUSTER, namespace: 'shop' } as Instance,
        ],
      } as ComponentFleet),
    listActions: async () => ({ asOf: '', items: [SYNC] }),
    planAction: async () => ({
      effect: RUN.effect,
      changes: [],
      resourceVersion: '7',
    }),
    listRuns: async () => ({ items: [] } as never),
    startAction: async (_, request) => {
      started.push(request);
      return RUN;
    },
    getRun: async () => ({ ...RUN, state: 'seen' }),
    ...over,
  });
  return {
    started,
    action: createDeliveryActAction(asker, { sleep: async () => {} }),
  };
}

describe('fleet:delivery:act', () => {
  it('tells it, and has succeeded once that is seen', async () => {
    const { action, started } = fleetOf();
    const { output, log } = await run(action, INPUT);
    expect(started).toEqual([
      {
        targetId: 'd-1',
        action: 'sync',
        effect: RUN.effect,
        resourceVersion: '7',
        reason: INPUT.reason,
      },
    ]);
    expect(output).toEqual({
      effect: RUN.effect,
      runId: 'run-1',
      state: 'seen',
    });
    expect(log).toEqual([RUN.effect, 'Sync: asked', 'Sync: seen']);
  });

  it('says in a dry run what it would do, and does it not', async () => {
    const { action, started } = fleetOf();
    const { output } = await run(action, INPUT, { isDryRun: true });
    expect(output).toEqual({ effect: RUN.effect });
    expect(started).toEqual([]);
  });

  it('goes on with what it has told when it is started again', async () => {
    const { action, started } = fleetOf({
      listRuns: async () => ({ items: [RUN] } as never),
    });
    const { output } = await run(action, INPUT);
    expect(started).toEqual([]);
    expect(output).toMatchObject({ runId: 'run-1', state: 'seen' });
  });

  it('does not wait where nobody asks it to', async () => {
    const { action } = fleetOf({ getRun: undefined });
    const { output } = await run(action, { ...INPUT, wait: false });
    expect(output).toMatchObject({ state: 'asked' });
  });

  it.each([
    [
      'failed',
      {
        state: 'failed' as const,
        steps: [{ state: 'failed' as const, at: '', message: 'denied' }],
      },
      /Sync of Application cart on prod-euw1-a failed: denied/,
    ],
    [
      'was not seen',
      { state: 'timed-out' as const },
      /was not seen in time, and may still come/,
    ],
  ])('fails where it %s', async (_, over, message) => {
    const { action } = fleetOf({ getRun: async () => ({ ...RUN, ...over }) });
    await expect(run(action, INPUT)).rejects.toThrow(message);
  });

  it.each([
    [
      'where it does not run there',
      { getComponent: async () => ({ instances: [] } as never) },
      {},
      /does not run there, or you may not see it/,
    ],
    [
      'where it is there more than once',
      {
        getComponent: async () =>
          ({
            instances: ['a', 'b'].map(namespace => ({
              id: namespace,
              cluster: CLUSTER,
              namespace,
            })),
          } as never),
      },
      {},
      /in the namespaces a, b/,
    ],
    [
      'what it cannot be told',
      {},
      { action: 'delete' },
      /cannot? be told 'delete'|can be told 'delete'. It can be told sync/,
    ],
    [
      'what is not available, and says what is missing',
      {
        listActions: async () => ({
          asOf: '',
          items: [
            {
              ...SYNC,
              availability: {
                state: 'no-credentials' as const,
                reason: 'nobody acts there',
                configuration: 'fleet.act',
              },
            },
          ],
        }),
      },
      {},
      /nobody acts there. Configure fleet.act/,
    ],
    [
      'what its plan refuses',
      {
        planAction: async () => ({
          changes: [],
          refused: 'it is being deleted',
        }),
      },
      {},
      /it is being deleted/,
    ],
  ])('refuses %s', async (_, over, input, message) => {
    const { action, started } = fleetOf(over);
    await expect(run(action, { ...INPUT, ...input })).rejects.toThrow(message);
    expect(started).toEqual([]);
  });

  it('asks in the name of a person only', async () => {
    const { action } = fleetOf();
    await expect(
      run(action, INPUT, { credentials: mockCredentials.service() }),
    ).rejects.toThrow('Start the template signed in');
  });

  it.each(HOSTILE_TEXTS)('takes $name for no action', async ({ text }) => {
    const { action, started } = fleetOf();
    await expect(run(action, { ...INPUT, action: text })).rejects.toThrow(
      'It can be told sync',
    );
    expect(started).toEqual([]);
  });

  it.each(examples)('$description', async ({ example }) => {
    const [{ input }] = parse(example).steps;
    const items = [SYNC, { ...SYNC, action: 'suspend' }];
    const { action, started } = fleetOf({
      listActions: async () => ({ asOf: '', items }),
    });
    await run(action, input);
    expect(started).toHaveLength(1);
  });
});
