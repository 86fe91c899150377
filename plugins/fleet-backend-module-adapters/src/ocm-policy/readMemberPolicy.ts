import {
  boundedName,
  boundedText,
  type FindingFact,
  type FindingResult,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  type ObjectMetadata,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readResult } from './readCompliance';
import { readNewest } from './readHistory';
import {
  claimOf,
  ENGINE,
  readAction,
  readDescription,
  readLabel,
  readObject,
  readSeverity,
} from './readObject';
import type { ConfigurationPolicyObject, History } from './schema';

const MAX_NAMESPACES = 200;
const MAX_CONTROLS = 20;

/** What each kind of policy on a managed cluster says in its own words. */
export type MemberStatement = {
  metadata: ObjectMetadata;
  spec: ConfigurationPolicyObject['spec'];
  hasStatus: boolean;
  compliant: string | undefined;
  /** The generation that was evaluated; absent where the kind, or its release, does not say. */
  evaluatedGeneration: number | undefined;
  /** Why it cannot be evaluated at all. */
  invalid?: string;
  /** What is found, where there is no history. */
  message: string | undefined;
  history: History;
  evaluatedAt: string | undefined;
};

function isOutdated({
  metadata,
  evaluatedGeneration,
}: MemberStatement): boolean {
  // Not all say which generation they evaluated: these are taken at their word.
  return (
    metadata.generation !== undefined &&
    evaluatedGeneration !== undefined &&
    evaluatedGeneration < metadata.generation
  );
}

function verdictOf(statement: MemberStatement): Verdict {
  const { metadata, hasStatus, compliant, invalid } = statement;
  if (metadata.deletionTimestamp !== undefined || compliant === 'Terminating') {
    return BEING_DELETED;
  }
  if (!hasStatus) return { health: 'unknown', message: 'no status' };
  if (isOutdated(statement)) {
    return notObserved(metadata.generation, statement.evaluatedGeneration);
  }
  if (invalid !== undefined) return { health: 'degraded', message: invalid };
  if (compliant === 'Pending') {
    return { health: 'progressing', message: 'it waits for others' };
  }
  return readResult(compliant) === 'unknown'
    ? { health: 'unknown', message: 'not evaluated yet' }
    : { health: 'healthy' };
}

/** A policy by itself, or the one that the copy of a hub's policy brought. */
function parentOf(metadata: ObjectMetadata): string | undefined {
  const owner = metadata.ownerReferences.find(({ kind }) => kind === 'Policy');
  return readLabel(metadata, 'policy') ?? (owner?.name || undefined);
}

/**
 * A policy that a managed cluster evaluates itself: what it is, and what it finds. It
 * bears the same words as the hub's copy, by which whoever counts tells that both
 * are one result.
 */
export function readMemberPolicy(
  statement: MemberStatement,
  context: MapContext,
): Mapped {
  const { metadata, spec, compliant } = statement;
  const { namespace, name } = context.source;
  const parent = parentOf(metadata);
  const severity = readSeverity(spec?.severity);
  const verdict = verdictOf(statement);
  const newest = readNewest(statement.history);
  const isKnown = verdict.health === 'healthy';
  // What is not valid cannot be evaluated.
  const otherwise = verdict.health === 'degraded' ? 'error' : 'unknown';
  const result: FindingResult = isKnown ? readResult(compliant) : otherwise;
  const message = isKnown
    ? newest.message ?? statement.message
    : verdict.message;
  const evaluatedAt = statement.evaluatedAt ?? newest.at;
  const described = readDescription(metadata);
  const base = factBase(context, metadata);
  const policy: PolicyFact = joinDefined(
    base,
    { type: 'policy' },
    readObject(context, verdict),
    described,
    {
      enforcement: readAction(spec?.remediationAction),
      severity,
      rules: [],
      rulesTotal: 0,
      kinds: [],
      excludedNamespaces: [...new Set(spec?.namespaceSelector?.exclude ?? [])]
        .slice(0, MAX_NAMESPACES)
        .map(boundedName),
      evaluatedAt,
      references: parent
        ? [
            withoutUndefined({
              role: 'parent' as const,
              kind: 'Policy',
              namespace,
              name: boundedName(parent),
            }),
          ]
        : [],
    },
  );
  const finding: FindingFact = withoutUndefined({
    ...base,
    part: 'result',
    type: 'finding',
    engine: ENGINE,
    policy: boundedName(parent ?? name),
    rule: parent ? boundedName(name) : undefined,
    result,
    severity,
    category: described.categories.at(0),
    controls: described.controls.slice(0, MAX_CONTROLS),
    message: message ? boundedText(message) : undefined,
    evaluatedAt,
    exceptions: [],
    claim: parent ? claimOf(parent, name) : undefined,
  });
  return { facts: [policy, finding] };
}
