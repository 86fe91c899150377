import type { DeliveryFact } from '@fleetview/backstage-plugin-fleet-common';

/** What an instance is made of, as far as a text may name it. */
export type Own = {
  namespace: string;
  workloads: readonly { kind: string; namespace: string; name: string }[];
};

/** Versions of API groups name nothing. */
const API_VERSION = /^v\d+((alpha|beta)\d+)?$/;

/** What stands between blanks and marks, where there is a slash in it. */
const WITH_SLASH = /[^\s"'`“”‘’,;()[\]{}<>]*\/[^\s"'`“”‘’,;()[\]{}<>]*/g;

/** From a mark that opens a quotation to the next mark, or to the end of a text that was cut. */
const QUOTED = /(?<![a-z0-9])["'`“‘]([^"'`“”‘’]*)/g;

/**
 * What an engine says of a delivery in its own words, as far as it may be said of
 * one instance that the delivery brings something of and that it is not counted in:
 * who sees the instance need not see what else the delivery brings, nor from where.
 *
 * A text is left out as soon as it names, quotes or addresses anything but the
 * delivery and what the instance is made of. It is left out as well where the engine
 * does not list all that it brings: then it is not known what a word names.
 *
 * @returns the text, or undefined
 */
export function ownWords(
  text: string | undefined,
  fact: DeliveryFact,
  own: Own,
): string | undefined {
  if (!text) return undefined;
  const { resources, total } = fact.brings;
  if (resources.length === 0 || resources.length < total) return undefined;
  const said = text.toLowerCase();
  const known = knownWords(fact, own);
  const isKnown = (word: string) =>
    word === '' || known.has(word) || API_VERSION.test(word);
  for (const [address] of said.matchAll(WITH_SLASH)) {
    if (!address.split('/').every(part => isKnown(bare(part)))) {
      return undefined;
    }
  }
  for (const [, quoted] of said.matchAll(QUOTED)) {
    if (!quoted.split(/[\s/]+/).every(part => isKnown(bare(part)))) {
      return undefined;
    }
  }
  for (const word of wordsOfOthers(fact)) {
    if (!isKnown(word) && hasWord(said, word)) return undefined;
  }
  return text;
}

/** Whether an object that a delivery brings is a workload of an instance, by the delivery's own word. */
export function isOwn(
  resource: { kind: string; namespace?: string; name: string },
  own: Own,
): boolean {
  return own.workloads.some(
    ({ kind, namespace, name }) =>
      kind === resource.kind &&
      namespace === resource.namespace &&
      name === resource.name,
  );
}

function knownWords(fact: DeliveryFact, own: Own): Set<string> {
  const words = new Set<string>();
  const add = (...more: (string | undefined)[]) => {
    for (const word of more) if (word) words.add(word.toLowerCase());
  };
  add(fact.kind, fact.namespace, fact.name, fact.engine, own.namespace);
  for (const { kind, name } of own.workloads) add(kind, name);
  for (const resource of fact.brings.resources) {
    if (!isOwn(resource, own)) continue;
    const { group, kind } = resource;
    add(group, group && `${kind}.${group}`);
  }
  return words;
}

/** What a delivery says that speaks of anything but itself; kinds name nothing. */
function* wordsOfOthers(fact: DeliveryFact): Iterable<string> {
  const all = new Set<string | undefined>([
    fact.project,
    fact.targetNamespace,
    fact.parent?.name,
    fact.parent?.namespace,
    ...fact.images,
    ...fact.sources.flatMap(({ repository, path, chart, object }) => [
      repository,
      path,
      chart,
      object?.name,
      object?.namespace,
    ]),
  ]);
  for (const { namespace, name } of [
    ...fact.brings.resources,
    ...(fact.operation?.failures ?? []),
    ...(fact.dependsOn ?? []),
  ]) {
    all.add(namespace);
    all.add(name);
  }
  for (const word of all) {
    const lower = word?.toLowerCase();
    if (lower && /[a-z0-9]/.test(lower)) yield lower;
  }
}

/** Without the marks around it. */
function bare(word: string): string {
  return word.replace(/^[^a-z0-9]+/, '').replace(/[^a-z0-9]+$/, '');
}

/** Whether a word is in a text, alone or with something joined to it by a mark: pods are called like that. */
function hasWord(text: string, word: string): boolean {
  for (
    let at = text.indexOf(word);
    at >= 0;
    at = text.indexOf(word, at + word.length)
  ) {
    const isWithin = isLetter(text[at - 1]) || isLetter(text[at + word.length]);
    if (!isWithin) return true;
  }
  return false;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/.test(character);
}
