import { boundedName } from '@fleetview/backstage-plugin-fleet-common';

/** What is said where neither a result nor its report says who found it. */
const NO_ENGINE = 'policy-report';

/** Sources of the Trivy operator's reports that something else copies into policy reports. */
const COPIES =
  /^trivy (?:vulnerability|configaudit|rbacassessment|exposedsecrets?|infraassessment|(?:cis|nsa|pss)\b.*|.*compliance.*)$/i;

/** Who found something. Kyverno names itself differently for each of its kinds of policy. */
export function readEngine(source: string | undefined): string {
  const name = boundedName((source ?? '').trim()).toLowerCase();
  if (name.startsWith('kyverno')) return 'kyverno';
  return name || NO_ENGINE;
}

/** Whether a result is a copy of what the adapter of Trivy reads from the operator itself. */
export function isCopy(source: string | undefined): boolean {
  return COPIES.test((source ?? '').slice(0, 200).trim());
}
