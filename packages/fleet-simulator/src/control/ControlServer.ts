import http from 'node:http';
import { AddressInfo } from 'node:net';
import { z } from 'zod';
import { ApiError } from '../api/status';
import { faultSchema } from '../faults/faultSchema';
import { FleetSimulator, type GitOrigin } from '../FleetSimulator';
import { GitError } from '../git/GitRepository';
import { SimulatedCluster } from '../SimulatedCluster';
import { KubernetesObject } from '../types';
import { DriftError } from '../world/drifts/Drifts';
import { driftSchema } from '../world/drifts/driftSchema';
import { ReleaseError } from '../world/releases/Releases';
import { handEditSchema, releaseSchema } from '../world/releases/releaseSchema';

const MAXIMUM_BODY_BYTES = 8 * 1024 * 1024;
const MAXIMUM_TICKS = 10_000;
const MAXIMUM_LOG_ENTRIES = 10_000;

const objectSchema = z.looseObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().optional(),
  }),
});

const tickSchema = z.strictObject({
  count: z.number().int().min(1).max(MAXIMUM_TICKS).default(1),
});

const mergeSchema = z.strictObject({ branch: z.string().min(1) });
const revertSchema = z.strictObject({ commit: z.string().min(1) });
const imageSchema = z.strictObject({ image: z.string().min(1) });
const breakSchema = imageSchema.extend({
  ailment: z.enum(['image-pull', 'crash-loop']).default('image-pull'),
});

/** An answer other than success. */
class ControlError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
    this.name = 'ControlError';
  }
}

function statusOf(error: Error): number {
  if (error instanceof ControlError) return error.status;
  if (error instanceof ReleaseError) return 400;
  if (error instanceof DriftError) return 400;
  if (error instanceof GitError) return 400;
  return error instanceof ApiError ? error.code : 500;
}

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAXIMUM_BODY_BYTES) {
      throw new ControlError(
        413,
        `the body is over ${MAXIMUM_BODY_BYTES} bytes`,
      );
    }
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, 'the body is no JSON');
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ControlError(400, z.prettifyError(result.error));
}

/** Lets tests and people steer a simulation over HTTP; the README lists the routes. @public */
export class ControlServer {
  readonly #simulator: FleetSimulator;
  readonly #server: http.Server;

