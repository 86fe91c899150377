import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import {
  CST,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { parseDocuments, type YamlDocument } from './documents';
import { isAnchored } from './refuseAnchors';
import { flowText, linesOf, type Json } from './valueText';
import { scalarText } from './scalarText';

/** Where in a document: names of fields, and indexes of lists. */
export type YamlPath = readonly (string | number)[];

/** A part of a text, and what takes its place. */
type Splice = { start: number; end: number; text: string };

/**
 * Gives a place of a document another value, and leaves every other byte of the file as it is. A
 * field that is not there is added, with those that it is in.
 *
 * What comes out is read again: it has to say what it said before and the new value, and to have
 * the same comments. So no value can end what it stands in, whatever it is.
 *
 * @param index - which of the file's documents
 * @throws InputError where that cannot be done without changing something else
 */
export function setInText(
  file: string,
  text: string,
  index: number,
  path: YamlPath,
  value: Json,
): string {
  // Each step changes one part, after which the parts behind it are elsewhere. What was read of
  // the first and of the last text is what they are held against each other by.
  const before = documentsOf(file, text);
  let documents = before;
  for (let now = text, steps = 0; steps < 1000; steps += 1) {
    const document = documents[index]?.document;
    if (!document) throw refused(file, path, 'there is no such document');
    const splice = nextSplice(document, now, path, value, reason =>
      refused(file, path, reason),
    );
    if (!splice) {
      check(before, documents, index, path, value, reason =>
        refused(file, path, reason),
      );
      if (!isDeepStrictEqual(commentsOf(text), commentsOf(now))) {
        throw refused(file, path, 'a comment would be lost');
      }
      return now;
    }
    now = now.slice(0, splice.start) + splice.text + now.slice(splice.end);
    documents = documentsOf(file, now);
  }
  throw refused(file, path, 'too much of it differs');
}

type Refuse = (reason: string) => Error;

/** The first thing to change; nothing where the document says it already. */
function nextSplice(
  document: Document.Parsed,
  text: string,
  path: YamlPath,
  value: Json,
  refuse: Refuse,
): Splice | undefined {
  let node: unknown = document.contents;
  let inFlow = false;
  for (const [depth, key] of path.entries()) {
    refuseWhatStandsForMore(node, refuse);
    if (!isCollection(node)) {
      throw refuse(`'${path.slice(0, depth).join('.')}' holds nothing`);
    }
    inFlow ||= node.flow === true;
    const next = childOf(node, key);
    if (next === undefined) {
      const inner = path.slice(depth + 1).reduceRight<Json>((within, each) => {
        if (typeof each === 'number') return [within];
        return { [each]: within };
      }, value);
      return insertion(text, node, key, inner, refuse);
    }
    node = next;
  }
  return replacement(document, text, node, value, inFlow, refuse);
}

function replacement(
  document: Document.Parsed,
  text: string,
  node: unknown,
  value: Json,
  inFlow: boolean,
  refuse: Refuse,
): Splice | undefined {
  refuseWhatStandsForMore(node, refuse);
  if (isDeepStrictEqual(plainOf(node, document), value)) return undefined;
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    if (!node.range || node.range[0] === node.range[1]) {
      throw refuse('nothing is written there yet');
    }
    const [start, end] = node.range;
    const own = scalarText(node, text.slice(start, end), value, inFlow);
    if (own === undefined) throw refuse('of how it is written there');
    return { start, end, text: own };
  }
  if (isSeq(node) && Array.isArray(value)) {
    return changedItem(document, text, node, value, inFlow, refuse);
  }
  if (isMap(node) && isPlainObject(value)) {
    return changedField(document, text, node, value, inFlow, refuse);
  }
  throw refuse('it is another kind of value there');
}

function changedField(
  document: Document.Parsed,
  text: string,
  node: YAMLMap,
  value: { [key: string]: Json },
  inFlow: boolean,
  refuse: Refuse,
): Splice | undefined {
  for (const [key, own] of Object.entries(value)) {
    const there = childOf(node, key);
    const splice =
      there === undefined
        ? insertion(text, node, key, own, refuse)
        : replacement(
            document,
            text,
            there,
            own,
            inFlow || node.flow === true,
            refuse,
          );
    if (splice) return splice;
  }
  const surplus = node.items.findIndex(
    ({ key }) => !isScalar(key) || !Object.hasOwn(value, String(key.value)),
  );
  if (surplus < 0) return undefined;
  return removal(text, node, surplus, refuse);
}

