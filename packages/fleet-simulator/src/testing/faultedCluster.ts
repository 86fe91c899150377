import { createSimulationClock } from '../clock';
import { FleetSimulator, FleetSimulatorOptions } from '../FleetSimulator';
import { SimulatedCluster } from '../SimulatedCluster';
import { buildDeployment, buildNamespace } from '../world/builders';
import { Answer, call, WatchReader } from './client';

const LIST = '/apis/apps/v1/deployments';

/** One cluster with a few Deployments, and what tests of its faults ask of it. */
export class FaultedCluster {
  readonly cluster: SimulatedCluster;
  readonly #simulator: FleetSimulator;
  readonly #readers: WatchReader[] = [];

  static async start(
    options: Pick<FleetSimulatorOptions, 'tls'> & { names?: string[] } = {},
  ): Promise<FaultedCluster> {
    const { names = ['alpha', 'beta', 'gamma'], ...rest } = options;
    const simulator = await FleetSimulator.create({
      clock: createSimulationClock(),
      ...rest,
      clusters: [
        {
          name: 'one',
          objects: [
            buildNamespace({ name: 'shop' }),
            ...names.map(name =>
              buildDeployment({
                name,
                namespace: 'shop',
                image: `registry.example/${name}:1`,
              }),
            ),
          ],
        },
      ],
    });
    await simulator.start();
    return new FaultedCluster(simulator);
  }

  private constructor(simulator: FleetSimulator) {
    this.#simulator = simulator;
    this.cluster = simulator.cluster('one');
  }

  list(query = ''): Promise<Answer> {
    return this.get(`${LIST}${query}`);
  }

  get(path: string): Promise<Answer> {
    const { url, token, caData } = this.cluster;
    return call(`${url}${path}`, { token, ca: caData });
  }

  async watch(
    resourceVersion: string | number = this.cluster.store.revision,
  ): Promise<WatchReader> {
    const { url, token, caData } = this.cluster;
    const reader = await WatchReader.open(
      `${url}${LIST}?watch=1&allowWatchBookmarks=1&resourceVersion=${resourceVersion}`,
      { token, ca: caData },
    );
    this.#readers.push(reader);
    return reader;
  }

  /** Applies a Deployment, a new one unless there is one of this name. */
  change(name = 'delta', tag = '1'): void {
    this.cluster.store.apply(
      buildDeployment({
        name,
        namespace: 'shop',
        image: `registry.example/${name}:${tag}`,
      }),
    );
  }

  async stop(): Promise<void> {
    for (const reader of this.#readers.splice(0)) reader.close();
    await this.#simulator.stop();
  }
}
