import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AuditLogSender, hasEdits } from './auditLog/AuditLogSender';
import { createWallClock } from './clock';
import { ControlServer } from './control/ControlServer';
import { FleetSimulator, PlainCluster } from './FleetSimulator';
import { GitHost } from './git/GitHost';
import { readObjectsFolder } from './objects/readObjectsFolder';
import { writeFiles } from './output/writeFiles';
import { DEFAULT_SCENARIO } from './world/scenario/defaultScenario';
import { loadScenario, parseScenario } from './world/scenario/loadScenario';
import { PROMOTION_SCENARIO } from './world/scenario/promotionScenario';
import { RELEASE_SCENARIO } from './world/scenario/releaseScenario';
import { ScenarioInput } from './world/scenario/scenarioSchema';

/** By the name with which `--scenario` takes them; a file of such a name is `./release`. */
const BUILT_IN: Record<string, ScenarioInput> = {
  meridian: DEFAULT_SCENARIO,
  release: RELEASE_SCENARIO,
  promotion: PROMOTION_SCENARIO,
};

const USAGE = `Usage: fleet-simulator [options]

  --port BASE            first cluster's port, the next have the next ones (0: any)
  --control-port PORT    port of the control API (0: any)
  --git-port PORT        port of the Git server of a scenario that has one (0: any)
  --seed SEED            the same seed gives the same world
  --scenario NAME|FILE   another built-in scenario ('release', 'promotion'), or one of a file
  --objects DIR          a cluster of the Kubernetes objects in a folder instead
  --cluster-name NAME    that cluster's name ('objects')
  --tls                  serve HTTPS
  --tick-ms N            milliseconds between ticks (3000)
  --paused               let no time pass until told to
  --out DIR              write kubeconfig, portal configuration and catalog there
  --cost-history DAYS    days of history that the portal asks cost tools for (0)
  --audit-log URL        send the audit log of a cluster to a portal on this machine
  --exit-with-parent     end when standard input is closed
  --help                 show this
`;

/** The command line, understood. */
type CommandLine = {
  port: number;
  controlPort: number;
  gitPort: number;
  seed: string;
  scenario?: string;
  objects?: string;
  clusterName: string;
  tls: boolean;
  tickMs: number;
  paused: boolean;
  out?: string;
  costHistoryDays: number;
  auditLog?: string;
  exitWithParent: boolean;
  help: boolean;
};

