import type { ActionRun } from '@fleetview/backstage-plugin-fleet-common';
import type {
  ActionPlan,
  ActionTarget,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { defined, toTime, type Row } from '../read/types';
import type { RunStep } from './runs';

/** A row of the table `action_run` as the API shows it. */
export function toRun(
  row: Row,
  adapters: readonly FleetAdapter[],
  names: ReadonlyMap<string, string>,
): ActionRun {
  const target: ActionTarget = JSON.parse(row.target);
  const plan: ActionPlan = JSON.parse(row.plan);
  const steps: RunStep[] = JSON.parse(row.steps);
  const action = adapters
    .find(({ id }) => id === row.adapter)
    ?.actions?.find(
      ({ id, kind }) => id === row.action && kind === target.kind,
    );
  return defined({
    id: row.id,
    instanceId: row.instance_id,
    action: row.action,
    title: action?.title ?? row.action,
    target: defined({
      id: row.target_id,
      type: row.target_type,
      kind: target.kind,
      namespace: target.namespace,
      name: target.name,
      cluster: {
        id: row.observer,
        name: names.get(row.observer) ?? row.observer,
      },
    }),
    about: row.subject
      ? { id: row.subject, name: names.get(row.subject) ?? row.subject }
      : undefined,
    parameters: JSON.parse(row.parameters),
    reason: row.reason,
    effect: plan.effect,
    revertedBy: plan.revertedBy,
    requestedBy: row.actor_id,
    requestedAt: toTime(row.requested_at) as string,
    state: row.state,
    steps: steps.map(({ at, ...step }) => ({
      ...step,
      at: toTime(at) as string,
    })),
    followUntil: toTime(row.follow_until) as string,
  });
}
