import {
  boundedName,
  boundedText,
  type FindingFact,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  partOf,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readEnforcement } from './readEnforcement';
import { ENGINE, readDescription, readObject } from './readObject';
import { isAnyBehind, readPods } from './readPods';
import type { ConstraintObject, Violation } from './schema';

const MAX_KINDS = 100;
const MAX_NAMESPACES = 200;
const MAX_GROUP_LENGTH = 253;

function verdictOf({ metadata, status }: ConstraintObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  return readPods(metadata.generation, status.byPod);
}

function kindsOf({ spec }: ConstraintObject): string[] {
  const kinds = (spec?.match?.kinds ?? []).flatMap(
    ({ apiGroups = [''], kinds: names = [] }) =>
      apiGroups.flatMap(group =>
        names.map(kind => (group ? `${group}/${kind}` : kind)),
      ),
  );
  return [...new Set(kinds)].slice(0, MAX_KINDS).map(boundedName);
}

/** What was counted, of the constraint as it is now. That nothing was counted is not none. */
function violationsOf({
  metadata,
  status,
}: ConstraintObject): PolicyFact['violations'] {
  const total = status?.totalViolations;
  if (!status || total === undefined) return undefined;
  if (isAnyBehind(metadata.generation, status.byPod)) return undefined;
  return { total, listed: status.violations.items.length };
}

function resourceOf({
  group,
  kind,
  namespace,
  name,
}: Violation): FindingFact['resource'] {
  return withoutUndefined({
    group:
      group === undefined
        ? undefined
        : boundedName(group.slice(0, MAX_GROUP_LENGTH)),
    kind: boundedName(kind),
    namespace: namespace ? boundedName(namespace) : undefined,
    name: boundedName(name),
  });
}

function findingsOf(
  constraint: ConstraintObject,
  context: MapContext,
): FindingFact[] {
  const { metadata, status } = constraint;
  const { kind: rule, name: policy } = context.source;
  const { severity } = readDescription(metadata);
  const seen = new Map<string, number>();
  return (status?.violations.items ?? []).map(violation => {
    const { group, kind, namespace, name, message } = violation;
    const key = partOf(group, kind, namespace, name);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return withoutUndefined({
      ...factBase(context, metadata, {
        part: before === 0 ? key : `${key}-${before}`,
      }),
      type: 'finding' as const,
      engine: ENGINE,
      policy: boundedName(policy),
      rule: boundedName(rule),
      // What it is refused or only reported by is said by the policy.
      result: 'fail' as const,
      severity,
      controls: [],
      message: message ? boundedText(message) : undefined,
      resource: resourceOf(violation),
      evaluatedAt: timeOf(status?.auditTimestamp),
      exceptions: [],
    });
  });
}

/** A constraint of any kind, and what the audit lists that breaks it. */
export function mapConstraint(
  constraint: ConstraintObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = constraint;
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata),
    { type: 'policy' },
    readObject(context, verdictOf(constraint)),
    readDescription(metadata),
    {
      enforcement: readEnforcement(constraint),
      categories: [],
      standards: [],
      controls: [],
      rules: [],
      rulesTotal: 0,
      kinds: kindsOf(constraint),
      excludedNamespaces: [...new Set(spec?.match?.excludedNamespaces ?? [])]
        .slice(0, MAX_NAMESPACES)
        .map(boundedName),
      violations: violationsOf(constraint),
      evaluatedAt: timeOf(status?.auditTimestamp),
      references: [
        {
          role: 'template',
          kind: 'ConstraintTemplate',
          // A template has the name of its kind, in lower case, or is refused.
          name: boundedName(context.source.kind.toLowerCase()),
        },
      ],
    },
  );
  return { facts: [fact, ...findingsOf(constraint, context)] };
}
