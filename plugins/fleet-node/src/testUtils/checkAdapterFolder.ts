import type { AdapterPoll, AdapterWatch, FleetAdapter } from '../adapters';
import { parse } from 'yaml';
import type { AdapterFolder } from './adapterFolder';
import {
  type AdapterCase,
  type AdapterCases,
  REQUIRED_SCENARIOS,
} from './cases';
import { readApiVersion } from './readApiVersion';

const REQUIRED_FILES = ['index.ts', 'schema.ts', 'cases.yaml', 'README.md'];

const KNOWN_FILES = [
  ...REQUIRED_FILES.map(file => new RegExp(`^${file.replace('.', '\\.')}$`)),
  /^polls\.ts$/,
  /^act\.ts$/,
  // Where there are many: the actions of one kind.
  /^act[A-Z]\w*\.ts$/,
  // What several mappers of the folder share, one thing a file.
  /^read[A-Z]\w*\.ts$/,
  /^(map|read)[A-Z]\w*\.test\.ts$/,
  /^(polls|desired|act([A-Z]\w*)?)\.test\.ts$/,
  /^__fixtures__\/[a-z0-9]+(-[a-z0-9]+)*\.yaml$/,
];

/** All that an adapter reads: what it watches, and what it asks for. */
function kindsOf(adapter: FleetAdapter): (AdapterWatch | AdapterPoll)[] {
  return [...adapter.watches, ...(adapter.polls ?? [])];
}

/**
 * The cases of what a watch reads. Where several groups of an adapter have a kind of
 * the same name, they are those whose fixture is of the watch's group.
 */
export function casesOf(
  watch: AdapterWatch,
  adapter: FleetAdapter,
  folder: AdapterFolder,
  cases: AdapterCases,
): AdapterCase[] {
  const { cases: list = [] } = cases[watch.kind] ?? {};
  const groups = adapter.watches.filter(({ kind }) => kind === watch.kind);
  if (groups.length === 1) return list;
  return list.filter(({ fixture }) => {
    const path = `__fixtures__/${fixture}`;
    if (!folder.files.includes(path)) return false;
    const { apiVersion } = Object(parse(folder.read(path)));
    return readApiVersion(apiVersion)?.group === watch.group;
  });
}

/**
 * What is wrong with the files of an adapter's folder: names that nothing would
 * read, and files that are missing.
 *
 * @public
 */
export function checkFiles(
  adapter: FleetAdapter,
  folder: AdapterFolder,
): string[] {
  const mappers = kindsOf(adapter).map(({ kind }) => `map${kind}.ts`);
  const polls = adapter.polls?.length ? ['polls.ts'] : [];
  const looks = [
    ...(adapter.looks?.length ? ['looks.ts'] : []),
    ...(adapter.desired?.length ? ['desired.ts'] : []),
  ];
  const problems: string[] = [];
  if (folder.name !== adapter.id) {
    problems.push(
      `The folder '${folder.name}' is not named for its adapter '${adapter.id}'.`,
    );
  }
  for (const file of [...REQUIRED_FILES, ...polls, ...looks, ...mappers]) {
    if (!folder.files.includes(file)) {
      problems.push(`The file '${file}' is missing.`);
    }
  }
  for (const file of folder.files) {
    const isKnown =
      mappers.includes(file) ||
      looks.includes(file) ||
      KNOWN_FILES.some(known => known.test(file));
    if (!isKnown) problems.push(`The file '${file}' has an unknown name.`);
  }
  return problems;
}

/**
 * What is wrong with the cases of an adapter: kinds, fixtures and scenarios
 * that are missing or left over.
 *
 * @public
 */
export function checkCases(
  adapter: FleetAdapter,
  folder: AdapterFolder,
  cases: AdapterCases,
): string[] {
  const problems: string[] = [];
  const kinds = kindsOf(adapter).map(({ kind }) => kind);
  const used = new Set<string>();
  for (const kind of kinds) {
    if (!Object.hasOwn(cases, kind)) {
      problems.push(`The kind '${kind}' has no cases.`);
    }
  }
  for (const watch of adapter.watches) {
    if (
      cases[watch.kind]?.cases.length &&
      casesOf(watch, adapter, folder, cases).length === 0
    ) {
      problems.push(
        `The kind '${watch.kind}' of '${watch.group}' has no case of its own.`,
      );
    }
  }
  for (const [kind, { cases: list, notApplicable = {} }] of Object.entries(
    cases,
  )) {
    if (!kinds.includes(kind)) {
      problems.push(`The cases speak of '${kind}', which is not read.`);
    }
    const scenarios = list.map(entry => entry.scenario);
    for (const scenario of REQUIRED_SCENARIOS) {
      const isCovered = scenarios.includes(scenario);
      const isExcused = notApplicable[scenario] !== undefined;
      if (!isCovered && !isExcused) {
        problems.push(`The kind '${kind}' has no case for '${scenario}'.`);
      }
      if (isCovered && isExcused) {
        problems.push(
          `The kind '${kind}' has a case for '${scenario}', which it calls not applicable.`,
        );
      }
    }
    for (const { fixture } of list) {
      if (used.has(fixture)) {
        problems.push(`The fixture '${fixture}' has two cases.`);
      }
      used.add(fixture);
      if (!folder.files.includes(`__fixtures__/${fixture}`)) {
        problems.push(`The fixture '${fixture}' does not exist.`);
      }
    }
  }
  for (const file of folder.files) {
    const fixture = file.replace(/^__fixtures__\//, '');
    if (fixture !== file && !used.has(fixture)) {
      problems.push(`No case uses the fixture '${fixture}'.`);
    }
  }
  return problems;
}

/**
 * What is wrong with a descriptor as a whole: fact types that are declared and
 * never made.
 *
 * @param made - by kind, the types of the facts that its cases made
 * @public
 */
export function checkFactTypes(
  adapter: FleetAdapter,
  made: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return kindsOf(adapter).flatMap(watch => {
    const types = made.get(watch.kind) ?? new Set();
    const declared: readonly string[] = watch.facts;
    return [
      ...declared
        .filter(type => !types.has(type))
        .map(
          type =>
            `The kind '${watch.kind}' declares '${type}' facts, and no case makes one.`,
        ),
      ...[...types]
        .filter(type => !declared.includes(type))
        .map(
          type =>
            `The kind '${watch.kind}' makes '${type}' facts, which it does not declare.`,
        ),
    ];
  });
}