/** Items that are the same at the start and at the end stay; those in between change. */
function changedItem(
  document: Document.Parsed,
  text: string,
  node: YAMLSeq,
  value: Json[],
  inFlow: boolean,
  refuse: Refuse,
): Splice | undefined {
  const there = node.items.map(item => plainOf(item, document));
  const shorter = Math.min(there.length, value.length);
  let same = 0;
  while (same < shorter && isDeepStrictEqual(there[same], value[same])) {
    same += 1;
  }
  let end = 0;
  while (
    end < shorter - same &&
    isDeepStrictEqual(there.at(-1 - end), value.at(-1 - end))
  ) {
    end += 1;
  }
  if (same + end < shorter) {
    return replacement(
      document,
      text,
      node.items[same],
      value[same],
      inFlow || node.flow === true,
      refuse,
    );
  }
  if (there.length > value.length) return removal(text, node, same, refuse);
  if (end === 0 || node.flow) {
    return insertion(text, node, same, value[same], refuse);
  }
  return insertionBefore(text, node, same, value[same], refuse);
}

/** Behind the last field or item; in a list on one line also between two. */
function insertion(
  text: string,
  node: YAMLMap | YAMLSeq,
  key: string | number,
  value: Json,
  refuse: Refuse,
): Splice {
  refuseWhatStandsForMore(node, refuse);
  if (isSeq(node) !== (typeof key === 'number')) {
    throw refuse('it is another kind of value there');
  }
  if (!node.range) throw refuse('of how it is written there');
  if (node.flow || node.items.length === 0) {
    return insertionInFlow(text, node, key, value, refuse);
  }
  const column = columnOf(text, node, 0, refuse);
  const at = endOfLine(text, endOf(text, node.items[node.items.length - 1]));
  const lines = linesOf(isSeq(node) ? [value] : { [key]: value }, text, column);
  const eol = eolOf(text);
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return {
    start: at,
    end: at,
    text: isOpen ? `${eol}${lines.join(eol)}` : `${lines.join(eol)}${eol}`,
  };
}

function insertionBefore(
  text: string,
  node: YAMLSeq,
  index: number,
  value: Json,
  refuse: Refuse,
): Splice {
  const column = columnOf(text, node, 0, refuse);
  const before = index === 0 ? undefined : node.items[index - 1];
  const at =
    before === undefined
      ? lineStart(text, startOf(node.items[0]))
      : endOfLine(text, endOf(text, before));
  // A list's first item may stand on the line of what the list is in.
  if (before === undefined && !isAlone(text, at, column)) {
    throw refuse('of how it is written there');
  }
  const eol = eolOf(text);
  return {
    start: at,
    end: at,
    text: `${linesOf([value], text, column).join(eol)}${eol}`,
  };
}

