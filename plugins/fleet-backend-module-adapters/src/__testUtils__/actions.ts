import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  ActionContext,
  ActionId,
  ActionPlan,
  AdapterAction,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { deepFreeze } from '@fleetview/backstage-plugin-fleet-node/testUtils';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

/** An object of Kubernetes, as far as tests reach into it. */
export type ObjectOfTest = Json & {
  apiVersion: string;
  kind: string;
  metadata: Json & { namespace?: string; name: string };
  spec: Json;
  status: Json;
};

export const REQUESTED_AT = '2026-03-06T10:05:00.000Z';

/** A fixture of an adapter, with parts replaced; `undefined` takes a part away. */
export function fixtureOf(
  adapter: string,
  name: string,
  changes: {
    metadata?: Json;
    spec?: Json;
    status?: Json;
    operation?: unknown;
  } = {},
): ObjectOfTest {
  const object = parse(
    readFileSync(
      join(__dirname, '..', adapter, '__fixtures__', `${name}.yaml`),
      'utf8',
    ),
  );
  for (const [key, change] of Object.entries(changes)) {
    object[key] =
      key === 'operation' ? change : { ...object[key], ...Object(change) };
  }
  return deepFreeze(object);
}

/** The action of a kind, planned and watched on behalf of someone. */
export function actionOf(adapter: FleetAdapter, kind: string, id: ActionId) {
  const action = adapter.actions?.find(
    other => other.kind === kind && other.id === id,
  );
  const watch = adapter.watches.find(other => other.kind === kind);
  if (!action || !watch) throw new Error(`no action ${id} on ${kind}`);
  const contextOf = (object: ObjectOfTest): ActionContext => ({
    target: {
      group: watch.group,
      version: object.apiVersion.split('/').at(-1) ?? '',
      plural: watch.plural,
      kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    },
    requestedAt: REQUESTED_AT,
    requestedBy: 'user:default/mara',
  });
  return {
    action,
    plan(object: ObjectOfTest, parameters: unknown = {}) {
      return action.plan(object, parameters, contextOf(object));
    },
    /** The plan, which must not be refused. */
    planned(object: ObjectOfTest, parameters: unknown = {}): ActionPlan {
      const plan = action.plan(object, parameters, contextOf(object));
      if ('refused' in plan) throw new Error(plan.refused);
      return plan;
    },
    progress(object: ObjectOfTest, plan: ActionPlan) {
      return action.progress(object, plan, contextOf(object));
    },
  };
}

/** What every action must be, whatever it does. */
export function problemsOfActions(actions: readonly AdapterAction[]): string[] {
  return actions.flatMap(({ id, kind, title, description, rbac }) => [
    ...(/^[A-Z][^.]{5,60}$/.test(title) ? [] : [`${kind} ${id}: title`]),
    ...(/\.$/.test(description) && description.length > 20
      ? []
      : [`${kind} ${id}: description`]),
    ...(rbac.every(({ verbs }) => verbs.every(verb => verb === 'patch'))
      ? []
      : [`${kind} ${id}: more than patch`]),
  ]);
}