  private constructor(simulator: FleetSimulator) {
    this.#simulator = simulator;
    this.#server = http.createServer((request, response) => {
      this.#answer(request)
        .then(
          body => ({ status: 200, body }),
          (error: Error) => ({
            status: statusOf(error),
            body: { error: error.message },
          }),
        )
        .then(({ status, body }) => {
          response.writeHead(status, { 'Content-Type': 'application/json' });
          response.end(`${JSON.stringify(body)}\n`);
        });
    });
  }

  /** Listens on 127.0.0.1; port 0 takes a free one. */
  static async start(
    simulator: FleetSimulator,
    port: number,
  ): Promise<ControlServer> {
    const control = new ControlServer(simulator);
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(port, '127.0.0.1', resolve);
    });
    return control;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: http.IncomingMessage): Promise<unknown> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = `${request.method} ${url.pathname}`;
    switch (route) {
      case 'GET /state':
        return this.#state();
      case 'GET /log':
        return this.#log(url.searchParams);
      case 'POST /tick': {
        const { count } = parse(tickSchema, await readJson(request));
        this.#simulator.tick(count);
        return this.#state();
      }
      case 'POST /pause':
        this.#simulator.pause();
        return this.#state();
      case 'POST /resume':
        this.#simulator.run();
        return this.#state();
      case 'GET /releases':
        return { releases: this.#simulator.releases.reports() };
      case 'POST /releases': {
        const input = parse(releaseSchema, await readJson(request));
        return this.#simulator.releases.start(input).report();
      }
      case 'GET /git':
        return this.#readGit();
      case 'POST /git/merge': {
        const { branch } = parse(mergeSchema, await readJson(request));
        await this.#git.repository.merge(branch);
        return this.#readGit();
      }
      case 'POST /git/revert': {
        const { commit } = parse(revertSchema, await readJson(request));
        await this.#git.repository.revert(commit);
        return this.#readGit();
      }
      case 'POST /images/break': {
        const input = parse(breakSchema, await readJson(request));
        this.#simulator.breakImage(input.image, input.ailment);
        return {};
      }
      case 'POST /images/repair': {
        const { image } = parse(imageSchema, await readJson(request));
        this.#simulator.repairImage(image);
        return {};
      }
      case 'GET /drifts':
        return { drifts: this.#simulator.drifts.reports() };
      case 'POST /drifts': {
        const { drifts } = this.#simulator;
        const input = parse(driftSchema, await readJson(request));
        return this.#driftsOf(drifts.start(input));
      }
      default:
    }
    const drift = /^\/drifts\/([^/]+)$/.exec(url.pathname);
    if (drift) {
      const entry = decodeURIComponent(drift[1]);
      return this.#drift(entry, request.method, url);
    }
    const edit = /^\/clusters\/([^/]+)\/hand-edits$/.exec(url.pathname);
    if (edit && request.method === 'POST') {
      const cluster = this.#cluster(decodeURIComponent(edit[1]));
      const input = parse(handEditSchema, await readJson(request));
      this.#simulator.releases.editByHand(cluster.name, input);
      return {};
    }
    const release = /^\/releases\/([^/]+)(\/[a-z]+)?$/.exec(url.pathname);
    if (release) {
      const id = decodeURIComponent(release[1]);
      return this.#release(id, `${request.method} ${release[2] ?? ''}`, url);
    }
    const match = /^\/clusters\/([^/]+)\/(faults|objects)$/.exec(url.pathname);
    if (!match) throw new ControlError(404, `there is no '${route}'`);
    const cluster = this.#cluster(decodeURIComponent(match[1]));
    if (match[2] === 'faults') return this.#faults(cluster, request, url);
    return this.#objects(cluster, request);
  }

  get #git(): GitOrigin {
    const { git } = this.#simulator;
    if (git) return git;
    throw new ControlError(404, 'the scenario has no Git repository');
  }

  async #readGit(): Promise<object> {
    const { url, repository } = this.#git;
    const snapshot = await repository.refresh();
    return {
      url,
      head: snapshot?.commit,
      branches: await repository.branches(),
      deliveries: this.#simulator.gitDeliveries,
      ...(repository.problem !== undefined && { problem: repository.problem }),
    };
  }

  #driftsOf(entry: string): object {
    return {
      entry,
      drifts: this.#simulator.drifts
        .reports()
        .filter(report => report.entry === entry),
    };
  }

  #drift(entry: string, method: string | undefined, url: URL): object {
    const { drifts } = this.#simulator;
    if (!drifts.has(entry)) {
      throw new ControlError(404, `there is no drift '${entry}'`);
    }
    if (method === 'DELETE') {
      drifts.end(entry, url.searchParams.get('cluster') ?? undefined);
    } else if (method !== 'GET') {
      throw new ControlError(405, 'a drift is read and ended');
    }
    return this.#driftsOf(entry);
  }

  #release(id: string, action: string, url: URL): object {
    const { releases } = this.#simulator;
    const known = releases.reports().some(report => report.id === id);
    if (!known) throw new ControlError(404, `there is no release '${id}'`);
    const release = releases.find(id);
    switch (action) {
      case 'GET ':
        break;
      case 'POST /pause':
        release.pause();
        break;
      case 'POST /resume':
        release.resume();
        break;
      case 'POST /rollback':
        return releases.rollBack(id).report();
      case 'DELETE /troubles':
        release.clearTroubles(url.searchParams.get('cluster') ?? undefined);
        break;
      default:
        throw new ControlError(404, `a release takes no '${action}'`);
    }
    return release.report();
  }

  #cluster(name: string): SimulatedCluster {
    try {
      return this.#simulator.cluster(name);
    } catch (error) {
      throw new ControlError(404, (error as Error).message);
    }
  }

  #state(): object {
    return {
      scenario: this.#simulator.scenario.name,
      time: new Date(this.#simulator.now).toISOString(),
      ticks: this.#simulator.ticks,
      running: this.#simulator.isRunning,
      lastSequence: this.#simulator.log.lastSequence,
      clusters: this.#simulator.clusters.map(cluster => ({
        name: cluster.name,
        url: cluster.url,
        ...(cluster.caData && { caData: cluster.caData }),
        kubernetesVersion: cluster.kubernetesVersion,
        resourceVersion: String(cluster.store.revision),
        objects: cluster.store.size,
        openWatches: cluster.openWatches,
        faults: cluster.faults,
      })),
    };
  }

  #log(query: URLSearchParams): object {
    const since = Number(query.get('since') ?? 0);
    const limit = Number(query.get('limit') ?? MAXIMUM_LOG_ENTRIES);
    if (!Number.isInteger(since) || since < 0) {
      throw new ControlError(400, "'since' is a sequence number");
    }
    if (!Number.isInteger(limit) || limit < 1) {
      throw new ControlError(400, "'limit' is a positive number");
    }
    return {
      entries: this.#simulator.log.since(
        since,
        Math.min(limit, MAXIMUM_LOG_ENTRIES),
      ),
      lastSequence: this.#simulator.log.lastSequence,
    };
  }

  async #faults(
    cluster: SimulatedCluster,
    request: http.IncomingMessage,
    url: URL,
  ): Promise<object> {
    if (request.method === 'POST') {
      await cluster.fault(parse(faultSchema, await readJson(request)));
    } else if (request.method === 'DELETE') {
      const name = url.searchParams.get('fault');
      const known = cluster.faults.find(({ fault }) => fault === name);
      if (name === null) await cluster.clearFaults();
      else if (known) await cluster.clearFaults(known.fault);
    } else if (request.method !== 'GET') {
      throw new ControlError(405, 'faults are posted and deleted');
    }
    return { faults: cluster.faults };
  }

  async #objects(
    cluster: SimulatedCluster,
    request: http.IncomingMessage,
  ): Promise<object> {
    const object = parse(
      objectSchema,
      await readJson(request),
    ) as KubernetesObject;
    const { registry } = cluster.store;
    if (!registry.findByKind(object.apiVersion, object.kind)) {
      throw new ControlError(
        400,
        `'${cluster.name}' serves no kind '${object.kind}' of '${object.apiVersion}'`,
      );
    }
    if (request.method === 'POST') return cluster.store.apply(object);
    if (request.method !== 'DELETE') {
      throw new ControlError(405, 'objects are posted and deleted');
    }
    const deleted = cluster.store.delete({
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace: object.metadata.namespace,
      name: object.metadata.name,
    });
    if (!deleted) throw new ControlError(404, 'there is no such object');
    return deleted;
  }
}
