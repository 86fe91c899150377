import type { AuditEntry } from '@fleetview/backstage-plugin-fleet-common';
import { HOSTILE_TEXTS } from '@fleetview/backstage-plugin-fleet-common/testUtils';
import { companyAudit } from './audit';
import { companyWorld, type World } from './world';

/** Words and ids of Fleet's own, by field; all other text is somebody else's. */
const OWN = new Set([
  'id',
  'state',
  'health',
  'sync',
  'scope',
  'field',
  'source',
  'sourceId',
  'rule',
  'reason',
  'engine',
  'engines',
  'adapter',
  'apiVersion',
  'type',
  'phase',
  'entityRef',
  'status',
  'severity',
  'origin',
  'heartbeat',
  'category',
  'level',
  'role',
  'lifecycle',
  'strategy',
  'effect',
  'match',
  'direction',
  'addressing',
  'verdict',
  'link',
  'lifeCycle',
  'lastKnown',
  'remedy',
  'basis',
  'rolloutId',
  'instanceId',
  // Of costs: words of the formulas.
  'by',
  'method',
  'confidence',
  'why',
  'share',
  'period',
  'month',
  // Of drift.
  'class',
  'because',
  'same',
  'how',
  'seenBy',
  'operation',
  'verb',
  'fit',
]);
/** Fields of that name that hold text, within others. */
const TEXT_WITHIN = new Set([
  'reachability',
  'currency',
  'unread',
  'statements',
  'hubs',
  'gaps',
  'transitions',
]);
const TIME = /^\d{4}-\d\d-\d\d(?:T|$)/;

function hostile(text: string, add: (text: string) => string): string {
  return text === '' || text === 'unassigned' || TIME.test(text)
    ? text
    : add(text);
}

function spoiled(
  value: unknown,
  add: (text: string) => string,
  path: readonly string[] = [],
): unknown {
  const field = path[path.length - 1] ?? '';
  if (typeof value === 'string') {
    const isOwn =
      (field === 'kind' && path[0] === 'attention') ||
      // What kind of difference; that of a resource is the cluster's.
      (field === 'kind' && path.at(-2) === 'differences') ||
      (OWN.has(field) &&
        !(field === 'reason' && path.some(part => TEXT_WITHIN.has(part))));
    return isOwn ? value : hostile(value, add);
  }
  if (Array.isArray(value)) {
    return value.map(item => spoiled(item, add, path));
  }
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, item]) => [key, spoiled(item, add, path)]),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        spoiled(item, add, [...path, key]),
      ]),
    );
  }
  return value;
}

/** What becomes of a text: one of all hostile texts after it. */
function withHostileText(text: string): string {
  const number = [...text].reduce(
    (sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973,
    7,
  );
  return `${text} ${HOSTILE_TEXTS[number % HOSTILE_TEXTS.length].text}`;
}

/**
 * The company's fleet, in which somebody has put something hostile behind every
 * text that is not Fleet's own; the same behind the same text.
 *
 * @param add - what becomes of a text; by default one of all hostile texts after it
 * @public
 */
export function hostileWorld(
  add: (text: string) => string = withHostileText,
): World {
  return spoiled(companyWorld(), add) as World;
}

/**
 * The company's audit with the same behind every text that is not Fleet's own.
 *
 * @param add - as for {@link hostileWorld}
 * @public
 */
export function hostileAudit(
  add: (text: string) => string = withHostileText,
): AuditEntry[] {
  return companyAudit().map(entry => ({
    ...(spoiled(entry, add) as AuditEntry),
    // Words and numbers of the audit itself.
    event: entry.event,
    result: entry.result,
    replica: entry.replica,
    hash: entry.hash,
    ...(entry.reason ? { reason: add(entry.reason) } : {}),
  }));
}
