import { setTimeout as pause } from 'node:timers/promises';
import type { ClusterRecord } from '@fleetview/backstage-plugin-fleet-node';
import type { Portal, PortalOptions } from '../FaultWorld';
import { ReplicaProcess } from './ReplicaProcess';

/** What a replica may have at most, threads included. */
const MOST_MEMORY_BYTES = 1_500_000_000;
const FROZEN_MS = 60_000;
/** A lease that nobody renews runs out, somebody takes the cluster up and lists it. */
const TAKEN_OVER_MS = 45_000;

/** A portal of several replicas, each a process, that share one database. */
export async function startReplicas(
  { records, onLog }: PortalOptions,
  options: { replicas: number; databaseUrl: string },
): Promise<Portal> {
  const { databaseUrl } = options;
  const replicas = new Set<ReplicaProcess>();
  const thawing: Promise<void>[] = [];
  let told: ClusterRecord[] = records;
  const add = async () => {
    const replica = await ReplicaProcess.start(onLog);
    replicas.add(replica);
    await replica.ask({ type: 'start', databaseUrl, records: told });
  };
  const one = () => {
    const all = [...replicas];
    return all[Math.floor(Math.random() * all.length)];
  };
  for (let index = 0; index < options.replicas; index++) await add();
  return {
    tell: async next => {
      told = next;
      // One that stands still hears of it later.
      await Promise.race([
        Promise.all(
          [...replicas].map(replica =>
            replica.ask({ type: 'tell', records: next }).catch(() => {}),
          ),
        ),
        pause(5_000),
      ]);
    },
    stop: async () => {
      await Promise.all(
        [...replicas].map(async replica => {
          replica.thaw();
          await replica.ask({ type: 'stop' }).catch(() => {});
          await replica.end();
        }),
      );
      replicas.clear();
    },
    complaints: () =>
      [...replicas]
        .filter(({ mostMemoryBytes }) => mostMemoryBytes > MOST_MEMORY_BYTES)
        .map(({ mostMemoryBytes }) => `a replica has ${mostMemoryBytes} bytes`),
    mishaps: {
      'a replica is killed, and another one comes': async () => {
        const victim = one();
        replicas.delete(victim);
        victim.kill();
        await add();
        await pause(TAKEN_OVER_MS);
      },
      'a replica stands still for a minute': async () => {
        const victim = one();
        victim.freeze();
        thawing.push(
          pause(FROZEN_MS).then(() => {
            victim.thaw();
          }),
        );
        await pause(
          replicas.size > 1 ? TAKEN_OVER_MS : FROZEN_MS + TAKEN_OVER_MS,
        );
      },
      'a replica is added': async () => {
        if (replicas.size < 3) await add();
        await pause(TAKEN_OVER_MS);
      },
      'a replica leaves': async () => {
        if (replicas.size < 2) return;
        const leaving = one();
        replicas.delete(leaving);
        await leaving.ask({ type: 'stop' }).catch(() => {});
        await leaving.end();
        await pause(TAKEN_OVER_MS);
      },
    },
  };
}
