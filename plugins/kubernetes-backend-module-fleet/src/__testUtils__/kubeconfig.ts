import fs from 'node:fs/promises';
import { stringify } from 'yaml';

/** A kubeconfig file with one context for each cluster. */
export async function writeKubeconfig(
  file: string,
  clusters: Record<
    string,
    { server: string; user?: Record<string, unknown> } & Record<string, unknown>
  >,
): Promise<void> {
  const entries = Object.entries(clusters);
  await fs.writeFile(
    file,
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: entries.map(([name, { user: _, ...cluster }]) => ({
        name,
        cluster,
      })),
      users: entries.map(([name, { user = {} }]) => ({ name, user })),
      contexts: entries.map(([name]) => ({
        name,
        context: { cluster: name, user: name },
      })),
    }),
  );
}
