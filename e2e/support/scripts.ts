import type { ChildProcess } from 'node:child_process';
import * as portal from '../../scripts/lib/portal.mjs';
import * as processes from '../../scripts/lib/processes.mjs';

/** The scripts behind `npm start`, as far as the tests use them. */
type Scripts = {
  ROOT: string;
  buildFrontEnd(options?: { force?: boolean }): Promise<void>;
  startSimulator(options: {
    folder: string;
    args?: string[];
    quiet?: boolean;
  }): Promise<{ child: ChildProcess; config: string }>;
  startBackend(options: {
    configs: string[];
    port: number;
    log?: string;
  }): Promise<ChildProcess>;
  writeLocalConfig(options: {
    folder: string;
    port: number;
    database: string;
    extra?: string;
  }): string;
  freePort(): Promise<number>;
  start(command: string, args: string[], options?: object): ChildProcess;
  run(
    command: string,
    args: string[],
    options?: object,
  ): Promise<{ code: number; output: string }>;
  untilAnswers(
    url: string,
    options: { child: ChildProcess; timeoutMs?: number },
  ): Promise<void>;
};

// They are plain JavaScript, whose inferred types are narrower than what they take.
const scripts = { ...portal, ...processes } as unknown as Scripts;

export const {
  ROOT,
  buildFrontEnd,
  startSimulator,
  startBackend,
  writeLocalConfig,
  freePort,
  start,
  run,
  untilAnswers,
} = scripts;
