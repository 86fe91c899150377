import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { GitOrigin } from '../FleetSimulator';
import type { Scenario } from '../world/scenario/scenarioSchema';
import { GitRepository } from './GitRepository';
import { GitServer, type GitServerOptions } from './GitServer';
import { seedCommits } from './seedCommits';

/** How the repository of a scenario is served. @public */
export type GitHostOptions = Pick<GitServerOptions, 'port' | 'credentials'>;

/**
 * The repository of a scenario, with what is in it at first, in a folder of its own and
 * served on 127.0.0.1.
 * @public
 */
export class GitHost implements GitOrigin {
  readonly repository: GitRepository;
  readonly url: string;
  readonly server: GitServer;
  readonly credentials?: { username: string; password: string };
  readonly #folder: string;

  private constructor(
    options: Pick<GitHost, 'repository' | 'url' | 'server' | 'credentials'>,
    folder: string,
  ) {
    this.repository = options.repository;
    this.url = options.url;
    this.server = options.server;
    this.credentials = options.credentials;
    this.#folder = folder;
  }

  /** @throws Error where Git is not installed, or the scenario has no repository */
  static async start(
    scenario: Scenario,
    options: GitHostOptions = {},
  ): Promise<GitHost> {
    if (!scenario.git) {
      throw new Error(`the scenario '${scenario.name}' has no Git repository`);
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'fleet-git-'));
    try {
      const name = `${scenario.git.repository}.git`;
      const repository = await GitRepository.create(path.join(folder, name));
      for (const commit of seedCommits(scenario)) {
        await repository.commit(commit);
      }
      await repository.refresh();
      const server = await GitServer.start({
        ...options,
        folder,
        onPush: () => {
          repository.refresh();
        },
      });
      const url = `${server.url}${name}`;
      const { credentials } = options;
      return new GitHost({ repository, url, server, credentials }, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Ends the server, and takes the folder away. */
  async stop(): Promise<void> {
    await this.repository.unfollow();
    await this.server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
