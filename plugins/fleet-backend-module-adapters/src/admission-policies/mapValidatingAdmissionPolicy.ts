import {
  boundedName,
  boundedText,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  isBehind,
  joinDefined,
  type MapContext,
  type Mapped,
  notObserved,
  oneLine,
  timeOf,
  type Verdict,
} from '@fleetview/backstage-plugin-fleet-node';
import { readMatch } from './readMatch';
import { readParents } from './readParents';
import type { PolicyObject } from './schema';

const MAX_RULES = 100;

function verdictOf({ metadata, status }: PolicyObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  if (!status) return { health: 'unknown', message: 'no status' };
  if (isBehind(metadata.generation, status.observedGeneration)) {
    return notObserved(metadata.generation, status.observedGeneration);
  }
  // Empty, it says that nothing was found; absent, that nobody has looked.
  if (!status.typeChecking) {
    return {
      health: 'unknown',
      message: 'its expressions are not checked yet',
    };
  }
  const [first, ...others] = status.typeChecking.expressionWarnings;
  if (!first) return { health: 'healthy' };
  return {
    health: 'degraded',
    message: oneLine(
      `${first.fieldRef ?? 'an expression'}: ${first.warning ?? 'warning'}${
        others.length > 0 ? ` (and ${others.length} more)` : ''
      }`,
    ),
  };
}

/** A policy of the API server. What it does about what breaks it, its bindings say. */
export function mapValidatingAdmissionPolicy(
  policy: PolicyObject,
  context: MapContext,
): Mapped {
  const { metadata, spec } = policy;
  const { health, message } = verdictOf(policy);
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, {
      changedAt: timeOf(metadata.deletionTimestamp),
    }),
    {
      type: 'policy',
      engine: 'admission-policies',
      kind: 'ValidatingAdmissionPolicy',
      name: boundedName(context.source.name),
      health,
      message: message && boundedText(message),
      enforcement: 'by-binding',
      categories: [],
      standards: [],
      controls: [],
      rules: spec.validations.slice(0, MAX_RULES).map((rule, index) => ({
        name: boundedName(
          rule.message ? oneLine(rule.message) : `validations[${index}]`,
        ),
        action: 'validate',
      })),
      rulesTotal: spec.validations.length, // It is asked when something comes, and at no other time.
      background: false,
    },
    readMatch(spec.matchConstraints),
    { references: readParents(metadata) },
  );
  return { facts: [fact] };
}
