import type { Json } from './json';

/** A kind at a version. */
export type Kind = { group: string; version: string; kind: string };

/** An object that is to be there. */
export type Manifest = Kind & {
  /** As it is written; nothing where it is not. */
  namespace?: string;
  /** Nothing where the API server makes it up. */
  name?: string;
  object: Json;
};

/** `apps/v1`, as `apiVersion` says it. */
export function apiVersionOf({ group, version }: Kind): string {
  return group ? `${group}/${version}` : version;
}

/** For people. */
export function nameOf({ kind, namespace, name }: Manifest): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name ?? '(unnamed)'}`;
}
