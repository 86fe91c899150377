import type { WatchKey } from '../collector/messages';

/** Tells the kinds of one observer apart, and the scopes that one is read in. */
export function kindId({ adapter, group, kind, scope }: WatchKey): string {
  const id = `${adapter}/${group}/${kind}`;
  return scope === undefined ? id : `${id}/${scope}`;
}
