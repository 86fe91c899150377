import {
  boundedName,
  type Enforcement,
  type PolicyFact,
  SEVERITIES,
} from '@fleetview/backstage-plugin-fleet-common';
import { withoutUndefined } from '@fleetview/backstage-plugin-fleet-node';
import { nameIn, readAction, readSeverity } from './readObject';
import type { PolicyObject, Template } from './schema';

const MAX_RULES = 100;

/** The policy's own action comes before its templates', but for one that only ever informs. */
function enforcementOf(
  { objectDefinition }: Template,
  { spec }: PolicyObject,
): Enforcement {
  if (spec?.disabled) return 'none';
  const own = objectDefinition.spec?.remediationAction;
  if (own?.toLowerCase() === 'informonly') return 'audit';
  return readAction(spec?.remediationAction || own);
}

/** What a policy brings to its clusters: its rules, what they do, and the worst that they may find. */
export function readTemplates(
  policy: PolicyObject,
): Pick<PolicyFact, 'enforcement' | 'severity' | 'rules' | 'rulesTotal'> {
  const { items = [], total = 0 } = policy.spec?.['policy-templates'] ?? {};
  const rules = items.map(template => ({
    name: boundedName(template.objectDefinition.metadata.name),
    action: nameIn(template.objectDefinition.kind),
    enforcement: enforcementOf(template, policy),
  }));
  const [first, ...others] = new Set(
    rules.map(({ enforcement }) => enforcement),
  );
  const severities = items.map(({ objectDefinition }) =>
    readSeverity(objectDefinition.spec?.severity),
  );
  return withoutUndefined({
    enforcement: others.length > 0 ? ('mixed' as const) : first ?? 'unknown',
    severity: SEVERITIES.find(severity => severities.includes(severity)),
    rules: rules.slice(0, MAX_RULES).map(withoutUndefined),
    rulesTotal: total,
  });
}
