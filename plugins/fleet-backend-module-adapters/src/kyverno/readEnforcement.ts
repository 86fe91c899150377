import type {
  Enforcement,
  PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import { boundedName } from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import type { PolicyObject, Rule } from './schema';

const MAX_RULES = 100;

type Spec = NonNullable<PolicyObject['spec']>;

/** One word for several: the one that all are, else `mixed`. */
export function readTogether(
  enforcements: readonly (Enforcement | undefined)[],
): Enforcement {
  const [first, ...others] = new Set(enforcements);
  if (first === undefined) return 'unknown';
  return others.length > 0 ? 'mixed' : first;
}

/** What a failure action does. Only what is admitted can be refused or warned about. */
function effectOf(action: string | undefined, spec: Spec): Enforcement {
  switch (action?.toLowerCase()) {
    case 'enforce':
      return spec.admission === false ? 'audit' : 'deny';
    // The default, where neither the rule nor the policy says anything.
    case undefined:
    case 'audit':
      return spec.emitWarning === true && spec.admission !== false
        ? 'warn'
        : 'audit';
    default:
      return 'unknown';
  }
}

function actionOf(rule: Rule): string | undefined {
  if (rule.validate) return 'validate';
  if (rule.verifyImages?.length) return 'verifyImages';
  if (rule.mutate) return 'mutate';
  return rule.generate ? 'generate' : undefined;
}

function enforcementOf(rule: Rule, spec: Spec): Enforcement {
  const { validationFailureAction: ofPolicy } = spec;
  switch (actionOf(rule)) {
    case 'validate': {
      const overrides =
        rule.validate?.failureActionOverrides ??
        spec.validationFailureActionOverrides ??
        [];
      return readTogether([
        effectOf(rule.validate?.failureAction ?? ofPolicy, spec),
        ...overrides.map(({ action }) => effectOf(action, spec)),
      ]);
    }
    case 'verifyImages':
      return readTogether(
        (rule.verifyImages ?? []).map(({ failureAction }) =>
          effectOf(failureAction ?? ofPolicy, spec),
        ),
      );
    case 'mutate':
    case 'generate':
      return 'remediate';
    default:
      return 'unknown';
  }
}

/** Whether nothing asks the policy anything: neither what comes nor what is there. */
export function isSwitchedOff({ spec }: PolicyObject): boolean {
  return spec?.admission === false && spec.background === false;
}

/** What the rules of a policy do, each by itself and all together. */
export function readEnforcement(
  policy: PolicyObject,
): Pick<PolicyFact, 'enforcement' | 'rules' | 'rulesTotal'> {
  const { spec } = policy;
  if (!spec) return { enforcement: 'unknown', rules: [], rulesTotal: 0 };
  const isOff = isSwitchedOff(policy);
  const rules = spec.rules.items.map(rule => ({
    name: boundedName(rule.name),
    action: actionOf(rule),
    enforcement: isOff ? ('none' as const) : enforcementOf(rule, spec),
  }));
  return {
    enforcement: readTogether(rules.map(({ enforcement }) => enforcement)),
    rules: rules.slice(0, MAX_RULES).map(withoutUndefined),
    rulesTotal: spec.rules.total,
  };
}
