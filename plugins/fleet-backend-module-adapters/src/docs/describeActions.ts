import type {
  AdapterAction,
  FleetAdapter,
} from '@fleetview/backstage-plugin-fleet-node';
import { markdownTable } from './markdownTable';

/** `name: type`, with a question mark where it may be left out. */
function parametersOf({ parameters }: AdapterAction): string {
  const { properties = {}, required = [] } = parameters as {
    properties?: Record<string, { type?: unknown; enum?: unknown[] }>;
    required?: string[];
  };
  return Object.entries(properties)
    .map(([name, { type, enum: values }]) => {
      const mark = required.includes(name) ? '' : '?';
      const what = values ? values.join(' or ') : String(type ?? 'any');
      return `\`${name}${mark}\`: ${what}`;
    })
    .join(', ');
}

/** What acting takes, in words: `patch applications.argoproj.io`. */
export function rbacOf({ rbac }: AdapterAction): string {
  return rbac
    .map(
      ({ group, resource, verbs }) =>
        `\`${verbs.join(', ')} ${resource}${group ? `.${group}` : ''}\``,
    )
    .join(', ');
}

/** The actions of an adapter as a table, `undefined` where it has none. */
export function describeActions(adapter: FleetAdapter): string | undefined {
  if (!adapter.actions?.length) return undefined;
  return markdownTable(
    ['Action', 'Kind', 'What it does', 'Parameters', 'Needs'],
    adapter.actions.map(action => [
      `\`${action.id}\``,
      `\`${action.kind}\``,
      action.description,
      parametersOf(action),
      rbacOf(action),
    ]),
  );
}
