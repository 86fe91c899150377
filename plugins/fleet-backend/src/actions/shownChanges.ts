import type { ActionChange } from '@fleetview/backstage-plugin-fleet-common';
import { boundedText } from '@fleetview/backstage-plugin-fleet-common';
import type { ActionPatch } from '@fleetview/backstage-plugin-fleet-node';
import { defined } from '../read/types';

const MOST = 50;
const LONGEST_VALUE = 200;
const DEEPEST = 12;

/** What patches write, field by field, for whoever decides. */
export function shownChanges(patches: readonly ActionPatch[]): ActionChange[] {
  return patches.flatMap(changesOf).slice(0, MOST);
}

function changesOf({ target, contentType, body, subresource }: ActionPatch) {
  const object = boundedText(
    `${target.kind} ${target.name}${subresource ? ` (${subresource})` : ''}`,
  );
  // Whatever an action puts into one, nobody is told.
  const isSecret = target.group === '' && target.kind === 'Secret';
  const shown = (path: string, value: unknown): ActionChange =>
    defined({
      object,
      path,
      value: isSecret || value === null ? undefined : textOf(value),
    });
  if (contentType === 'application/json-patch+json') {
    const operations = Array.isArray(body) ? body : [];
    return operations
      .filter(({ op }) => op !== 'test')
      .map(({ path, value }) =>
        shown(
          boundedText(String(path).replace(/^\//, '').replaceAll('/', '.')),
          value ?? null,
        ),
      );
  }
  return leavesOf(body)
    .filter(({ path }) => path !== 'metadata.resourceVersion')
    .map(({ path, value }) => shown(path, value));
}

function leavesOf(
  value: unknown,
  path = '',
  depth = 0,
): { path: string; value: unknown }[] {
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  if (entries.length === 0 || depth >= DEEPEST) return [{ path, value }];
  return entries.flatMap(([key, inner]) =>
    // A key with dots in it, as annotations have, is one step.
    leavesOf(
      inner,
      boundedText(
        `${path}${key.includes('.') ? `['${key}']` : `${path && '.'}${key}`}`,
      ),
      depth + 1,
    ),
  );
}

function textOf(value: unknown): string {
  const text = boundedText(
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return text.length > LONGEST_VALUE
    ? `${text.slice(0, LONGEST_VALUE - 1)}…`
    : text;
}
