import { createHash } from 'node:crypto';
import path from 'node:path';
import type { ClusterTokenProvider } from '@fleetview/backstage-plugin-fleet-node';
import type { ExecConfig } from '../../config/FleetConfig';
import { execEntrySchema } from './execEntry';
import { runExecPlugin } from './runExecPlugin';

/**
 * Tokens of the program that a kubeconfig names, if the operator allows it.
 *
 * @param options.key - the configuration key that would allow it
 * @returns the provider, or why there is none
 */
export function execTokenProvider(options: {
  exec: unknown;
  allowed: readonly ExecConfig[];
  folder: string;
}): ClusterTokenProvider | { reason: string } {
  const parsed = execEntrySchema.safeParse(options.exec);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      reason: `its user runs a program for a token ('exec') that cannot be understood: ${issue.path.join(
        '.',
      )}: ${issue.message}`,
    };
  }
  const entry = parsed.data;
  const allowed = options.allowed.find(
    ({ command }) => command === entry.command,
  );
  if (!allowed) {
    return {
      reason: `its user runs a program for a token ('exec'); add it to fleet.exec as { command: '${entry.command.slice(
        0,
        100,
      )}' } if the portal may run it with the arguments that the file gives, or give the user a service account token`,
    };
  }
  if (entry.interactiveMode === 'Always') {
    return {
      reason: `its program '${entry.command}' asks a person ('interactiveMode: Always'), and nobody is there`,
    };
  }
  const key = createHash('sha256')
    .update(JSON.stringify([entry, allowed, path.resolve(options.folder)]))
    .digest('base64url');
  return {
    key: `exec:${key}`,
    getToken: () => runExecPlugin({ entry, allowed, folder: options.folder }),
  };
}
