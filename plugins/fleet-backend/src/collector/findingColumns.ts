import {
  FINDING_RESULTS,
  SEVERITIES,
  type FindingFact,
  type FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';
import { boundedNamespace } from '../store/touchedNamespaces';
import type { FindingColumns } from './messages';

/** What somebody has to look at first. What nobody evaluated stands before what is well. */
const BY_URGENCY: FindingResult[] = [
  'fail',
  'error',
  'warn',
  'unknown',
  'exempt',
  'skip',
  'pass',
];

/** Longer than any policy's name that a cluster takes. */
const LONGEST_POLICY = 253;
const LONGEST_ENGINE = 63;

/** The columns of a finding beside those of all facts. */
export function findingColumns(fact: FindingFact): FindingColumns {
  const { engine, policy, result, severity, resource } = fact;
  return {
    home_namespace: boundedNamespace(resource?.namespace ?? ''),
    engine: engine.slice(0, LONGEST_ENGINE),
    policy: policy.slice(0, LONGEST_POLICY),
    claim: fact.claim?.slice(0, LONGEST_POLICY) ?? null,
    result: FINDING_RESULTS.includes(result) ? result : 'unknown',
    severity: severity ?? '',
    urgency: `${BY_URGENCY.indexOf(result)}${
      severity ? SEVERITIES.indexOf(severity) : SEVERITIES.length
    }`,
  };
}
