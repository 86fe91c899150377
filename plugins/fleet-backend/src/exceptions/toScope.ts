import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  ExceptionRequest,
  ExceptionScope,
} from '@fleetview/backstage-plugin-fleet-common';
import { findCluster } from '../read/findCluster';
import { defined, type ReadContext } from '../read/types';
import type { ExceptionAccess } from './ExceptionAccess';

/**
 * What is asked for as it is stored: with ids of clusters that there are and entities that the
 * catalog has, each once.
 *
 * @throws InputError where it names nothing that could be waived, or what nobody knows
 */
export async function toScope(
  context: ReadContext,
  access: ExceptionAccess,
  { kind, scope }: Pick<ExceptionRequest, 'kind' | 'scope'>,
): Promise<ExceptionScope> {
  const policies = scope.policies ?? [];
  const subjects = unique(scope.subjects);
  if (kind === 'policy' && policies.length === 0) {
    throw new InputError("'scope.policies' names no policy to be exempt from.");
  }
  if (kind !== 'policy' && subjects.length === 0) {
    throw new InputError(
      `'scope.subjects' names nothing: of '${kind}' it says which one is waived.`,
    );
  }
  if (policies.some(({ name, engine }) => name === '*' && !engine)) {
    throw new InputError(
      "'scope.policies' has '*' without an engine. Say of which engine all policies are meant.",
    );
  }
  refusePatterns('namespaces', scope.namespaces ?? []);
  if (scope.resource) {
    refusePatterns('resource', [scope.resource.kind, scope.resource.name]);
  }
  return defined({
    clusters: await clustersOf(context, unique(scope.clusters)),
    namespaces: unique(scope.namespaces),
    policies: policies.map(policy =>
      defined({ ...policy, rules: unique(policy.rules) }),
    ),
    subjects,
    resource: scope.resource,
    entities: await entitiesOf(context, access, unique(scope.entities)),
    owner: scope.owner === undefined ? undefined : refOf(scope.owner, 'owner'),
  });
}

/**
 * The ledger takes names as they are. Engines read `*` and `?` as patterns: what is written for
 * them would exempt more than the entry, as everybody else reads it.
 */
function refusePatterns(field: string, names: readonly string[]): void {
  const pattern = names.find(name => /[*?]/.test(name));
  if (pattern === undefined) return;
  throw new InputError(
    `'scope.${field}' has '${pattern}', and patterns are not understood. Write each name in full, or leave it out where all are meant.`,
  );
}

function unique(values: readonly string[] | undefined): string[] {
  return [...new Set(values)];
}

async function clustersOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    const row = await findCluster(context, id).catch(() => undefined);
    if (!row) {
      throw new InputError(
        `'scope.clusters' has '${id}', which is no cluster.`,
      );
    }
    found.push(row.id);
  }
  return unique(found);
}

async function entitiesOf(
  context: ReadContext,
  { entities }: ExceptionAccess,
  asked: readonly string[],
): Promise<string[]> {
  const refs = asked.map(ref => refOf(ref, 'entities'));
  const readable = await context.mayReadEntities?.(refs);
  for (const ref of refs) {
    if (!entities.byRef.has(ref) || readable?.has(ref) === false) {
      throw new InputError(
        `'scope.entities' has '${ref}', which is no entity of the catalog.`,
      );
    }
  }
  return unique(refs);
}

function refOf(text: string, field: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `'scope.${field}' has '${text}', which is no reference of an entity such as group:default/payments.`,
    );
  }
}
