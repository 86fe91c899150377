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

/** What the store knows of them: what is to be read, and the uids of what was told before. */
export type StoredRunning = { wishes: RunningWish[]; told: string[] };

/** As lines, the way of all that the store tells collectors. */
export function toRunningLines({ wishes, told }: StoredRunning): string {
  return [
    ...wishes.map(wish => `wish\t${JSON.stringify(wish)}`),
    ...told.map(uid => `told\t${uid}`),
  ].join('\n');
}

export function fromRunningLines(lines: string): StoredRunning {
  const stored: StoredRunning = { wishes: [], told: [] };
  for (const line of lines === '' ? [] : lines.split('\n')) {
    const end = line.indexOf('\t');
    const rest = line.slice(end + 1);
    if (line.slice(0, end) === 'told') stored.told.push(rest);
    else stored.wishes.push(JSON.parse(rest));
  }
  return stored;
}
