import type { WorkloadFact } from '@fleetview/backstage-plugin-fleet-common';
import {
  mapObject,
  type AdapterWatch,
} from '@fleetview/backstage-plugin-fleet-node';
import { FleetSimulator, type ObjectStore } from '@fleetview/fleet-simulator';
import { createRunning } from '.';
import { argoRolloutsAdapter } from '../argo-rollouts';
import { kubernetesAdapter } from '../kubernetes';

jest.setTimeout(60_000);

const running = createRunning([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
]);

/** The settled workloads of a kind, each with what is told of its pods. */
function readKind(store: ObjectStore, watch: AdapterWatch) {
  const [version] = watch.versions;
  return store.all(`${watch.group}/${version}`, watch.kind).flatMap(object => {
    const mapped = mapObject(watch, version, object);
    if ('skipped' in mapped) throw new Error(mapped.detail);
    const [workload] = mapped.facts as [WorkloadFact];
    if (!workload.settled || workload.replicas.desired === 0) return [];
    const answerOf = (apiVersion: string, kind: string) => ({
      items: store
        .all(apiVersion, kind)
        .filter(({ metadata }) => metadata.namespace === workload.namespace),
      more: false,
    });
    const told = running.map(
      object,
      {
        pods: answerOf('v1', 'Pod'),
        replicasets: answerOf('apps/v1', 'ReplicaSet'),
      },
      { source: workload.source, readAt: '2026-03-06T09:00:00Z' },
    );
    return [{ workload, told }];
  });
}

describe('what pods run in the simulated world', () => {
  it('is one digest for each container of what is settled, of the template that its fact has', async () => {
    const simulator = await FleetSimulator.create();
    const { name } = simulator.scenario.clusters.find(({ systems }) =>
      systems.includes('argo-rollouts'),
    )!;
    const { store } = simulator.cluster(name);
    const watches = [kubernetesAdapter, argoRolloutsAdapter]
      .flatMap(adapter => adapter.watches)
      .filter(({ kind }) => running.of.includes(kind));
    expect(watches).toHaveLength(4);
    for (const watch of watches) {
      const found = readKind(store, watch);
      expect(found).not.toHaveLength(0);
      for (const { workload, told } of found) {
        expect(workload.templateRevision).toBeDefined();
        expect(told).toEqual({
          facts: [
            expect.objectContaining({
              templateRevision: workload.templateRevision,
              images: workload.images.map(image => ({
                ...image,
                digests: [expect.stringMatching(/^sha256:/)],
              })),
            }),
          ],
        });
      }
    }
  });
});
