import { spec } from '../schema/openapi.generated';

/** One operation of the OpenAPI document that somebody with a permission asks for. */
export type AnsweredOperation = {
  path: keyof typeof spec.paths;
  method: 'get' | 'post';
  id: string;
  permission: string;
  /** Who alone may ask for it. */
  principals?: readonly string[];
  parameters: readonly object[];
  /** The media types of its answer. */
  types: readonly string[];
};

type Documented = {
  operationId: string;
  'x-permission'?: string;
  'x-principals'?: readonly string[];
  parameters?: readonly object[];
  responses: { 200: { content: object } };
};

/** What API servers send by themselves: no permission decides it, and it tells nothing. */
export const SENT_BY_CLUSTERS = 'api-server';

const documented = Object.entries(spec.paths).flatMap(([path, methods]) =>
  (Object.entries(methods) as [string, Documented][]).map(
    ([method, operation]) => ({ path, method, operation }),
  ),
);

/** Every operation of the document but those that API servers send to, which have routers of their own. */
export const answeredOperations: readonly AnsweredOperation[] =
  documented.flatMap(({ path, method, operation }) => {
    const principals = operation['x-principals'];
    if (principals?.includes(SENT_BY_CLUSTERS)) return [];
    return [
      {
        path: path as keyof typeof spec.paths,
        method: method as 'get' | 'post',
        id: operation.operationId,
        permission: operation['x-permission'] ?? '',
        ...(principals ? { principals } : {}),
        parameters: operation.parameters ?? [],
        types: Object.keys(operation.responses[200].content),
      },
    ];
  });

/** The ids of what API servers send to. */
export const sentOperations: readonly string[] = documented.flatMap(
  ({ operation }) =>
    operation['x-principals']?.includes(SENT_BY_CLUSTERS)
      ? [operation.operationId]
      : [],
);
