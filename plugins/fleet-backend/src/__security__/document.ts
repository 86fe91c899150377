import { mockCredentials } from '@backstage/backend-test-utils';
import { answeredOperations } from '../routes/answeredOperations';
import { operations } from '../routes/operations';
import { spec } from '../schema/openapi.generated';

export type Path = keyof typeof spec.paths;

export type Parameter = {
  name: string;
  in: 'path' | 'query';
  required?: boolean;
  schema: {
    type: string;
    enum?: string[];
    maxLength?: number;
    maximum?: number;
    items?: { type?: string; $ref?: string };
  };
};

export type DocumentedOperation = {
  id: string;
  path: Path;
  parameters: Parameter[];
  /** The media types of its answer. */
  types: string[];
  /** As whom it is asked: some answer other back ends alone. */
  headers: { authorization: string };
};

function resolved(parameter: object): Parameter {
  if (!('$ref' in parameter)) return parameter as Parameter;
  const name = String(parameter.$ref).split('/').pop() as string;
  return resolved((spec.components.parameters as Record<string, object>)[name]);
}

const all = answeredOperations.map(
  ({ path, method, id, types, parameters }) => ({
    method,
    id,
    path,
    types: [...types],
    headers: {
      authorization: operations[id]?.isForServices
        ? mockCredentials.service.header({
            onBehalfOf: mockCredentials.service('plugin:other'),
            targetPluginId: 'fleet',
          })
        : mockCredentials.user.header(),
    },
    parameters: parameters.map(resolved),
  }),
);

/** Every operation of the OpenAPI document that only reads, with its parameters. */
export const documented: DocumentedOperation[] = all.filter(
  ({ method }) => method === 'get',
);

/**
 * Those that do something; what they do with what they are told is in `actions.test.ts`. What
 * API servers send is in `auditEvents.test.ts`: no permission decides it.
 */
export const writing: DocumentedOperation[] = all.filter(
  ({ method }) => method !== 'get',
);

/**
 * What there is in the world of these tests for each parameter of a path. A
 * parameter that is not here fails: what cannot be filled in is not asked.
 */
export const PRESENT: Record<string, string> = {
  clusterId: 'c-0',
  kind: 'component',
  namespace: 'default',
  name: 'cart',
  // Put there by `serveHostileWorld`.
  instanceId: 'none-yet',
  runId: 'run-c-0',
  rolloutId: 'rollout-0-2',
  exceptionId: 'exception-c-0',
  episodeId: 'episode-c-0',
  promotionId: 'promotion-c-0',
};

/** The same for parameters of a query without which an operation answers nothing. */
export const REQUIRED: Record<string, string> = {
  component: 'component:default/cart',
  cluster: 'c-0',
  by: 'class',
  from: 'eu',
  to: 'us',
  wave: 'us/all/1',
};

/** With one more parameter of a query. */
export function withQuery(address: string, query: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}

/** The address of an operation, about something that there is. */
export function addressOf(
  path: string,
  over: Record<string, string> = {},
): string {
  const required = (
    documented.find(each => each.path === path)?.parameters ?? []
  ).filter(({ in: place, required: is }) => place === 'query' && is);
  return required.reduce((address, { name }) => {
    if (REQUIRED[name] === undefined) {
      throw new Error(
        `The tests of security do not know the parameter '${name}'. Add it to REQUIRED.`,
      );
    }
    const value = over[name] ?? REQUIRED[name];
    return withQuery(address, `${name}=${encodeURIComponent(value)}`);
  }, pathOf(path, over));
}

function pathOf(path: string, over: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = over[name] ?? PRESENT[name];
    if (value === undefined) {
      throw new Error(
        `The tests of security do not know the path parameter '${name}'. Add it to PRESENT.`,
      );
    }
    return encodeURIComponent(value);
  });
}
