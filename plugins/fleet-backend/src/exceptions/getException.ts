import type { FleetException } from '@fleetview/backstage-plugin-fleet-common';
import type { ReadContext } from '../read/types';
import type { ExceptionAccess } from './ExceptionAccess';
import { findException } from './findException';
import { readingOf } from './readingOf';
import { toException } from './toException';

/** One exception of the ledger. @throws NotFoundError */
export async function getException(
  context: ReadContext,
  access: ExceptionAccess,
  id: string,
): Promise<FleetException> {
  const found = await findException(context, access, id);
  return toException(found, await readingOf(context, access, [found]));
}
