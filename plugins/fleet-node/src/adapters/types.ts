import type {
  PriceEntry,
  PriceRow,
  Fact,
  FactType,
  SourceObject,
} from '@fleetview/backstage-plugin-fleet-common';
import type { z } from 'zod';
import type { AdapterAction } from '../actions';
import type { AdapterFollowUp } from './followUp';

/**
 * Why an object made no facts. A closed list: "nothing there" and "could not be
 * read" are never the same value.
 *
 * - `malformed`: the object does not have the shape that its kind promises
 * - `irrelevant`: the object is of no concern to the fleet
 * - `unsupported`: the object uses something that the adapter does not read
 * - `too-large`: a bound was exceeded
 * - `mapper-failed`: a fault of the adapter
 * - `invalid-fact`: the adapter made something that is not a fact; also a fault
 *
 * @public
 */
export const SKIP_REASONS = [
  'malformed',
  'irrelevant',
  'unsupported',
  'too-large',
  'mapper-failed',
  'invalid-fact',
] as const;

/** @public */
export type SkipReason = (typeof SKIP_REASONS)[number];

/**
 * What a mapper makes of one object.
 *
 * @public
 */
export type Mapped =
  | { facts: Fact[] }
  | { skipped: SkipReason; detail?: string };

/**
 * What a mapper may know besides the object: where it comes from. No clock, no
 * network, no configuration.
 *
 * @public
 */
export type MapContext = {
  source: SourceObject;
};

/**
 * One kind that an adapter reads.
 *
 * @public
 */
export type AdapterWatch = {
  /** Empty for the core group. */
  group: string;
  /** Newest first; discovery chooses the first that the cluster serves. */
  versions: [string, ...string[]];
  kind: string;
  plural: string;
  namespaced: boolean;
  /**
   * All kinds of the group are read, whatever they are called: for groups whose kinds
   * users define. `kind` is then what they are called together, `plural` is `*`, and
   * discovery says of each how it is called and whether it is namespaced. More than
   * this many are not read, which their coverage says.
   */
  everyKind?: { atMost: number };
  /**
   * Only `metadata` of its objects is asked for: less for the cluster to send
   * and for the portal to read. Servers that cannot do so send whole objects,
   * so that the mapper may meet either.
   */
  metadataOnly?: boolean;
  /**
   * The managed fields and the last applied configuration are read of its objects that
   * somebody else than an engine or a controller wrote, and make a fact of the type
   * `difference` beside the mapper's, which get neither.
   */
  tellsDifferences?: boolean;
  /**
   * Changes of one object are handed on at most once in so many milliseconds, the
   * last of them always: for kinds that change without news.
   */
  coalesceMs?: number;
  /**
   * What reading it takes beyond the default role. It is then asked for only
   * where `fleet.extensions` names the role for the cluster; elsewhere its
   * coverage is `not-asked`.
   */
  extension?: WatchExtension;
  /** The fact types that its mapper makes. */
  facts: [FactType, ...FactType[]];
  /** One line for the documentation: what is read from it. */
  reads: string;
  /** Parses and maps. Made by {@link defineWatch}; never throws. */
  map(object: unknown, context: MapContext): Mapped;
};

/**
 * How a kind is read that the default role does not grant: within configured
 * namespaces only, and by label or by name; or as a whole, where nothing less makes sense.
 *
 * @public
 */
export type WatchExtension = {
  /** Id of the extension role, also the file's name in `rbac/extension-roles`. */
  role: string;
  /** One line: what it opens, and what of it is read. */
  grants: string;
  /** Only objects with these labels are asked for. RBAC cannot limit by label. */
  labelSelector?: string;
  /** Only objects that configuration names are asked for, and granted. */
  byName?: boolean;
  /**
   * It is of the cluster as a whole, and granted so: kinds without a namespace, and those
   * that say nothing without them. Configuration names no namespaces.
   */
  wholeCluster?: boolean;
};

/**
 * A kind that is neither listed nor watched: an object of it is read by its name, by a
 * cluster that delivers it, to tell whether it is there and who wrote it.
 *
 * @public
 */
export type AdapterLook = {
  /** Empty for the core group. */
  group: string;
  version: string;
  kind: string;
  plural: string;
  namespaced: boolean;
  /**
   * What it takes beyond the default role, of the cluster as a whole: then it is looked at
   * only where `fleet.extensions` names the role for the cluster.
   */
  extension?: Pick<WatchExtension, 'role' | 'grants'>;
};

/**
 * An object of a cluster, as the engine that brings it calls it.
 *
 * @public
 */
export type DesiredResource = {
  /** Empty for the core group. */
  group: string;
  kind: string;
  /** Empty for none. */
  namespace: string;
  name: string;
};

