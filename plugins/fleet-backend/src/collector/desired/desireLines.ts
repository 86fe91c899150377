import type { AskedPlace } from '@fleetview/backstage-plugin-fleet-common';
import type { SubjectReference } from '@fleetview/backstage-plugin-fleet-common';
import type {
  AdapterDesired,
  DesiredResource,
} from '@fleetview/backstage-plugin-fleet-node';
import type { WatchKey } from '../messages';
import { fromToldLine, toToldLines, type ToldBefore } from '../wanted';

/** An object of which somebody wants to know how it is desired. */
export type Desire = {
  /** What it is told under. */
  uid: string;
  /** What brings it. */
  of: { group: string; kind: string; namespace: string; name: string };
  /** The cluster that it is on, as what brings it refers to it. */
  subject: SubjectReference;
  resource: DesiredResource;
  /** Where it is known to differ. */
  asked: AskedPlace[];
};

/** What the store knows of them: what is to be asked, and what was told before. */
export type StoredDesires = { desires: Desire[]; told: ToldBefore[] };

/** Under what an adapter tells what is desired. */
export function desiredKey(
  adapter: string,
  { kind }: Pick<AdapterDesired, 'kind'>,
): WatchKey {
  return { adapter, group: '', kind };
}

/** As lines, the way of all that the store tells collectors. */
export function toDesireLines({ desires, told }: StoredDesires): string {
  return [
    ...desires.map(desire => `desire\t${JSON.stringify(desire)}`),
    ...toToldLines(told),
  ].join('\n');
}

export function fromDesireLines(lines: string): StoredDesires {
  const stored: StoredDesires = { desires: [], told: [] };
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const told = fromToldLine(line);
    if (told) stored.told.push(told);
    else stored.desires.push(JSON.parse(line.slice(line.indexOf('\t') + 1)));
  }
  return stored;
}
