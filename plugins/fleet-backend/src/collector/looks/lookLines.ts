import { DIFFERENCE_KIND } from '@fleetview/backstage-plugin-fleet-common';
import type { WatchKey } from '../messages';
import { fromToldLine, toToldLines, type ToldBefore } from '../wanted';

/** An object that somebody wants to know of how it is. */
export type Wish = {
  group: string;
  kind: string;
  /** Empty for none. */
  namespace: string;
  name: string;
  /** It is said to differ; else nobody tells. */
  isUrgent: boolean;
};

/** What the store knows of looks: what is to be looked at, and what was told before. */
export type StoredLooks = { wishes: Wish[]; told: ToldBefore[] };

/** Under what looks of an adapter are told. */
export function lookKey(adapter: string): WatchKey {
  return { adapter, group: '', kind: DIFFERENCE_KIND };
}

export function isLook({ group, kind }: WatchKey): boolean {
  return group === '' && kind === DIFFERENCE_KIND;
}

/** As lines, the way of all that the store tells collectors. */
export function toLookLines({ wishes, told }: StoredLooks): string {
  return [
    ...wishes.map(({ group, kind, namespace, name, isUrgent }) =>
      ['wish', isUrgent ? 'urgent' : 'idle', group, kind, namespace, name].join(
        '\t',
      ),
    ),
    ...toToldLines(told),
  ].join('\n');
}

export function fromLookLines(lines: string): StoredLooks {
  const stored: StoredLooks = { wishes: [], told: [] };
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const told = fromToldLine(line);
    if (told) {
      stored.told.push(told);
      continue;
    }
    const [, urgency, group, kind, namespace, name] = line.split('\t');
    stored.wishes.push({
      group,
      kind,
      namespace,
      name,
      isUrgent: urgency === 'urgent',
    });
  }
  return stored;
}
