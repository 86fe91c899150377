import { InputError } from '@backstage/errors';
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  YAMLMap,
  YAMLSeq,
  type Scalar,
} from 'yaml';
import { refuseAnchors } from './refuseAnchors';

const PATH = ['spec', 'match', 'excludedNamespaces'];
/** What a line that Fleet wrote says of itself, with the exceptions that it is there for. */
const MARK = 'fleet.backstage.io/exception:';

/**
 * Leaves namespaces out of a constraint of Gatekeeper. Each line says for which exception it is
 * there, since an object of Gatekeeper has no room for that and nobody would know later whether
 * it may go. A namespace that is left out already, and not by Fleet, stays as it is.
 *
 * @returns whether anything changed, and the namespaces that were left out before
 * @throws InputError where the list is none, or uses anchors
 */
export function addExcludedNamespaces(
  document: Document.Parsed,
  namespaces: readonly string[],
  exceptionId: string,
): { changed: boolean; before: string[] } {
  refuseAnchors(document, PATH, 'the constraint');
  const list = listOf(document, true);
  const before: string[] = [];
  let changed = false;
  for (const namespace of namespaces) {
    const there = itemsOf(list).find(({ value }) => value === namespace);
    if (!there) {
      const item = document.createNode(namespace) as Scalar;
      item.comment = ` ${MARK} ${exceptionId}`;
      // In a list on one line there is no room for what a line says of itself.
      list.flow = false;
      list.add(item);
      changed = true;
      continue;
    }
    const ids = idsOf(there);
    if (!ids) before.push(namespace);
    else if (!ids.includes(exceptionId)) {
      setIds(there, [...ids, exceptionId]);
      changed = true;
    }
  }
  return { changed, before };
}

/**
 * Takes out again what was left out for an exception; what another exception needs stays.
 *
 * @returns the namespaces that are no longer left out, and those that others still need
 * @throws InputError where the list uses anchors
 */
export function removeExcludedNamespaces(
  document: Document.Parsed,
  exceptionId: string,
): { changed: boolean; removed: string[]; kept: string[] } {
  const list = listOf(document, false);
  const removed: string[] = [];
  const kept: string[] = [];
  if (!list || !excludesFor(document, exceptionId)) {
    return { changed: false, removed, kept };
  }
  refuseAnchors(document, PATH, 'the constraint');
  for (const item of itemsOf(list)) {
    const ids = idsOf(item);
    if (!ids?.includes(exceptionId)) continue;
    const others = ids.filter(id => id !== exceptionId);
    if (others.length > 0) {
      setIds(item, others);
      kept.push(String(item.value));
    } else {
      list.items = list.items.filter(each => each !== item);
      removed.push(String(item.value));
    }
  }
  if (list.items.length === 0 && removed.length > 0) {
    document.deleteIn(PATH);
    const match = document.getIn(PATH.slice(0, 2));
    // Without any key it says what it says by not being there: everything.
    if (isMap(match) && match.items.length === 0) {
      document.deleteIn(PATH.slice(0, 2));
    }
  }
  return { changed: removed.length + kept.length > 0, removed, kept };
}

/** Whether any line of a constraint is there for an exception. */
export function excludesFor(
  document: Document.Parsed,
  exceptionId: string,
): boolean {
  const list = listOf(document, false);
  return Boolean(
    list && itemsOf(list).some(item => idsOf(item)?.includes(exceptionId)),
  );
}

function listOf(document: Document.Parsed, create: true): YAMLSeq;
function listOf(
  document: Document.Parsed,
  create: boolean,
): YAMLSeq | undefined;
function listOf(
  document: Document.Parsed,
  create: boolean,
): YAMLSeq | undefined {
  const there = document.getIn(PATH);
  if (isSeq(there)) return there;
  if (!create) return undefined;
  if (there !== undefined && there !== null) {
    throw new InputError(
      `'${PATH.join('.')}' of the constraint is no list. Correct it first.`,
    );
  }
  for (const end of [1, 2]) {
    const path = PATH.slice(0, end);
    if (!isMap(document.getIn(path))) document.setIn(path, new YAMLMap());
  }
  const list = new YAMLSeq();
  document.setIn(PATH, list);
  return list;
}

function itemsOf(list: YAMLSeq): Scalar[] {
  return list.items.filter(isScalar);
}

/** The exceptions that a line is there for; nothing where Fleet did not write it. */
function idsOf({ comment }: Scalar): string[] | undefined {
  const [, after] = comment?.split(MARK) ?? [];
  return after
    ?.split(/[\s,]+/)
    .map(id => id.trim())
    .filter(Boolean);
}

function setIds(item: Scalar, ids: readonly string[]): void {
  const [before = ''] = item.comment?.split(MARK) ?? [];
  item.comment = `${before.trimEnd()} ${MARK} ${ids.join(', ')}`;
}
