import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { ControlClient } from './ControlClient';
import { FleetApi } from './FleetApi';
import {
  ROOT,
  freePort,
  startBackend,
  startSimulator,
  writeLocalConfig,
} from './scripts';
import { untilSettled } from './untilSettled';

const LOGS = path.join(ROOT, 'e2e', 'results', 'logs');

/** The configuration that the simulator writes, as far as worlds change it. */
export type SimulatorConfig = {
  kubernetes: {
    clusterLocatorMethods: { clusters: Record<string, unknown>[] }[];
  };
  fleet: Record<string, unknown>;
  catalog?: Record<string, unknown>;
};

/** How a portal is started. */
export type PortalRecipe = {
  /** Arguments of the simulator beside those that every test needs. */
  simulator?: string[];
  /** A component that the catalog has to know before tests begin. */
  component?: string;
  /** Changes the configuration that leads to the simulated clusters. */
  configure?: (config: SimulatorConfig) => SimulatorConfig;
  /** Starts the portal in another way than as one backend process. */
  launch?: (options: {
    folder: string;
    port: number;
  }) => Promise<{ child: ChildProcess; log: string }>;
  /** Called when everything has ended. */
  cleanUp?: () => void;
};

function rewrite(
  file: string,
  change: (config: SimulatorConfig) => SimulatorConfig,
): void {
  const config = parse(fs.readFileSync(file, 'utf8')) as SimulatorConfig;
  fs.writeFileSync(file, stringify(change(config)));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await ended;
  clearTimeout(timer);
}

/**
 * A portal of its own: a simulated fleet whose time stands still, a backend that
 * serves the built front end, and a folder that nobody else has.
 */
export class Portal {
  static async start(recipe: PortalRecipe = {}): Promise<Portal> {
    const portal = new Portal({
      folder: fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-e2e-')),
      port: await freePort(),
      controlPort: await freePort(),
      cleanUp: recipe.cleanUp,
    });
    try {
      await portal.#start(recipe);
      return portal;
    } catch (error) {
      await portal.stop();
      throw error;
    }
  }

  readonly folder: string;
  readonly control: ControlClient;
  readonly #port: number;
  readonly #cleanUp: (() => void) | undefined;
  readonly #children: ChildProcess[] = [];
  #log: string;
  #config: string | undefined;

  private constructor(options: {
    folder: string;
    port: number;
    controlPort: number;
    cleanUp?: () => void;
  }) {
    this.folder = options.folder;
    this.control = new ControlClient(`http://127.0.0.1:${options.controlPort}`);
    this.#port = options.port;
    this.#cleanUp = options.cleanUp;
    this.#log = path.join(this.folder, 'portal.log');
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Changes the configuration that leads to the clusters; the portal reads it again by itself. */
  reconfigure(change: (config: SimulatorConfig) => SimulatorConfig): void {
    if (!this.#config) throw new Error('This portal was started without it');
    rewrite(this.#config, change);
  }

  /** All that the portal logged so far. */
  log(): string {
    return fs.readFileSync(this.#log, 'utf8');
  }

  async stop(): Promise<void> {
    // The portal first: a simulator that is gone is nothing to log about.
    for (const child of this.#children.reverse()) await end(child);
    this.#keepLog();
    fs.rmSync(this.folder, { recursive: true, force: true });
    this.#cleanUp?.();
  }

  /** Keeps the log beside the other results: a test that failed may want it. */
  #keepLog(): void {
    if (!fs.existsSync(this.#log)) return;
    fs.mkdirSync(LOGS, { recursive: true });
    fs.copyFileSync(
      this.#log,
      path.join(LOGS, `${path.basename(this.folder)}.log`),
    );
  }

  async #start(recipe: PortalRecipe): Promise<void> {
    const { folder } = this;
    const port = this.#port;
    const simulator = await startSimulator({
      folder,
      quiet: true,
      args: [
        '--paused',
        '--control-port',
        new URL(this.control.url).port,
        ...(recipe.simulator ?? []),
      ],
    });
    this.#children.push(simulator.child);
    this.#config = simulator.config;
    if (recipe.launch) {
      const { child, log } = await recipe.launch({ folder, port });
      this.#children.push(child);
      this.#log = log;
    } else {
      if (recipe.configure) rewrite(simulator.config, recipe.configure);
      const configs = [
        path.join(ROOT, 'app-config.yaml'),
        simulator.config,
        writeLocalConfig({
          folder,
          port,
          database: path.join(folder, 'database'),
        }),
      ];
      this.#children.push(
        await startBackend({ port, log: this.#log, configs }),
      );
    }
    await untilSettled(new FleetApi(this.url), recipe);
  }
}
