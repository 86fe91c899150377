import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATION_ARGOCD_APP_SELECTOR,
  ANNOTATION_DELIVERY_SOURCE,
  ANNOTATION_IMAGE,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  boundedName,
} from '@fleetview/backstage-plugin-fleet-common';
import { storableText } from '../derive/storableText';
import { imageRepository } from '../mapping/imageRepository';
import { parseLabelSelector } from '../mapping/labelSelector';
import {
  listed,
  MAPPING_ANNOTATIONS,
  type MirroredEntity,
} from '../mapping/MirroredEntity';
import { parseSourceLocation } from '../mapping/sourceLocation';
import { statedOfCluster } from './statedOfCluster';

/** Longer than any that somebody means, in characters. */
const LONGEST_ANNOTATION = 4096;
const LONGEST_URL = 2048;
const LONGEST_REF = 253;

/** What an annotation has to be for its rule to read it, and how that is said. */
const FORMS: Record<string, [isRead: (value: string) => boolean, as: string]> =
  {
    [ANNOTATION_KUBERNETES_LABEL_SELECTOR]: [isSelector, 'a label selector'],
    [ANNOTATION_ARGOCD_APP_SELECTOR]: [isSelector, 'a label selector'],
    [ANNOTATION_DELIVERY_SOURCE]: [
      value => listed(value).every(each => parseSourceLocation(each)),
      'a list of repositories with paths, charts or artifacts',
    ],
    [ANNOTATION_IMAGE]: [
      value => listed(value).every(each => imageRepository(each)),
      'a list of image repositories',
    ],
  };

function isSelector(value: string): boolean {
  return parseLabelSelector(value) !== undefined;
}

/**
 * What mapping needs of a catalog entity. What of it nobody can use is left out,
 * and said: it costs that entity, and no other.
 */
export function toMirroredEntity(entity: Entity): MirroredEntity {
  const problems: string[] = [];
  const annotations: Record<string, string> = {};
  for (const key of MAPPING_ANNOTATIONS) {
    const value: unknown = annotationOf(entity, key);
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string' || value.length > LONGEST_ANNOTATION) {
      problems.push(
        `The annotation ${key} is left out: it has to be a text of at most ${LONGEST_ANNOTATION} characters.`,
      );
      continue;
    }
    const [isRead, form] = FORMS[key] ?? [];
    if (isRead && !isRead(value)) {
      problems.push(`The annotation ${key} is not, or not only, ${form}.`);
    }
    annotations[key] = storableText(value);
  }
  const cluster = statedOfCluster(entity);
  Object.assign(annotations, cluster.annotations);
  problems.push(...cluster.problems);
  const owner =
    targetOf(entity, RELATION_OWNED_BY, 'group') ??
    targetOf(entity, RELATION_OWNED_BY, 'user');
  const system = targetOf(entity, RELATION_PART_OF, 'system');
  // The catalog bounds no title; one that no column takes would cost all entities.
  const title = boundedName(entity.metadata.title ?? '').slice(0, 253);
  const sourceLocation =
    urlOf(entity, ANNOTATION_SOURCE_LOCATION, /^url:/i) ??
    urlOf(entity, ANNOTATION_LOCATION, /^url:/i);
  const editUrl = urlOf(entity, ANNOTATION_EDIT_URL, /^https?:/i);
  return {
    ref: stringifyEntityRef(entity),
    ...(title ? { title } : {}),
    ...(owner ? { owner } : {}),
    ...(system ? { system } : {}),
    ...(sourceLocation ? { sourceLocation } : {}),
    ...(editUrl ? { editUrl } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    annotations,
  };
}

/** The first entity of a kind that another has a relation with. */
export function targetOf(
  entity: Entity,
  type: string,
  kind: string,
): string | undefined {
  return entity.relations?.find(candidate => {
    if (candidate.type !== type || candidate.targetRef.length > LONGEST_REF) {
      return false;
    }
    try {
      return parseEntityRef(candidate.targetRef).kind === kind;
    } catch {
      return false;
    }
  })?.targetRef;
}

/** What objects inherit is no annotation. */
function annotationOf({ metadata }: Entity, key: string): unknown {
  const { annotations } = metadata;
  return annotations && Object.hasOwn(annotations, key)
    ? annotations[key]
    : undefined;
}

function urlOf(entity: Entity, key: string, form: RegExp): string | undefined {
  const value = annotationOf(entity, key);
  return typeof value === 'string' &&
    value.length <= LONGEST_URL &&
    form.test(value)
    ? storableText(value)
    : undefined;
}
