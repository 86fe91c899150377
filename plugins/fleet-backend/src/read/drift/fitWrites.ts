import type { FleetDriftWrite } from '@fleetview/backstage-plugin-fleet-common';
import type { ClusterWrite } from '../../auditEvents';

/** What is asked of an audit log about an episode. Times are milliseconds since 1970. */
export type WritesWanted = {
  /** How the object came to differ. */
  of: 'gone' | 'came' | 'written' | 'meanwhile';
  from: number;
  to: number;
  /** Who wrote it, as managed fields call him. */
  manager?: string;
  /** Empty for none. */
  subresource?: string;
};

export type FittingWrite = { write: ClusterWrite; fit: FleetDriftWrite['fit'] };

/**
 * All writes that may have been it. None is chosen: where nothing tells two of them apart,
 * both are named.
 *
 * @param writes - to the object, within the time that is asked for; the newest first
 */
export function fitWrites(
  wanted: WritesWanted,
  writes: readonly ClusterWrite[],
): FittingWrite[] {
  switch (wanted.of) {
    case 'gone':
      // What was deleted before it was created again is there.
      return until(writes, ({ created }) => created).flatMap(write =>
        isDeletion(write)
          ? [
              {
                write,
                fit: write.name === '' ? 'deleted-with-others' : 'deleted',
              },
            ]
          : [],
      );
    case 'came':
      return until(writes, ({ verb }) => verb === 'delete').flatMap(write =>
        write.created ? [{ write, fit: 'created' }] : [],
      );
    case 'written':
      return written(wanted, writes);
    default:
      return writes.flatMap(write =>
        isDeletion(write) ? [] : [{ write, fit: 'meanwhile' }],
      );
  }
}

/** Those in the second that managed fields tell: by who is named there, else by whoever wrote then. */
function written(
  { manager, subresource = '' }: WritesWanted,
  writes: readonly ClusterWrite[],
): FittingWrite[] {
  const inSecond = writes.filter(
    write => !isDeletion(write) && write.subresource === subresource,
  );
  const own = inSecond.filter(write => write.manager === manager);
  return own.length > 0
    ? own.map(write => ({ write, fit: 'manager-and-second' }))
    : inSecond.map(write => ({ write, fit: 'second' }));
}

function isDeletion({ verb }: ClusterWrite): boolean {
  return verb === 'delete' || verb === 'deletecollection';
}

function until(
  writes: readonly ClusterWrite[],
  isEnd: (write: ClusterWrite) => boolean,
): readonly ClusterWrite[] {
  const end = writes.findIndex(isEnd);
  return end === -1 ? writes : writes.slice(0, end);
}
