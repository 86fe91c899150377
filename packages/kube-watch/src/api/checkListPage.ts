import { KubernetesError } from '../errors';
import { plainText } from '../text';
import type { KubernetesObject } from '../types';
import {
  isExpectedKind,
  isExpectedList,
  isName,
  isObject,
  type ExpectedKind,
} from './checkObject';
import { isRecord } from './isRecord';

/** What a list says of itself, and thereby of its items. */
export type ListIdentity = { kind?: unknown; apiVersion?: unknown };

/** What one page says beside its items. */
export type ListPage = {
  resourceVersion: string;
  /** Token for the next page; undefined on the last. */
  next?: string;
};

// It travels back in the URL; servers' own are some hundred bytes.
const LONGEST_TOKEN = 16 * 1024;

/** @throws KubernetesError `invalid` for what is no list of the resource */
export function checkListKind(
  list: ListIdentity,
  expected: ExpectedKind,
): void {
  if (!isExpectedList({ ...list }, expected)) {
    throw invalid(
      `answered ${described(list.kind)} where a list of ${
        expected.resource.kind
      } was asked for`,
    );
  }
}

/**
 * What stands around the items of a page, when every single part of it is as it has to be.
 *
 * @param answer - the page without its items
 * @param count - how many items it had
 * @throws KubernetesError `invalid`, saying which part is not
 */
export function checkListPage(
  answer: Record<string, unknown>,
  expected: ExpectedKind,
  count: number,
): ListPage {
  checkListKind(answer, expected);
  const { metadata, items } = answer;
  if (!isRecord(metadata) || !isName(metadata.resourceVersion)) {
    throw invalid('answered a list without resource version');
  }
  const token = metadata.continue ?? '';
  if (typeof token !== 'string' || token.length > LONGEST_TOKEN) {
    throw invalid('answered a list with an unusable continue token');
  }
  if (!Array.isArray(items) || items.length > 0) {
    throw invalid('answered a list without items');
  }
  if (count === 0 && token !== '') {
    throw invalid('answered an empty page that claims to have a next one');
  }
  return {
    resourceVersion: metadata.resourceVersion,
    next: token || undefined,
  };
}

/**
 * One item of a list.
 *
 * @param list - what the list says of itself; undefined where the item has said it
 * @throws KubernetesError `invalid`
 */
export function checkItem(
  item: unknown,
  index: number,
  list: ListIdentity | undefined,
  expected: ExpectedKind,
): KubernetesObject {
  if (!isRecord(item)) {
    throw invalid(`answered a list whose item ${index} is no object`);
  }
  // Lists of built-in kinds say it once, not per item.
  item.apiVersion ??= list?.apiVersion;
  item.kind ??=
    list?.kind === 'PartialObjectMetadataList'
      ? 'PartialObjectMetadata'
      : expected.resource.kind;
  if (!isExpectedKind(item, expected)) {
    throw invalid(`answered a list whose item ${index} is of another kind`);
  }
  if (!isObject(item, expected)) {
    throw invalid(`answered a list whose item ${index} lacks name or uid`);
  }
  return item;
}

function described(kind: unknown): string {
  return typeof kind === 'string' && kind !== ''
    ? `'${plainText(kind, 80)}'`
    : 'something';
}

function invalid(reason: string): KubernetesError {
  return new KubernetesError('invalid', reason);
}
