import { execFile } from 'node:child_process';
import type { ClusterToken } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';
import type { ExecConfig } from '../../config/FleetConfig';
import type { ExecEntry } from './execEntry';

const TIMEOUT_MS = 10_000;
const MAX_OUTPUT_BYTES = 64 * 1024;

/** What every program gets of the portal's environment; all else has to be listed. */
const ALWAYS = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR'];

const credentialSchema = z.looseObject({
  kind: z.literal('ExecCredential'),
  apiVersion: z.string(),
  status: z.looseObject({
    token: z.string().min(1).max(65_536).optional(),
    expirationTimestamp: z.iso.datetime({ offset: true }).optional(),
    clientCertificateData: z.string().optional(),
  }),
});

/**
 * Runs a credential plugin for a token. No shell, no terminal, a minimal
 * environment, bounded time and output; what it prints is told to nobody.
 *
 * @throws Error in words that may be shown
 */
export async function runExecPlugin(options: {
  entry: ExecEntry;
  allowed: ExecConfig;
  /** Where a relative command begins, as for kubectl. */
  folder: string;
  environment?: NodeJS.ProcessEnv;
  timeoutMs?: number;
}): Promise<ClusterToken> {
  const { entry, allowed, folder } = options;
  const output = await run({
    ...options,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    folder,
    environment: environmentOf({
      entry,
      allowed,
      own: options.environment ?? process.env,
    }),
  });
  return readCredential(entry, output);
}

function environmentOf(options: {
  entry: ExecEntry;
  allowed: ExecConfig;
  own: NodeJS.ProcessEnv;
}): NodeJS.ProcessEnv {
  const { entry, allowed, own } = options;
  const given = new Map(
    (entry.env ?? []).map(({ name, value }) => [name, value]),
  );
  return {
    ...Object.fromEntries(
      ALWAYS.flatMap(name => (own[name] ? [[name, own[name]]] : [])),
    ),
    ...Object.fromEntries(
      allowed.env.flatMap(name => {
        const value = given.get(name) ?? own[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    KUBERNETES_EXEC_INFO: JSON.stringify({
      apiVersion: entry.apiVersion,
      kind: 'ExecCredential',
      spec: { interactive: false },
    }),
  };
}

function run(options: {
  entry: ExecEntry;
  folder: string;
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
}): Promise<string> {
  const { entry, folder, environment, timeoutMs } = options;
  const name = `'${entry.command}'`;
  return new Promise((resolve, reject) => {
    const child = execFile(
      entry.command,
      entry.args ?? [],
      {
        cwd: folder,
        env: environment,
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
        maxBuffer: MAX_OUTPUT_BYTES,
        encoding: 'utf8',
        shell: false,
        windowsHide: true,
      },
      (error, stdout) => {
        if (!error) {
          resolve(stdout);
          return;
        }
        const { code, killed } = error as NodeJS.ErrnoException & {
          killed?: boolean;
        };
        if (code === 'ENOENT') {
          reject(new Error(`the program ${name} is not there`));
        } else if (code === 'EACCES') {
          reject(new Error(`the program ${name} may not be run`));
        } else if (String(code) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
          reject(
            new Error(
              `the program ${name} printed more than ${MAX_OUTPUT_BYTES} bytes`,
            ),
          );
        } else if (killed) {
          reject(
            new Error(
              `the program ${name} gave no token within ${timeoutMs} ms`,
            ),
          );
        } else {
          reject(new Error(`the program ${name} ended with code ${code}`));
        }
      },
    );
    child.stdin?.end();
  });
}

function readCredential(entry: ExecEntry, output: string): ClusterToken {
  const name = `'${entry.command}'`;
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    throw new Error(`the program ${name} printed no JSON`);
  }
  const parsed = credentialSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `the program ${name} printed no ExecCredential: ${issue.path.join('.')}`,
    );
  }
  const { apiVersion, status } = parsed.data;
  if (apiVersion !== entry.apiVersion) {
    throw new Error(
      `the program ${name} answered in another version than its kubeconfig says`,
    );
  }
  if (status.token === undefined) {
    throw new Error(
      status.clientCertificateData === undefined
        ? `the program ${name} gave no token`
        : `the program ${name} gave a client certificate instead of a token, which is not supported`,
    );
  }
  return {
    token: status.token,
    ...(status.expirationTimestamp
      ? { expiresAt: Date.parse(status.expirationTimestamp) }
      : {}),
  };
}
