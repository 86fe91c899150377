import { hostname } from 'node:os';
import type { ConfigurationProblem } from '@fleetview/backstage-plugin-fleet-node';
import type { Knex } from 'knex';
import { databaseTime } from './databaseTime';
import { removeReplica } from './removeReplica';

/**
 * SQLite is for one replica: what an earlier process of this machine left is
 * taken over at once, without waiting for its leases to end. One that still
 * lives is told as a problem.
 *
 * @param isAlive - whether a process of this machine runs, by its id
 */
export async function takeOverFile(options: {
  knex: Knex;
  isAlive?: (pid: number) => boolean;
}): Promise<ConfigurationProblem[]> {
  const { knex, isAlive = processRuns } = options;
  const others: { id: string; process: string }[] = await knex('replica')
    .whereRaw(`expires_at > ${databaseTime(knex)}`)
    .select('id', 'process');
  const problems: ConfigurationProblem[] = [];
  for (const { id, process: name } of others) {
    const [, host, pid] = name.match(/^(.*):(\d+)$/) ?? [];
    if (host === hostname() && !isAlive(Number(pid))) {
      await removeReplica({ knex, id });
    } else {
      problems.push({
        key: 'backend.database',
        value: name,
        message:
          'is another process on the same SQLite file, or was a moment ago. SQLite is for one replica: stop the other one, or configure PostgreSQL',
      });
    }
  }
  return problems;
}

function processRuns(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
