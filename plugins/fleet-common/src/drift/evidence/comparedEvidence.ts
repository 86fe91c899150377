import { authorOf } from '../author/authorOf';
import type { ObjectDifferences } from '../diff/diffObjects';
import { type DriftedResource, diffClassOf } from '../same/diffClassOf';
import { type Json, type JsonObject, ownObject, ownText } from '../values/json';
import type { DriftEvidence } from './DriftEvidence';

/** What two objects that were compared differ in, each place with its author. */
export function comparedEvidence(
  basis: DriftEvidence['basis'],
  { differences, total }: ObjectDifferences & { isComparable: true },
  live: { resource: DriftedResource; managedFields: Json | undefined },
): DriftEvidence {
  return {
    basis,
    differences: differences.map(difference => ({
      ...difference,
      authorship: authorOf(live.managedFields, difference.path),
    })),
    total,
    same: diffClassOf(live.resource, { differences, total }),
  };
}

/** What an object calls itself. */
export function resourceOf(object: JsonObject): DriftedResource {
  const metadata = ownObject(object, 'metadata');
  const namespace = metadata && ownText(metadata, 'namespace');
  const [group] = (ownText(object, 'apiVersion') ?? '').split('/');
  return {
    group: ownText(object, 'apiVersion')?.includes('/') ? group : '',
    kind: ownText(object, 'kind') ?? '',
    ...(namespace && { namespace }),
    name: (metadata && ownText(metadata, 'name')) ?? '',
  };
}
