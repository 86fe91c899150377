import { isDeepStrictEqual } from 'node:util';
import { withoutCredentials } from '@fleetview/backstage-plugin-fleet-common';
import { parseDocuments } from '../yaml';
import type { Manifest } from './ClusterRegistration';

const MOST = 5;
const LONGEST = 100;
const DEEPEST = 30;
/** What somebody wrote there may be a credential. */
const MAY_BE_SECRET = /(?:^|\.)(?:data|stringData)\./;

/**
 * Where a file says something else than what is wanted, in words; none where it says the same,
 * however it is written.
 */
export function differences(
  text: string,
  wanted: readonly Manifest[],
): string[] {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    return [`it cannot be read as YAML: ${documents.because}`];
  }
  const there = documents.map(({ document }) => {
    try {
      return document.toJS({ maxAliasCount: 100 });
    } catch {
      return undefined;
    }
  });
  if (there.length !== wanted.length) {
    return [`it has ${there.length} objects and not ${wanted.length}`];
  }
  if (there.some(each => isObject(each) && each.kind === 'Secret')) {
    return ['it has a Secret in it'];
  }
  return wanted.flatMap((own, index) =>
    differing(there[index], own, '', 0)
      .slice(0, MOST)
      .map(
        ({ at, was, is }) =>
          `${at || 'the object'} is ${
            MAY_BE_SECRET.test(at) ? 'something else' : shown(was)
          } there, and would be ${shown(is)}`,
      ),
  );
}

type Difference = { at: string; was: unknown; is: unknown };

function differing(
  was: unknown,
  is: unknown,
  at: string,
  depth: number,
): Difference[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is) || depth > DEEPEST) {
    return [{ at, was, is }];
  }
  const keys = new Set([...Object.keys(is), ...Object.keys(was)]);
  return [...keys].flatMap(key =>
    differing(
      Object.hasOwn(was, key) ? was[key] : undefined,
      Object.hasOwn(is, key) ? is[key] : undefined,
      at ? `${at}.${key.slice(0, LONGEST)}` : key.slice(0, LONGEST),
      depth + 1,
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Who may see the task may see less than who may read the repository. */
function shown(value: unknown): string {
  if (value === undefined) return 'not there';
  if (isObject(value)) return Array.isArray(value) ? 'a list' : 'a map';
  const text = withoutCredentials(JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
