import { InputError } from '@backstage/errors';
import type { ClusterFile, ClusterRegistration } from '../ClusterRegistration';

/** Inputs that mean something to some engines only. */
export const OPTIONS = [
  'namespace',
  'overlay',
  'clusterSet',
  'hubAcceptsClient',
  'syncMode',
  'credentials',
] as const;

/** How an engine gets to know a cluster. */
export type EngineRules = {
  takes: readonly (typeof OPTIONS)[number][];
  longestName: number;
  /** Where its objects go, where nobody named another. */
  namespace: string;
  /** @throws InputError where something is missing, or would not count */
  check(registration: ClusterRegistration): void;
  /** @param folder - from the root of the repository; a `.` where it is that */
  files(registration: ClusterRegistration, folder: string): ClusterFile[];
  /** Whether the folder of the cluster needs a kustomization to be applied. */
  isListed(registration: ClusterRegistration): boolean;
  /** What is still to be done, and by whom. */
  notes(registration: ClusterRegistration): string[];
};

/** @throws InputError where an input is missing that the engine cannot do without */
export function need(
  registration: ClusterRegistration,
  input: 'server' | 'credentials',
): void {
  if (registration[input] !== undefined) return;
  throw new InputError(
    input === 'server'
      ? `'server' is missing: '${registration.engine}' has to know the address of the cluster.`
      : `'credentials' is missing: '${registration.engine}' signs in to the cluster, and has to know in which secret store that credential is.`,
  );
}
