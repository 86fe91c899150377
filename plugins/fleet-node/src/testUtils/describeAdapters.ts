import { parse } from 'yaml';
import {
  type AdapterWatch,
  type FleetAdapter,
  mapObject,
  watchOfKind,
} from '../adapters';
import {
  type AdapterFolder,
  adapterFolderNames,
  openAdapterFolder,
} from './adapterFolder';
import { type AdapterCase, casesSchema } from './cases';
import { checkHostileFacts } from './checkHostileFacts';
import {
  casesOf,
  checkCases,
  checkFactTypes,
  checkFiles,
} from './checkAdapterFolder';
import { deepFreeze } from './deepFreeze';
import { describePoll } from './describePoll';
import { expectCase } from './expectCase';
import { readApiVersion } from './readApiVersion';

// This file makes tests for others and is none itself, so it asks for Jest's
// functions where it is loaded.
const { describe: group, it: test } = globalThis;

/**
 * Checks an object against the definition that its system publishes.
 *
 * @returns what is wrong with it, or `undefined` where the definition of that
 *   version is not known
 * @public
 */
export type ObjectValidator = (
  identity: { group: string; version: string; kind: string },
  object: unknown,
) => string[] | undefined;

/** @public */
export type DescribeAdaptersOptions = {
  /** The folder that holds one folder per adapter; usually `__dirname`. */
  folder: string;
  adapters: FleetAdapter[];
  /** The part of an adapter's README that is generated from its descriptor. */
  generatedReadme?: (adapter: FleetAdapter) => string;
  /** Where it is absent, no fixture is checked against a definition. */
  validateObject?: ObjectValidator;
};

function mapFixture(watch: AdapterWatch, text: string) {
  const object: unknown = deepFreeze(parse(text));
  const { apiVersion, kind } = Object(object);
  const version = readApiVersion(apiVersion);
  // Of a whole group, the fixture says which kind it is of.
  const read = watch.everyKind ? watchOfKind(watch, { ...watch, kind }) : watch;
  expect({ group: version?.group, kind }).toEqual({
    group: read.group,
    kind: read.kind,
  });
  expect(watch.versions).toContain(version?.version);
  const mapped = mapObject(read, version?.version ?? '', object);
  return { object, version: version?.version ?? '', mapped };
}

function describeKind(
  watch: AdapterWatch,
  folder: AdapterFolder,
  cases: AdapterCase[],
  options: DescribeAdaptersOptions,
  made: Set<string>,
) {
  group(`${watch.kind}`, () => {
    test.each(
      cases.map(entry => [entry.scenario, entry.fixture, entry] as const),
    )('%s (%s)', (scenario, fixture, entry) => {
      const { object, version, mapped } = mapFixture(
        watch,
        folder.read(`__fixtures__/${fixture}`),
      );
      expectCase(mapped, entry);
      if ('facts' in mapped) {
        mapped.facts.forEach(fact => made.add(fact.type));
      }
      const problems = options.validateObject?.(
        { group: watch.group, version, kind: watch.kind },
        object,
      );
      if (!problems) return;
      if (scenario === 'malformed') {
        expect(problems).not.toEqual([]);
      } else {
        expect(problems).toEqual([]);
      }
    });
  });
}

/** Holds a kind to what must come of hostile objects, over each of its fixtures. */
function describeHostile(
  watch: AdapterWatch,
  folder: AdapterFolder,
  cases: AdapterCase[],
) {
  test.each(cases.map(({ fixture }, turn) => [fixture, turn] as const))(
    `${watch.kind} takes anything in any field of %s`,
    (fixture, turn) => {
      const object: unknown = parse(folder.read(`__fixtures__/${fixture}`));
      const version = readApiVersion(Object(object).apiVersion)?.version ?? '';
      const { problems, tried } = checkHostileFacts(
        watch,
        version,
        object,
        turn,
      );
      expect(problems.slice(0, 20)).toEqual([]);
      expect(tried).toBeGreaterThan(50);
    },
    60_000,
  );
}

/**
 * Makes the tests of all adapters of a package: each folder holds the files
 * that it should and no others, each fixture is used and becomes what
 * `cases.yaml` says, each kind shows the required scenarios, no mapper changes its
 * input or makes something that is not a fact, and whatever is hostile in any
 * field of a fixture becomes valid facts or a reason.
 *
 * @public
 */
export function describeAdapters(options: DescribeAdaptersOptions): void {
  const { folder: parent, adapters } = options;

  test('has a folder for each adapter and an adapter for each folder', () => {
    expect(adapterFolderNames(parent)).toEqual(
      adapters.map(adapter => adapter.id).sort(),
    );
  });

  group.each(adapters.map(adapter => [adapter.id, adapter] as const))(
    'adapter %s',
    (id, adapter) => {
      const folder = openAdapterFolder(parent, id);
      const cases = casesSchema.parse(parse(folder.read('cases.yaml')));
      const made = new Map(
        [...adapter.watches, ...(adapter.polls ?? [])].map(({ kind }) => [
          kind,
          new Set<string>(),
        ]),
      );

      test('has the files that an adapter has, and no others', () => {
        expect(checkFiles(adapter, folder)).toEqual([]);
      });

      test('has a case for each fixture and each required scenario', () => {
        expect(checkCases(adapter, folder, cases)).toEqual([]);
      });

      for (const watch of adapter.watches) {
        const list = casesOf(watch, adapter, folder, cases);
        if (list.length) {
          describeKind(
            watch,
            folder,
            list,
            options,
            made.get(watch.kind) ?? new Set(),
          );
          describeHostile(watch, folder, list);
        }
      }

      for (const poll of adapter.polls ?? []) {
        describePoll(
          poll,
          folder,
          cases[poll.kind]?.cases ?? [],
          made.get(poll.kind) ?? new Set(),
        );
      }

      test('makes the facts that it declares', () => {
        expect(checkFactTypes(adapter, made)).toEqual([]);
      });

      const { generatedReadme } = options;
      if (generatedReadme) {
        test('has a README whose generated part is up to date', () => {
          expect(folder.read('README.md')).toContain(generatedReadme(adapter));
        });
      }
    },
  );
}
