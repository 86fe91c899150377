import type {
  Compliance,
  FindingResult,
} from '@fleetview/backstage-plugin-fleet-common';

/** What a word of the policy framework means; of no word, nothing is known. */
export function readCompliance(word: string | undefined): Compliance {
  switch (word?.trim()) {
    case 'Compliant':
      return 'compliant';
    case 'NonCompliant':
      return 'non-compliant';
    case 'Pending':
      return 'pending';
    default:
      return 'unknown';
  }
}

/** What waits for others has not been evaluated. */
export function readResult(word: string | undefined): FindingResult {
  switch (readCompliance(word)) {
    case 'compliant':
      return 'pass';
    case 'non-compliant':
      return 'fail';
    default:
      return 'unknown';
  }
}