/**
 * What came of the question how an engine desires an object: as it is desired, with the
 * live one where the engine tells both, or why nothing is known of it.
 *
 * @public
 */
export type DesiredReading =
  | { desired: unknown; live?: unknown }
  | { problem: string };

/**
 * Where an engine tells how it desires a single object that it delivers. It is asked for
 * one that differs and of which nobody tells what is desired, and never for all.
 *
 * @public
 */
export type AdapterDesired = {
  /** What delivers such objects: one of the kinds that the adapter watches. */
  of: { group: string; kind: string };
  /** What it is called in coverage, and in configuration where it is asked for over HTTP. */
  kind: string;
  /** One line for the documentation: what is asked for, and what is read of it. */
  reads: string;
  /** Reads what came. Made by {@link defineDesired}; never throws. */
  read(answer: unknown, resource: DesiredResource): DesiredReading;
} & (
  | {
      /** It stands in the delivering object itself, which is read by its name. */
      from: 'object';
      version: string;
      plural: string;
    }
  | {
      /** The system answers it over HTTP, where `fleet.polls` says so. */
      from: 'http';
      extension: Pick<WatchExtension, 'role' | 'grants'>;
      service: PollService;
      /** The longest answer that is read, in bytes. */
      maxBytes: number;
      /** What is asked for, with its query. Pure. */
      path(
        of: { namespace: string; name: string },
        resource: DesiredResource,
      ): string;
    }
);

/**
 * The descriptor of a foreign system: data that fits one screen. RBAC, the
 * documentation and the list of watches are derived from it.
 *
 * @public
 */
export type FleetAdapter = {
  /** Also the folder's name and, where the system delivers, the engine's id. */
  id: string;
  title: string;
  homepage: string;
  watches: AdapterWatch[];
  /** What is read besides of objects that are not well. */
  followUp?: AdapterFollowUp;
  /** What is read besides of objects of which somebody wants to know what runs, where their templates name no digest. */
  running?: AdapterFollowUp;
  /** Objects of these kinds are looked at one by one, where somebody says that they differ, or nobody tells. */
  looks?: AdapterLook[];
  /** Where it tells how it desires what it delivers. Each adapter's are in its `desired.ts`. */
  desired?: AdapterDesired[];
  /** What it answers over HTTP, where objects do not say it. Each adapter's are in its `polls.ts`. */
  polls?: AdapterPoll[];
  /** What the system can be told. Each adapter's are in its `act.ts`. */
  actions?: AdapterAction[];
};

/**
 * What {@link defineWatch} takes: a watch whose mapper gets a parsed object.
 *
 * @public
 */
export type WatchDefinition<TSchema extends z.ZodType> = Omit<
  AdapterWatch,
  'map'
> & {
  /** Only the fields that are read. */
  schema: TSchema;
  /** Pure: object in, facts or a reason out. */
  map(object: z.output<TSchema>, context: MapContext): Mapped;
};

/**
 * A service within a cluster, as the API server's service proxy names it.
 *
 * @public
 */
export type PollService = {
  name: string;
  /** Number, or the name of the port. */
  port: number | string;
  scheme: 'http' | 'https';
};

/**
 * What is known when a poll asks: what configuration says of it, as far as it changes
 * what is asked, and the time.
 *
 * @public
 */
export type PollSettings<TSettings = unknown> = {
  /** Where the system runs. Every item's source lies in it. */
  namespace: string;
  /** What configuration says under `settings`, as {@link AdapterPoll.readSettings} gives it. */
  settings: TSettings;
  /** When it is asked, by the portal's clock; RFC 3339 in UTC. For questions about a span of time. */
  askedAt: string;
  /**
   * The rows of the price sheet that people write, in the order in which they were
   * written; only for polls that have `pricesOf`. Each holds from a day on: what was
   * charged before keeps the price that it had.
   */
  prices?: readonly PriceRow[];
};

/**
 * What configuration says of prices. Rows of the price sheet count where they are in this
 * currency; in none where it is absent.
 *
 * @public
 */
export type PollPrices = {
  currency?: string;
  prices: readonly PriceEntry[];
};

/**
 * What came of the `settings` of one poll's configuration.
 *
 * @public
 */
export type PollSettingsReading = { settings: unknown } | { invalid: string };

/**
 * One item of an answer, in the form in which objects are mapped.
 *
 * @public
 */
export type PolledObject = {
  /** The poll's group and version. */
  apiVersion: string;
  kind: string;
  metadata: {
    /** The same for the same item of the same system in each answer. */
    uid: string;
    name: string;
    namespace: string;
  };
  /** When the answer was had, by the portal's clock; RFC 3339 in UTC. */
  answeredAt: string;
  item: unknown;
};

/**
 * What came of an answer: all of its items, or why it is none that may be
 * believed. There is nothing in between: what a valid answer lacks is gone.
 *
 * @public
 */
