import { FleetSimulator } from '../FleetSimulator';
import type { DaemonSet, Deployment, Pod, StatefulSet } from './kinds';

/** What a client sees that asks as a follow-up does. */
function ailing(simulator: FleetSimulator, cluster: string, owner: string) {
  const { store } = simulator.cluster(cluster);
  return store
    .all<Pod>('v1', 'Pod')
    .filter(
      pod =>
        pod.metadata.name.startsWith(owner) &&
        pod.status.conditions.some(
          ({ type, status }) => type === 'Ready' && status === 'False',
        ),
    )
    .map(pod => {
      const [container] = pod.status.containerStatuses ?? [];
      const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
      return {
        pod,
        why: [
          (container?.state.waiting as { reason?: string } | undefined)?.reason,
          (container?.lastState.terminated as { reason?: string } | undefined)
            ?.reason,
          ready?.reason,
        ].filter(Boolean),
      };
    });
}

describe('pods that are not well', () => {
  let simulator: FleetSimulator;

  beforeAll(async () => {
    simulator = await FleetSimulator.create();
  });

  it('cannot pull an image that is not there', () => {
    const [{ why }] = ailing(simulator, 'prod-euw1-a', 'fraud-screening');
    expect(why).toEqual(['ImagePullBackOff', 'ContainersNotReady']);
  });

  it('crash after a release, which goes no further', () => {
    const found = ailing(simulator, 'prod-wus2', 'feature-store');
    expect(found.map(({ why }) => why)).toEqual([
      ['CrashLoopBackOff', 'Error', 'ContainersNotReady'],
    ]);
    const { store } = simulator.cluster('prod-wus2');
    const { status } = store.get<StatefulSet>({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      namespace: found[0].pod.metadata.namespace,
      name: 'feature-store',
    }) as StatefulSet;
    expect(status).toMatchObject({ updatedReplicas: 1 });
    const uid = found[0].pod.metadata.uid;
    const events = store
      .all('v1', 'Event')
      .filter(
        event =>
          (event as unknown as { involvedObject: { uid: string } })
            .involvedObject.uid === uid,
      );
    expect(events).toMatchObject([{ type: 'Warning', reason: 'BackOff' }]);
  });

  it('run out of memory, or are on a node that is lost', () => {
    const reasons = ailing(simulator, 'prod-use1-b', 'metrics-agent').map(
      ({ why }) => why.join(),
    );
    expect(reasons.sort()).toEqual([
      'CrashLoopBackOff,OOMKilled,ContainersNotReady',
      'NodeNotReady',
    ]);
    const { store } = simulator.cluster('prod-use1-b');
    const agents = store
      .all<DaemonSet>('apps/v1', 'DaemonSet')
      .find(({ metadata }) => metadata.name === 'metrics-agent');
    expect(agents?.status).toMatchObject({
      desiredNumberScheduled: 6,
      numberAvailable: 4,
    });
  });

  it('stay as they are while time goes on, but for being started again', () => {
    const before = ailing(simulator, 'prod-wus2', 'feature-store');
    for (let tick = 0; tick < 3; tick += 1) simulator.tick();
    const after = ailing(simulator, 'prod-wus2', 'feature-store');
    expect(after.map(({ why }) => why)).toEqual(before.map(({ why }) => why));
    const { store } = simulator.cluster('prod-euw1-a');
    expect(
      store
        .all<Deployment>('apps/v1', 'Deployment')
        .find(({ metadata }) => metadata.name === 'fraud-screening')?.status
        ?.conditions,
    ).toContainEqual(
      expect.objectContaining({ reason: 'ProgressDeadlineExceeded' }),
    );
  });
});
