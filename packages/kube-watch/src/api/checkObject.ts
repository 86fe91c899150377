import { KubernetesError } from '../errors';
import type { KubernetesObject, KubernetesResource } from '../types';
import { isRecord } from './isRecord';
import { apiVersionOf } from './paths';

// Longer than any server allows; a bound for what becomes a key elsewhere.
const LONGEST_NAME = 1024;

/** Which kinds an answer about a resource may hold. */
export type ExpectedKind = {
  resource: KubernetesResource;
  metadataOnly?: boolean;
};

const PARTIAL = {
  apiVersion: 'meta.k8s.io/v1',
  kind: 'PartialObjectMetadata',
};

/** Whether this is the resource's `apiVersion` and `kind`, or those of its metadata where only that was asked for. */
export function isExpectedKind(
  value: Record<string, unknown>,
  { resource, metadataOnly }: ExpectedKind,
): boolean {
  return (
    (value.apiVersion === apiVersionOf(resource) &&
      value.kind === resource.kind) ||
    (metadataOnly === true &&
      value.apiVersion === PARTIAL.apiVersion &&
      value.kind === PARTIAL.kind)
  );
}

/** The same for a list of them. */
export function isExpectedList(
  value: Record<string, unknown>,
  { resource, metadataOnly }: ExpectedKind,
): boolean {
  return (
    (value.apiVersion === apiVersionOf(resource) &&
      value.kind === (resource.listKind ?? `${resource.kind}List`)) ||
    (metadataOnly === true &&
      value.apiVersion === PARTIAL.apiVersion &&
      value.kind === `${PARTIAL.kind}List`)
  );
}

/** Whether the metadata are there that everything after this relies on. */
export function hasMetadata(
  value: Record<string, unknown>,
): value is Record<string, unknown> & Pick<KubernetesObject, 'metadata'> {
  const { metadata } = value;
  return (
    isRecord(metadata) &&
    isName(metadata.name) &&
    isName(metadata.uid) &&
    isOptionalName(metadata.namespace) &&
    isOptionalName(metadata.resourceVersion)
  );
}

/** Whether a value is text that may serve as a name or a resource version. */
export function isName(value: unknown): value is string {
  return (
    typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME
  );
}

/**
 * One object of the resource.
 *
 * @throws KubernetesError `invalid`
 */
export function checkObject(
  value: unknown,
  expected: ExpectedKind,
): KubernetesObject {
  if (!isObject(value, expected)) {
    throw new KubernetesError(
      'invalid',
      `answered something that is no ${expected.resource.kind} with name and uid`,
    );
  }
  return value;
}

export function isObject(
  value: unknown,
  expected: ExpectedKind,
): value is KubernetesObject {
  return (
    isRecord(value) && isExpectedKind(value, expected) && hasMetadata(value)
  );
}

function isOptionalName(value: unknown): boolean {
  return value === undefined || isName(value);
}
