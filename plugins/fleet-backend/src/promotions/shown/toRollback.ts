import type { Promotion } from '@fleetview/backstage-plugin-fleet-common';
import { timeText } from './names';

export function toRollback({
  askedAt,
  by,
  reason,
}: NonNullable<Promotion['rollback']>) {
  return { askedAt: timeText(askedAt), by, reason };
}
