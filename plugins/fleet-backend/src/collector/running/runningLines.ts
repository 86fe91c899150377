import { fromToldLine, toToldLines, type ToldBefore } from '../wanted';

/** A workload of which somebody wants to know what its pods run. */
export type RunningWish = {
  uid: string;
  kind: string;
  version: string;
  namespace: string;
  name: string;
  /** Tells its template and its images apart: of another one nothing was read. */
  of: string;
};

/** What the store knows of them: what is to be read, and what was told before. */
export type StoredRunning = { wishes: RunningWish[]; told: ToldBefore[] };

/** As lines, the way of all that the store tells collectors. */
export function toRunningLines({ wishes, told }: StoredRunning): string {
  return [
    ...wishes.map(wish => `wish\t${JSON.stringify(wish)}`),
    ...toToldLines(told),
  ].join('\n');
}

export function fromRunningLines(lines: string): StoredRunning {
  const stored: StoredRunning = { wishes: [], told: [] };
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const told = fromToldLine(line);
    if (told) stored.told.push(told);
    else stored.wishes.push(JSON.parse(line.slice(line.indexOf('\t') + 1)));
  }
  return stored;
}