function toNumber(
  option: string,
  text: string,
  minimum: number,
  maximum: number,
) {
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new Error(
      `'--${option} ${text}': expected a whole number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

/**
 * Understands the arguments after the program's name.
 * @throws Error that names the option that is unknown or wrong.
 */
export function parseCommandLine(commandArguments: string[]): CommandLine {
  const { values } = parseArgs({
    args: commandArguments,
    options: {
      port: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      'git-port': { type: 'string', default: '0' },
      seed: { type: 'string', default: 'fleet' },
      scenario: { type: 'string' },
      objects: { type: 'string' },
      'cluster-name': { type: 'string', default: 'objects' },
      tls: { type: 'boolean', default: false },
      'tick-ms': { type: 'string', default: '3000' },
      paused: { type: 'boolean', default: false },
      out: { type: 'string' },
      'cost-history': { type: 'string', default: '0' },
      'audit-log': { type: 'string' },
      'exit-with-parent': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.scenario && values.objects) {
    throw new Error("'--scenario' and '--objects' exclude each other");
  }
  return {
    port: toNumber('port', values.port, 0, 65_000),
    controlPort: toNumber('control-port', values['control-port'], 0, 65_535),
    gitPort: toNumber('git-port', values['git-port'], 0, 65_535),
    seed: values.seed,
    scenario: values.scenario,
    objects: values.objects,
    clusterName: values['cluster-name'],
    tls: values.tls,
    tickMs: toNumber('tick-ms', values['tick-ms'], 10, 3_600_000),
    paused: values.paused,
    out: values.out,
    costHistoryDays: toNumber('cost-history', values['cost-history'], 0, 90),
    auditLog: values['audit-log'],
    exitWithParent: values['exit-with-parent'],
    help: values.help,
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function scenarioOf(nameOrFile: string): ScenarioInput {
  return Object.hasOwn(BUILT_IN, nameOrFile)
    ? BUILT_IN[nameOrFile]
    : loadScenario(resolve(nameOrFile));
}

function readCluster(folder: string, options: CommandLine): PlainCluster {
  const { objects, sources, types, skipped, notices } = readObjectsFolder(
    resolve(folder),
  );
  if (options.out) {
    mkdirSync(resolve(options.out), { recursive: true });
    writeFileSync(
      resolve(options.out, 'objects.json'),
      JSON.stringify({ sources, skipped, notices }, undefined, 2),
    );
  }
  for (const { source, reason } of skipped) {
    print(`skipped ${source}: ${reason}`);
  }
  for (const { source, reason } of notices) print(`note ${source}: ${reason}`);
  print(`${objects.length} objects, ${skipped.length} skipped`);
  return { name: options.clusterName, objects, types };
}

/** The Git server of a scenario that has one. */
async function serveGit(
  input: ScenarioInput | undefined,
  options: CommandLine,
): Promise<GitHost | undefined> {
  if (!input?.git) return undefined;
  return GitHost.start(parseScenario(input), { port: options.gitPort });
}

/** @param onGit - is told what has to be ended with the process */
async function serve(
  options: CommandLine,
  onGit: (git: GitHost) => void,
): Promise<void> {
  const scenario = options.scenario ? scenarioOf(options.scenario) : undefined;
  const git = await serveGit(scenario, options);
  if (git) onGit(git);
  const simulator = await FleetSimulator.create({
    ...(options.objects
      ? { clusters: [readCluster(options.objects, options)] }
      : { scenario }),
    ...(git && { git }),
    seed: options.seed,
    clock: createWallClock(),
    portBase: options.port,
    tickMs: options.tickMs,
    tls: options.tls,
  });
  await simulator.start();
  const control = await ControlServer.start(simulator, options.controlPort);
  // `npm start` asks for it whatever the scenario; where nobody edits, nothing is to be told.
  const sender =
    options.auditLog && hasEdits(simulator)
      ? new AuditLogSender(simulator, options.auditLog)
      : undefined;
  if (options.out) {
    writeFiles(simulator, options.out, {
      costHistoryDays: options.costHistoryDays,
      ...(sender && { auditLog: sender }),
    });
  }
  if (!options.paused) simulator.run();
  sender?.run();
  for (const { name, url, store, faults } of simulator.clusters) {
    const wrong = faults.map(({ fault }) => fault).join(', ');
    print(`${name} ${url} ${store.size} objects${wrong && ` (${wrong})`}`);
  }
  if (git) print(`git ${git.url}`);
  print(`control ${control.url}`);
  print('ready');
}

function fail(error: unknown): void {
  const { message, cause } = error as Error & { cause?: Error };
  process.stderr.write(
    `fleet-simulator: ${message}${cause ? `: ${cause.message}` : ''}\n`,
  );
  process.exitCode = 1;
}

/** Runs the command line until the process is told to end. @public */
export async function runCommandLine(
  commandArguments: string[] = process.argv.slice(2),
): Promise<void> {
  let git: GitHost | undefined;
  try {
    const options = parseCommandLine(commandArguments);
    if (options.help) {
      print(USAGE);
      return;
    }
    const end = () => {
      if (git) git.stop().finally(() => process.exit(0));
      else process.exit(0);
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    if (options.exitWithParent) {
      process.stdin.once('end', end).once('close', end).resume();
    }
    await serve(options, host => {
      git = host;
    });
  } catch (error) {
    fail(error);
    await git?.stop();
    // Listeners that are open already would keep the process alive.
    process.exit();
  }
}