export type PollReading = { items: PolledObject[] } | { invalid: string };

/**
 * What came in the place of an answer that need not be had.
 *
 * @public
 */
export type FailedAnswer = { failed: string };

/**
 * Something that a system answers over HTTP: asked for again and again, through
 * the API server's service proxy or at a configured address, and only where
 * `fleet.polls` says so. Elsewhere its coverage is `not-asked`.
 *
 * @public
 */
export type AdapterPoll = {
  /** Of no kind that a cluster serves: what the answers' items are called in coverage, sources and documents. */
  group: string;
  version: string;
  kind: string;
  /** The fact types that its mapper makes. */
  facts: [FactType, ...FactType[]];
  /** One line for the documentation: what is asked for, and what is read of it. */
  reads: string;
  /** The role that opens the service proxy. */
  extension: Pick<WatchExtension, 'role' | 'grants'>;
  /** Which service is asked, unless configuration names another. */
  service: PollService;
  /** Seconds from one answer to the next question, unless configuration says otherwise. */
  intervalSeconds: number;
  /** The longest answer that is read, in bytes. */
  maxBytes: number;
  /** Seconds that an answer may take, where it is computed first; else 15 to its head and 30 in all. */
  timeoutSeconds?: number;
  /**
   * Reads `settings` of its configuration, which may be absent. Made by {@link definePoll};
   * never throws. A poll that takes none refuses any.
   */
  readSettings(settings: unknown): PollSettingsReading;
  /**
   * What configuration says of prices, of a poll that charges by the price sheet: there it
   * is what holds where no row of the sheet does. Absent where a poll has its prices from
   * whom it asks. Pure.
   */
  pricesOf?(settings: unknown): PollPrices;
  /** What is asked for, with its query, one after the other. Pure. */
  paths(settings: PollSettings): [string, ...string[]];
  /**
   * How many of the paths have to be answered, one at least: what fails of those after
   * them is read as a {@link FailedAnswer}, and takes nothing of the others with it. They
   * are asked last, and may have what is left of the bytes. All, where it is absent. Pure.
   */
  required?(settings: PollSettings): number;
  /** Reads the answers, in the order of the paths. Made by {@link definePoll}; never throws. */
  read(
    answers: unknown[],
    context: PollSettings & Pick<PolledObject, 'answeredAt'>,
  ): PollReading;
  /** Parses and maps one item. Made by {@link definePoll}; never throws. */
  map(object: unknown, context: MapContext): Mapped;
};

/**
 * What a poll's mapper may know besides the item. There is no clock, but the time
 * at which the answer was had: an answer may say itself how old it is.
 *
 * @public
 */
export type PollContext = MapContext & Pick<PolledObject, 'answeredAt'>;

/**
 * All items of the answers, or why the answers may not be believed although each has
 * the form that it should have: where there is nothing in them, for example, and that
 * is not the same as that there is nothing.
 *
 * @public
 */
export type PollItems =
  | { key: string; name: string; item: unknown }[]
  | { invalid: string };

/**
 * What {@link definePoll} takes: a poll whose functions get what was parsed.
 *
 * @public
 */
export type PollDefinition<
  TAnswer extends z.ZodType,
  TItem extends z.ZodType,
  TSettings extends z.ZodType = z.ZodType<undefined>,
> = Omit<
  AdapterPoll,
  'read' | 'map' | 'readSettings' | 'paths' | 'pricesOf' | 'required'
> & {
  /** What configuration may say under `settings`; it has to take `undefined`. Nothing where it is absent. */
  settings?: TSettings;
  /** As {@link AdapterPoll.pricesOf}. */
  pricesOf?(settings: z.output<TSettings>): PollPrices;
  /** What is asked for, with its query, one after the other. Pure. */
  paths(settings: PollSettings<z.output<TSettings>>): [string, ...string[]];
  /** As {@link AdapterPoll.required}. */
  required?(settings: PollSettings<z.output<TSettings>>): number;
  /** The envelope of each answer. What is within the items is not its concern. */
  answer: TAnswer;
  /**
   * Pure: all items of the answers. `key` tells them apart, and is the same in each
   * answer. What the mapper has to know besides the item it is given within it. Answers
   * that need not be had are in `optional`, with what failed in their place.
   */
  items(
    answers: z.output<TAnswer>[],
    context: PollSettings<z.output<TSettings>> &
      Pick<PolledObject, 'answeredAt'> & {
        optional: (z.output<TAnswer> | FailedAnswer)[];
      },
  ): PollItems;
  /** Only the fields that are read. */
  item: TItem;
  /** Pure: item in, facts or a reason out. */
  map(item: z.output<TItem>, context: PollContext): Mapped;
};
