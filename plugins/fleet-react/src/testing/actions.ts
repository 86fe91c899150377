import type {
  ActionRun,
  InstanceAction,
} from '@fleetview/backstage-plugin-fleet-common';
import { NOW } from './builders';

const TARGET: InstanceAction['target'] = {
  id: 'd-checkout',
  type: 'delivery',
  kind: 'Application',
  namespace: 'argocd',
  name: 'checkout-prod-euw1-b',
  cluster: { id: 'c-hub', name: 'hub' },
};

/**
 * Something that a system can be told.
 *
 * @public
 */
export function instanceAction(
  over: Partial<InstanceAction> = {},
): InstanceAction {
  return {
    action: 'sync',
    title: 'Sync the Application',
    description: 'Applies what Git says.',
    parameters: {
      type: 'object',
      properties: {
        revision: { type: 'string' },
        prune: { type: 'boolean' },
      },
    },
    target: TARGET,
    availability: { state: 'available' },
    ...over,
  };
}

/**
 * What an Application and a Deployment can be told, of which the second is on a cluster
 * without credentials to act.
 *
 * @public
 */
export function companyActions(): InstanceAction[] {
  return [
    instanceAction(),
    instanceAction({
      action: 'roll-back',
      title: 'Roll the Application back',
      description: 'Applies again what an entry of the history applied.',
      parameters: {
        type: 'object',
        properties: {
          id: { type: 'integer' },
          prune: { type: 'boolean' },
        },
        required: ['id'],
      },
      history: [
        {
          id: 7,
          revision: 'a1b2c3d',
          deployedAt: new Date(NOW - 86_400_000).toISOString(),
        },
        { id: 6, revision: '9f8e7d6' },
      ],
    }),
    instanceAction({
      action: 'redeploy',
      title: 'Restart the pods',
      description: 'Makes all pods anew.',
      parameters: { type: 'object', properties: {} },
      target: {
        id: 'w-checkout',
        type: 'workload',
        kind: 'Deployment',
        namespace: 'payments',
        name: 'checkout',
        cluster: { id: 'c-euw1b', name: 'prod-euw1-b' },
      },
      availability: {
        state: 'no-credentials',
        configuration: 'fleet.act',
        reason: "There are no credentials to act on 'prod-euw1-b'.",
      },
    }),
  ];
}

/**
 * Something that a system was told a moment ago.
 *
 * @public
 */
export function actionRun(over: Partial<ActionRun> = {}): ActionRun {
  const at = new Date(NOW).toISOString();
  return {
    id: 'run-1',
    instanceId: 'i-1',
    action: 'sync',
    title: 'Sync the Application',
    target: TARGET,
    parameters: {},
    reason: 'it is behind',
    effect: 'Argo CD applies the revision that it follows.',
    requestedBy: 'user:default/guest',
    requestedAt: at,
    state: 'asked',
    steps: [{ state: 'asked', at }],
    followUntil: new Date(NOW + 600_000).toISOString(),
    ...over,
  };
}
