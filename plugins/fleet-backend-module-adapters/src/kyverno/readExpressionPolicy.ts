import {
  boundedName,
  type Enforcement,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  describeCondition,
  factBase,
  isPresent,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  timeOf,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readNamesLeftOut } from './readMatch';
import {
  readDescription,
  readLastTransition,
  readObject,
} from './readMetadata';
import type { ExpressionPolicyObject } from './schema';

const MAX_RULES = 100;
const MAX_KINDS = 100;

/** What the policies of one kind do. */
export type ExpressionPolicyAction =
  | 'validate'
  | 'verifyImages'
  | 'mutate'
  | 'generate'
  | 'delete';

function isSwitchedOff({ spec }: ExpressionPolicyObject): boolean {
  const { admission, background, ...existing } = spec?.evaluation ?? {};
  return (
    admission?.enabled === false &&
    background?.enabled === false &&
    Object.values(existing).every(each => each?.enabled !== true)
  );
}

function verdictOf(policy: ExpressionPolicyObject): Verdict {
  const { metadata, status } = policy;
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (isSwitchedOff(policy)) {
    return {
      health: 'suspended',
      message: 'asked neither at admission nor in the background',
    };
  }
  const stated = status?.conditionStatus;
  if (!stated) return { health: 'unknown', message: 'no status' };
  const { conditions } = stated;
  const { generation } = metadata;
  const present = conditions.filter(condition =>
    isPresent(
      { generation, observedGeneration: undefined, conditions },
      condition,
    ),
  );
  const failed = present.find(({ status: word }) => word === 'False');
  if (failed) return { health: 'degraded', message: describeCondition(failed) };
  const outdated = conditions.find(condition => !present.includes(condition));
  if (outdated) return notObserved(generation, outdated.observedGeneration);
  const open = present.find(({ status: word }) => word !== 'True');
  if (open) return { health: 'unknown', message: describeCondition(open) };
  if (stated.ready === true) return { health: 'healthy' };
  return stated.ready === false
    ? { health: 'degraded', message: stated.message || 'not ready' }
    : { health: 'unknown', message: 'it does not say whether it is ready' };
}

function validationOf({ spec }: ExpressionPolicyObject): Enforcement {
  const actions = spec?.validationActions ?? [];
  const isAsked = spec?.evaluation?.admission?.enabled !== false;
  // Kyverno refuses where nothing is said.
  if (actions.length === 0 || actions.includes('Deny')) {
    return isAsked ? 'deny' : 'audit';
  }
  if (actions.includes('Warn') && isAsked) return 'warn';
  return actions.some(action => action === 'Audit' || action === 'Warn')
    ? 'audit'
    : 'unknown';
}

function enforcementOf(
  policy: ExpressionPolicyObject,
  action: ExpressionPolicyAction,
): Enforcement {
  if (!policy.spec) return 'unknown';
  if (isSwitchedOff(policy)) return 'none';
  return action === 'validate' || action === 'verifyImages'
    ? validationOf(policy)
    : 'remediate';
}

/** Its expressions have no names: they are counted. */
function rulesOf(
  { spec }: ExpressionPolicyObject,
  action: ExpressionPolicyAction,
): Pick<PolicyFact, 'rules' | 'rulesTotal'> {
  const listed = {
    validate: spec?.validations,
    verifyImages: spec?.validations,
    mutate: spec?.mutations,
    generate: spec?.generate,
    delete: undefined,
  }[action];
  const total = listed?.total ?? (action === 'delete' ? 1 : 0);
  return {
    rules: Array.from({ length: Math.min(total, MAX_RULES) }, (_, index) => ({
      name: `${action} ${index + 1}`,
      action,
    })),
    rulesTotal: total,
  };
}

function kindsOf({ spec }: ExpressionPolicyObject): string[] {
  const kinds = (spec?.matchConstraints?.resourceRules ?? []).flatMap(
    ({ apiGroups = [''], resources = [] }) =>
      apiGroups.flatMap(group =>
        resources.map(resource => (group ? `${group}/${resource}` : resource)),
      ),
  );
  return [...new Set(kinds)].slice(0, MAX_KINDS).map(boundedName);
}

/** A policy of `policies.kyverno.io`, of the cluster or of a namespace. */
export function readExpressionPolicy(
  policy: ExpressionPolicyObject,
  context: MapContext,
  action: ExpressionPolicyAction,
): Mapped {
  const { metadata, spec, status } = policy;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, {
      changedAt: readLastTransition(status?.conditionStatus?.conditions),
    }),
    { type: 'policy' },
    readObject(context, verdictOf(policy)),
    readDescription(metadata),
    { enforcement: enforcementOf(policy, action) },
    rulesOf(policy, action),
    {
      background: spec?.evaluation?.background?.enabled,
      kinds: kindsOf(policy),
      excludedNamespaces: readNamesLeftOut(
        spec?.matchConstraints?.namespaceSelector,
      ),
      evaluatedAt: timeOf(status?.lastExecutionTime),
      references: [],
    },
  );
  return { facts: [fact] };
}
