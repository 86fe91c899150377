import path from 'node:path';
import type { JsonObject } from '../types';
import { BuildError } from './BuildError';
import { documentsOf } from './documentsOf';
import type { GitSnapshot } from './GitSnapshot';

const NAMES = ['kustomization.yaml', 'kustomization.yml'];

/** The kustomization of a folder, if it has one. @throws BuildError */
export function kustomizationOf(
  { files }: GitSnapshot,
  folder: string,
): JsonObject | undefined {
  for (const name of NAMES) {
    const file = path.posix.join(folder, name);
    const text = files.get(file);
    if (text !== undefined) return documentsOf(file, text)[0] ?? {};
  }
  return undefined;
}

/** What a kustomization lists, as paths from the root. @throws BuildError */
export function resourcesOf(
  folder: string,
  { resources }: JsonObject,
): string[] {
  const listed = resources ?? [];
  if (!Array.isArray(listed)) {
    throw new BuildError(`'resources' of '${folder}' is no list`);
  }
  return listed.map(resource => {
    const target = path.posix.join(folder, String(resource));
    if (typeof resource !== 'string' || /^\.\.(\/|$)/.test(target)) {
      throw new BuildError(
        `accumulating resources: '${resource}' of '${folder}' is no path of the repository`,
      );
    }
    return target.replace(/\/$/, '');
  });
}
