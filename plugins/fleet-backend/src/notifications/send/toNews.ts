import type { Row } from '../../read/types';
import type { AnyNews } from '../kinds';

/** A row of the table `notification_told` that was not sent yet. */
export function toNews({ kind, data }: Row): AnyNews {
  return { kind, data: JSON.parse(data) };
}
