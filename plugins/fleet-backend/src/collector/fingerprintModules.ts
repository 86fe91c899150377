import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Tells code apart that may map objects differently: a hash over the files of
 * some modules and of all that they have loaded, whatever package it is in.
 *
 * @param paths - of modules that are loaded
 * @returns an own value for each call where a module's files cannot be told,
 *   so that nothing is taken for the same
 */
export function fingerprintModules(paths: string[]): string {
  const seen = new Set<string>();
  const waiting: NodeJS.Module[] = [];
  for (const path of paths) {
    const loaded = require.cache[require.resolve(path)];
    if (!loaded) return `unknown-${process.hrtime.bigint()}`;
    waiting.push(loaded);
  }
  const files: string[] = [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    files.push(hash('sha1', readFileSync(next.filename), 'base64url'));
    waiting.push(...next.children);
  }
  // Which was loaded first makes no difference.
  return hash('sha1', files.sort().join('\n'), 'base64url');
}
