import type { Limited } from '../../../permissions/Access';
import { limitedInScope } from '../../scopes';
import type { ReadContext } from '../../types';
import { limitedOf } from '../../visible';

/**
 * That an answer about releases and what they cost holds only what the reader may see, of
 * what runs or of what that costs; nothing where it holds all.
 */
export function limitedOfReleases(context: ReadContext): {
  limited?: Limited[];
} {
  const limited = [
    ...(limitedOf(context).limited ?? []),
    ...(limitedInScope(context, 'allocations').limited ?? []),
  ];
  return limited.length > 0 ? { limited } : {};
}
