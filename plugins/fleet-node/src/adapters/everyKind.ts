import type { AdapterWatch, FleetAdapter } from './types';

/**
 * What stands for all kinds of a group: as the plural of a watch that reads all of
 * them, and as the kind of what is known of them together.
 *
 * @public
 */
export const EVERY_KIND = '*';

/**
 * The watch of one kind, of a watch that reads every kind of its group.
 *
 * @public
 */
export function watchOfKind(
  watch: AdapterWatch,
  found: Pick<AdapterWatch, 'kind' | 'plural' | 'namespaced'>,
): AdapterWatch {
  const { everyKind: _, ...common } = watch;
  const { kind, plural, namespaced } = found;
  return { ...common, kind, plural, namespaced };
}

/**
 * The watch that reads a kind: its own, else that of every kind of its group.
 *
 * @public
 */
export function findWatch(
  adapter: Pick<FleetAdapter, 'watches'> | undefined,
  { group, kind }: { group: string; kind: string },
): AdapterWatch | undefined {
  const ofGroup = (adapter?.watches ?? []).filter(
    watch => watch.group === group,
  );
  return (
    ofGroup.find(watch => !watch.everyKind && watch.kind === kind) ??
    ofGroup.find(watch => watch.everyKind)
  );
}
