import { InputError } from '@backstage/errors';
import type { WantedProof } from './Writer';

/** What an input says of it, with what belongs to the other kinds left empty. */
type ProofInput = {
  by: WantedProof['by'];
  cluster?: string;
  namespace?: string;
  name?: string;
  component?: string;
  clusters?: readonly string[];
  revision?: string;
};

/**
 * What is to show that the writer was handed on.
 *
 * @throws InputError where something is missing
 */
export function wantedProof(input: ProofInput | undefined): WantedProof {
  if (!input) {
    throw new InputError(
      "'proof' is missing: it says what shows that the writer was handed on. Say 'none' where nothing does.",
    );
  }
  const needed = (key: 'cluster' | 'namespace' | 'name' | 'component') => {
    const value = input[key];
    if (value) return value;
    throw new InputError(
      `'proof.${key}' is missing: it is needed with '${input.by}'.`,
    );
  };
  switch (input.by) {
    case 'lease':
      return {
        by: 'lease',
        cluster: needed('cluster'),
        namespace: needed('namespace'),
        name: needed('name'),
      };
    case 'deliveries':
      return {
        by: 'deliveries',
        component: needed('component'),
        clusters: input.clusters?.filter(Boolean) ?? [],
        ...(input.revision ? { revision: input.revision } : {}),
      };
    default:
      return { by: 'none' };
  }
}
