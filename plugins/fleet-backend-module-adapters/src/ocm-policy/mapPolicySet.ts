import {
  boundedName,
  boundedText,
  type ExceptionFact,
  type PolicyFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  BEING_DELETED,
  factBase,
  joinDefined,
  type MapContext,
  type Mapped,
  timeOf,
  type Verdict,
  withoutUndefined,
} from '@fleetview/backstage-plugin-fleet-node';
import { readDescription, readObject } from './readObject';
import { boundedReferences, readPlacements } from './readPlacements';
import type { PolicySetObject } from './schema';

const MAX_EXCEPTIONS = 100;
const MAX_CLUSTERS = 50;

/** As the hub says when all of a set's policies tell something. */
const ALL_REPORT = 'All policies are reporting status';

function verdictOf({ metadata, status }: PolicySetObject): Verdict {
  if (metadata.deletionTimestamp !== undefined) return BEING_DELETED;
  const message = status?.statusMessage;
  if (!message) return { health: 'unknown', message: 'no status' };
  if (message === ALL_REPORT) return { health: 'healthy' };
  // It names policies that are not there, are switched off, or tell nothing.
  return {
    health: /\bdeleted policies\b/i.test(message) ? 'degraded' : 'unknown',
    message,
  };
}

function exceptionsOf(
  { metadata, spec }: PolicySetObject,
  context: MapContext,
): ExceptionFact[] {
  return (spec?.exclusions ?? [])
    .slice(0, MAX_EXCEPTIONS)
    .map(({ policyName, clusterNames = [], reason }, index) =>
      joinDefined(
        factBase(context, metadata, {
          subject: { type: 'none' },
          part: `exclusion-${index}`,
        }),
        { type: 'exception' as const },
        readObject(
          context,
          metadata.deletionTimestamp === undefined
            ? { health: 'unknown', message: 'the hub does not say' }
            : BEING_DELETED,
        ),
        {
          policies: [{ name: boundedName(policyName), rules: [] }],
          scope: clusterNames
            .slice(0, MAX_CLUSTERS)
            .map(cluster => boundedText(`cluster ${cluster}`)),
          namespaces: [],
          reportsAs: 'nothing' as const,
          reason: reason ? boundedText(reason) : undefined,
          createdAt: timeOf(metadata.creationTimestamp),
        },
      ),
    );
}

/** Several policies that are placed together, and clusters that one of them is kept from. */
export function mapPolicySet(
  set: PolicySetObject,
  context: MapContext,
): Mapped {
  const { metadata, spec, status } = set;
  const { namespace } = context.source;
  const described = readDescription(metadata);
  const fact: PolicyFact = joinDefined(
    factBase(context, metadata, { subject: { type: 'none' } }),
    { type: 'policy' },
    readObject(context, verdictOf(set)),
    described,
    {
      description: spec?.description
        ? boundedText(spec.description)
        : described.description,
      enforcement: 'by-binding',
      rules: [],
      rulesTotal: 0,
      kinds: [],
      excludedNamespaces: [],
      references: boundedReferences([
        ...readPlacements(status?.placement, namespace),
        ...(spec?.policies ?? []).map(name =>
          withoutUndefined({
            role: 'policy' as const,
            kind: 'Policy',
            namespace,
            name: boundedName(name),
          }),
        ),
      ]),
    },
  );
  return { facts: [fact, ...exceptionsOf(set, context)] };
}
