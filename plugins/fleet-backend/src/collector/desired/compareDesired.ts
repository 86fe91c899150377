import {
  boundedName,
  boundedText,
  desiredAt,
  desiredEvidenceOf,
  DIFFERENCE_DESIRED_PART,
  type DifferenceFact,
} from '@fleetview/backstage-plugin-fleet-common';
import {
  toldDifferences,
  type DesiredReading,
} from '@fleetview/backstage-plugin-fleet-node';
import type { Desire } from './desireLines';

const NOTHING = {
  basis: 'desired' as const,
  differences: [],
  total: 0,
  same: '',
};

/**
 * What came of the question how an object is desired, as a fact: where it differs, and
 * from what. Of an object whose live state is not at hand it tells of the places that were
 * asked for, and of no others.
 *
 * @param readAt - milliseconds since 1970
 */
export function compareDesired(
  { uid, subject, resource, asked }: Desire,
  reading: DesiredReading,
  readAt: number,
): DifferenceFact {
  const { group, kind, namespace, name } = resource;
  const base = {
    subject,
    source: {
      group,
      version: versionOf('desired' in reading ? reading.desired : undefined),
      kind,
      ...(namespace && { namespace }),
      name,
      uid,
    },
    labels: {},
    annotations: {},
    type: 'difference' as const,
    part: DIFFERENCE_DESIRED_PART,
    kind,
    ...(namespace && { namespace: boundedName(namespace) }),
    name: boundedName(name),
    readAt: new Date(readAt).toISOString(),
  };
  const unknown = (problem: string): DifferenceFact => ({
    ...base,
    ...NOTHING,
    problem: boundedText(problem),
  });
  if ('problem' in reading) return unknown(reading.problem);
  const { desired, live } = reading;
  if (live !== undefined) {
    const evidence = desiredEvidenceOf(desired, live, {
      // Who compares both tells the desired one as it would be afterwards.
      isExclusive: true,
    });
    return 'notComparable' in evidence
      ? unknown(`it cannot be compared: ${evidence.notComparable}`)
      : { ...base, ...toldDifferences(evidence) };
  }
  const found = desiredAt(desired, asked);
  if ('notComparable' in found) {
    return unknown(`it cannot be compared: ${found.notComparable}`);
  }
  const { differences } = found;
  return {
    ...base,
    ...toldDifferences({
      basis: 'desired',
      differences: differences.map(each => ({
        ...each,
        authorship: { confidence: 'none' },
      })),
      total: differences.length,
      // What brings it and what is there are known in two places: the key is of what is there.
      same: '',
    }),
    asked: found.asked,
  };
}

function versionOf(object: unknown): string {
  const { apiVersion } = Object(object) as { apiVersion?: unknown };
  return typeof apiVersion === 'string'
    ? boundedName(apiVersion.slice(apiVersion.indexOf('/') + 1))
    : '';
}