function insertionInFlow(
  text: string,
  node: YAMLMap | YAMLSeq,
  key: string | number,
  value: Json,
  refuse: Refuse,
): Splice {
  const [start, end] = node.range as [number, number, number];
  const isOneLine = !/[\r\n#]/.test(text.slice(start, end));
  if (!isOneLine) throw refuse('it goes over several lines in brackets');
  const own = flowText(isSeq(node) ? [value] : { [key]: value });
  if (own === undefined) throw refuse('the value goes over several lines');
  if (node.items.length === 0) {
    // Nothing in it: its brackets are all that is there.
    if (!/^[[{] *[\]}]$/.test(text.slice(start, end))) {
      throw refuse('of how it is written there');
    }
    return { start, end, text: isSeq(node) ? `[${own}]` : `{ ${own} }` };
  }
  const index = isSeq(node) ? Number(key) : node.items.length;
  if (index === 0) {
    const first = startOf(node.items[0]);
    return { start: first, end: first, text: `${own}, ` };
  }
  const last = endOf(text, node.items[index - 1]);
  return { start: last, end: last, text: `, ${own}` };
}

function removal(
  text: string,
  node: YAMLMap | YAMLSeq,
  index: number,
  refuse: Refuse,
): Splice {
  const { items } = node;
  if (items.length === 1) throw refuse('nothing would be left there');
  if (node.flow) {
    const [start, end] =
      index === 0
        ? [startOf(items[0]), startOf(items[1])]
        : [endOf(text, items[index - 1]), endOf(text, items[index])];
    return { start, end, text: '' };
  }
  const column = columnOf(text, node, index, refuse);
  const start = lineStart(text, startOf(items[index]));
  if (!isAlone(text, start, column)) {
    throw refuse('of how it is written there');
  }
  return { start, end: endOfLine(text, endOf(text, items[index])), text: '' };
}

/** A value that stands for another, is stood for by others, or is told how to be read. */
function refuseWhatStandsForMore(node: unknown, refuse: Refuse): void {
  if (isAnchored(node)) throw refuse('it uses anchors');
  if ((isCollection(node) || isScalar(node)) && node.tag) {
    // Only what is written with a tag has one in what was read.
    throw refuse('it has a tag');
  }
}

/** @throws InputError where anything is not as it has to be */
function check(
  before: readonly YamlDocument[],
  after: readonly YamlDocument[],
  index: number,
  path: YamlPath,
  value: Json,
  refuse: Refuse,
): void {
  const isSame =
    before.length === after.length &&
    before.every(({ text }, at) => at === index || text === after[at].text) &&
    isDeepStrictEqual(
      after[index].document.toJS(),
      withValue(before[index].document.toJS(), path, value),
    );
  if (!isSame) throw refuse('something else would change with it');
}

function withValue(whole: Json, path: YamlPath, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    const copy = [...whole];
    copy[Number(key)] = withValue(whole[Number(key)], rest, value);
    return copy;
  }
  if (typeof key === 'number') return [withValue({}, rest, value)];
  const map = isPlainObject(whole) ? whole : {};
  const copy = { ...map };
  // A field of the name '__proto__' is a field as any other.
  Object.defineProperty(copy, key, {
    value: withValue(Object.hasOwn(map, key) ? map[key] : {}, rest, value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

/** The comments of a file, in their order. */
export function commentsOf(text: string): string[] {
  const comments: string[] = [];
  let isContent = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!isContent && CST.tokenType(lexeme) === 'comment') {
      comments.push(lexeme);
    }
    // What follows this mark is the text of a value, whatever it begins with.
    isContent = lexeme === CST.SCALAR;
  }
  return comments;
}

function documentsOf(file: string, text: string) {
  const documents = parseDocuments(text);
  if ('because' in documents) {
    throw new InputError(
      `'${file}' cannot be read as YAML: ${documents.because}. Nothing was changed.`,
    );
  }
  return documents;
}

function refused(file: string, path: YamlPath, reason: string): InputError {
  return new InputError(
    `'${path.join(
      '.',
    )}' in '${file}' cannot be changed alone: ${reason}. Edit it by hand.`,
  );
}

/** What is at a key of a map, or an index of a list; nothing where there is none. */
export function childOf(node: unknown, key: string | number): unknown {
  if (isSeq(node)) return typeof key === 'number' ? node.items[key] : undefined;
  if (!isMap(node)) return undefined;
  return node.items.find(
    pair => isScalar(pair.key) && String(pair.key.value) === String(key),
  )?.value;
}

function plainOf(node: unknown, document: Document.Parsed): unknown {
  return isCollection(node) || isScalar(node) ? node.toJS(document) : undefined;
}

function isPlainObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Item = Node | Pair | unknown;

function startOf(item: Item): number {
  const node = isPair(item) ? item.key : item;
  return (node as Node).range?.[0] ?? 0;
}

/** Where the last letter of it is; of a text over several lines, where its lines end. */
function endOf(text: string, item: Item): number {
  if (isPair(item)) {
    const { key, value } = item;
    const own = endOf(text, key);
    return value ? Math.max(own, endOf(text, value)) : own;
  }
  const node = item as Node;
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    return endOf(text, node.items[node.items.length - 1]);
  }
  const [start, end] = node.range ?? [0, 0, 0];
  if (isScalar(node) && node.type?.startsWith('BLOCK')) {
    const isKept = /^[|>]\d?\+/.test(text.slice(start, end));
    if (isKept) return end;
    return start + text.slice(start, end).replace(/\s+$/, '').length;
  }
  return end;
}

function isPair(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next + 1;
}

/** How far fields, or the dashes of items, are set in. */
function columnOf(
  text: string,
  node: YAMLMap | YAMLSeq,
  index: number,
  refuse: Refuse,
): number {
  const start = startOf(node.items[index]);
  const before = text.slice(lineStart(text, start), start);
  if (isMap(node)) {
    if (!/^(?: *- +)*(?: )*$/.test(before)) {
      throw refuse('of how it is written there');
    }
    return before.length;
  }
  const [, dashes] = /^((?: *- +)* *)- +$/.exec(before) ?? [];
  if (dashes === undefined) throw refuse('of how it is written there');
  return dashes.length;
}

/** Whether nothing but spaces comes before a column in a line. */
function isAlone(text: string, start: number, column: number): boolean {
  return /^ *$/.test(text.slice(start, start + column));
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
