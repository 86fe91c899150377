import type { FaultInput } from '@fleetview/fleet-simulator';
import { faultAdapter } from './faultAdapter';
import type { Random } from './random';

/** A fault as a run puts it on, and what it means for what can be expected. */
export type PlannedFault = {
  weight: number;
  name: string;
  /** `undefined`: this one cannot be had here. */
  make(random: Random, has: { tls: boolean }): FaultInput | undefined;
  /** Lists look whole and are not: only a fresh list after it can put that right. */
  lies?: boolean;
  /** Nothing comes from this cluster while it lasts. */
  isUnreachable?: boolean;
};

const plurals = faultAdapter.watches.map(({ plural }) => plural);

/** Some kinds, or all of them. */
function some(random: Random): { resources?: string[] } {
  if (random.chance(0.4)) return {};
  const resources = plurals.filter(() => random.chance(0.5));
  return { resources: resources.length > 0 ? resources : [plurals[0]] };
}

/** A few requests, or until it is over. */
function sometimes(random: Random): { count?: number } {
  return random.chance(0.5) ? { count: random.integer(1, 6) } : {};
}

const RETRY_AFTER = [
  0,
  -1,
  1,
  'Wed, 21 Oct 2099 07:28:00 GMT',
  'Wed, 21 Oct 2015 07:28:00 GMT',
  86_400,
  1e15,
  'soon',
  '',
];

type Forms<Name extends FaultInput['fault']> = Extract<
  FaultInput,
  { fault: Name; form?: string }
> extends { form?: infer Form }
  ? Exclude<Form, undefined>[]
  : never;

const MALFORMED: Forms<'malformed-list'> = [
  'empty-object',
  'null-items',
  'wrong-kind',
  'table',
  'bom',
  'trailing-garbage',
  'too-long',
  'too-short',
  'nothing',
];
const ENDLESS: Forms<'endless-list'> = ['pages', 'same-token', 'empty-pages'];
const LINES: Forms<'lines'> = ['crlf', 'bom', 'split', 'joined', 'truncated'];
const EVENTS: Forms<'events'> = ['duplicate', 'reorder', 'unknown-delete'];
const GARBAGE = [
  '{"type":"MODIFIED","object":{"kind":',
  'null',
  '[]',
  '{"type":"NEWS","object":{}}',
  '{"type":"ERROR","object":{"kind":"Status","code":500}}',
  '{"type":"ADDED","object":null}',
  '\u0000\u0000',
];

/** The faults of clusters and of what lies before them, each as likely as its weight says. */
export const FAULTS: readonly PlannedFault[] = [
  {
    weight: 4,
    name: 'refuse',
    isUnreachable: true,
    make: () => ({ fault: 'refuse' }),
  },
  {
    weight: 3,
    name: 'hang',
    isUnreachable: true,
    make: () => ({ fault: 'hang' }),
  },
  {
    weight: 3,
    name: 'hang, some kinds',
    make: random => ({ fault: 'hang', ...some(random) }),
  },
  {
    weight: 3,
    name: 'half-open',
    isUnreachable: true,
    make: () => ({ fault: 'half-open' }),
  },
  { weight: 3, name: 'cut', make: () => ({ fault: 'cut' }) },
  {
    weight: 2,
    name: 'slow socket',
    make: () => ({ fault: 'slow-socket', bytes: 1, intervalMs: 1000 }),
  },
  {
    weight: 2,
    name: 'slow answers',
    make: random => ({
      fault: 'slow',
      bytes: random.pick([1, 50]),
      intervalMs: 1000,
      ...some(random),
    }),
  },
  {
    weight: 3,
    name: 'mute',
    make: random => ({ fault: 'mute', ...some(random) }),
  },
  {
    weight: 3,
    name: 'watches close',
    make: random => ({
      fault: 'close-watches',
      form: random.pick(['end', 'destroy']),
      ...some(random),
    }),
  },
  {
    weight: 4,
    name: 'lines',
    make: random => ({
      fault: 'lines',
      form: random.pick(LINES),
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 3,
    name: 'events',
    make: random => ({
      fault: 'events',
      form: random.pick(EVENTS),
      ...some(random),
    }),
  },
  {
    weight: 2,
    name: 'revisions',
    make: random => ({
      fault: 'revisions',
      form: random.pick(['backwards', 'words']),
    }),
  },
  {
    weight: 3,
    name: 'garbage',
    make: random => ({
      fault: 'garbage',
      line: random.pick(GARBAGE),
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 5,
    name: 'gone',
    make: random => ({
      fault: 'gone',
      form: random.pick(['event', 'status']),
      closeWatches: random.chance(0.7),
    }),
  },
  {
    weight: 4,
    name: 'throttle',
    make: random => ({
      fault: 'throttle',
      retryAfter: random.pick(RETRY_AFTER),
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 4,
    name: 'server errors',
    make: random => ({
      fault: 'error',
      status: random.pick([500, 502, 503, 504]),
      ...(random.chance(0.3) ? { retryAfter: random.pick(RETRY_AFTER) } : {}),
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 3,
    name: 'storm of 401',
    make: random => ({
      fault: 'unauthorized',
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 3,
    name: 'forbidden',
    make: random => ({
      fault: 'forbidden',
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 2,
    name: 'html',
    make: random => ({ fault: 'html', ...some(random) }),
  },
  {
    weight: 1,
    name: 'redirect',
    make: random => ({ fault: 'redirect', ...some(random) }),
  },
  {
    weight: 1,
    name: 'gzip',
    make: random => ({ fault: 'gzip', ...some(random) }),
  },
  {
    weight: 4,
    name: 'malformed list',
    make: random => ({
      fault: 'malformed-list',
      form: random.pick(MALFORMED),
      ...some(random),
    }),
  },
  {
    weight: 2,
    name: 'truncated list',
    make: random => ({
      fault: 'truncate',
      form: random.pick(['destroy', 'end']),
      ...some(random),
    }),
  },
  {
    weight: 2,
    name: 'endless list',
    make: random => ({
      fault: 'endless-list',
      form: random.pick(ENDLESS),
      ...some(random),
    }),
  },
  {
    weight: 2,
    name: 'empty list',
    lies: true,
    make: random => ({
      fault: 'empty-list',
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 3,
    name: 'partial list',
    lies: true,
    make: random => ({
      fault: 'partial-list',
      share: random.pick([0.1, 0.5, 0.9, 1]),
      ...some(random),
      ...sometimes(random),
    }),
  },
  {
    weight: 3,
    name: 'kinds not served',
    make: random => ({
      fault: 'not-served',
      resources: [random.pick(plurals)],
    }),
  },
  {
    weight: 6,
    name: 'certificate',
    make: (random, { tls }) =>
      tls
        ? {
            fault: 'certificate',
            form: random.pick(['expired', 'other-authority', 'other-name']),
          }
        : undefined,
  },
  {
    weight: 2,
    name: 'clock',
    make: random => ({
      fault: 'clock',
      offsetMs: random.pick([-3_600_000, 3_600_000]),
    }),
  },
];
