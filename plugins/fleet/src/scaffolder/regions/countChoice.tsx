import { untrustedName } from '@fleetview/backstage-plugin-fleet-react';
import type { Choice } from '../choice';
import { CountRow } from './CountRow';

/** A group of clusters as something to choose. */
export function countChoice(group: {
  value: string;
  name?: string;
  count: string;
  note?: string;
  isOff?: boolean;
}): Choice {
  const { value, name = value, count, note, isOff } = group;
  return {
    value,
    label: [untrustedName(name), count, note].filter(Boolean).join(', '),
    isOff,
    content: <CountRow name={name} count={count} note={note} />,
  };
}
