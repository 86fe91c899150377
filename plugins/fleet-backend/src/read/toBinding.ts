import type {
  Binding,
  Contested,
} from '@fleetview/backstage-plugin-fleet-common';
import type { BindingOutcome } from '../mapping/BindingOutcome';
import { defined, type ReadContext, type Row } from './types';

/** Whether the reader may be told of an entity. */
export type IsReadable = (entityRef: string) => boolean;

/** What a row is bound to, with rule and evidence; or between what it is not decided. */
export function toBinding(
  row: Row,
  isReadable: IsReadable,
): {
  entityRef?: string;
  binding?: Binding;
  ambiguous?: string[];
  contested?: Contested;
} {
  if (!row.binding) return {};
  const outcome: BindingOutcome = JSON.parse(row.binding);
  switch (outcome.type) {
    case 'bound': {
      const others = outcome.others?.filter(({ entityRef }) =>
        isReadable(entityRef),
      );
      return {
        entityRef: outcome.entityRef,
        binding: {
          rule: outcome.rule,
          evidence: outcome.evidence,
          ...(others?.length ? { others } : {}),
        },
      };
    }
    case 'ambiguous':
      return { ambiguous: outcome.candidates.filter(isReadable) };
    case 'contested':
      return { contested: toContested(outcome, isReadable) };
    default:
      return {};
  }
}

export function toContested(
  outcome: Extract<BindingOutcome, { type: 'contested' }>,
  isReadable: IsReadable,
): Contested {
  const { entityRef, rule, evidence, namespaceOwner, pattern } = outcome;
  const isTold = isReadable(entityRef);
  return defined({
    // Its evidence quotes what the entity says of itself.
    entityRef: isTold ? entityRef : undefined,
    evidence: isTold ? evidence : undefined,
    rule,
    namespaceOwner,
    pattern,
  });
}

/**
 * Of which of the entities that rows name as candidates the reader may be told. What
 * something is bound to he sees with it; what it could have been bound to, only
 * where the catalog shows it to him.
 */
export async function readableCandidates(
  { mayReadEntities }: ReadContext,
  rows: readonly Row[],
): Promise<IsReadable> {
  if (!mayReadEntities) return () => true;
  const named = new Set(rows.flatMap(candidatesOf));
  if (named.size === 0) return () => false;
  const readable = await mayReadEntities([...named].sort());
  return ref => readable.has(ref);
}

function candidatesOf({ binding }: Row): string[] {
  if (!binding) return [];
  const outcome: BindingOutcome = JSON.parse(binding);
  if (outcome.type === 'unbound') return [];
  const others = (outcome.others ?? []).map(({ entityRef }) => entityRef);
  switch (outcome.type) {
    case 'ambiguous':
      return [...outcome.candidates, ...others];
    case 'contested':
      return [outcome.entityRef, ...others];
    default:
      return others;
  }
}
