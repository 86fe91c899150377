import type { ExceptionKind, ExceptionScope } from '../ExceptionScope';

/**
 * What of an exception of the ledger goes into the manifest of an engine.
 *
 * @public
 */
export type ManifestEntry = {
  id: string;
  kind: ExceptionKind;
  scope: ExceptionScope;
  reason: string;
  ticket?: string;
  /** Entity references. */
  requestedBy: string;
  approvedBy: readonly string[];
  /** Milliseconds since 1970. */
  expiresAt: number;
};

/**
 * What makes an engine apply an exception.
 *
 * @public
 */
export type ExceptionManifest = {
  engine: string;
  /** The policies of the entry that it is for. */
  policies: readonly string[];
  /**
   * What is done with it: an object of its own, or lines of an object that is there.
   */
  form: 'object' | 'lines';
  yaml: string;
  /** A name for its file; of lines, the object that they belong to. */
  file: string;
  /** Whether the engine takes it away by itself when the exception ends. */
  endsByItself: boolean;
};

/**
 * Why there is no manifest for a policy.
 *
 * - `no-policy`: the exception is of no policy
 * - `engine-unknown`: it is not known what evaluates it, or no manifest of that is known
 * - `kind-unknown`: it is not known what kind of object the policy is
 * - `names-entities`: it is limited to entities, which the engine does not know, whether or
 *   not it names a resource as well
 * - `namespaces-alone`: the engine exempts namespaces as a whole, and the exception is narrower,
 *   or names none
 * - `rules`: the engine exempts no single rules of it
 * - `every-policy`: the engine has no exception from all policies together
 *
 * @public
 */
export type ManifestRefusal =
  | 'no-policy'
  | 'engine-unknown'
  | 'kind-unknown'
  | 'names-entities'
  | 'namespaces-alone'
  | 'rules'
  | 'every-policy';
