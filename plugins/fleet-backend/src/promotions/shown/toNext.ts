import type { GateNext } from '@fleetview/backstage-plugin-fleet-common';
import { defined, toTime } from '../../values';

export function toNext({ what, at, text }: GateNext) {
  return defined({ what, at: toTime(at), text });
}
