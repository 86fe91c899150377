import {
  classOfDifference,
  DRIFT_CLASSES,
  diffClassOf,
  hasKnownDefaults,
  type DriftClass,
  type EngineEvidence,
  type ToldDifference,
} from '@fleetview/backstage-plugin-fleet-common';
import type {
  ClassifiedPlace,
  Drifted,
  OwnDifference,
  Resource,
} from './types';

function sameOf(resource: Resource, found?: { key: string }): string {
  if (found?.key) return found.key;
  const { namespace, ...rest } = resource;
  return diffClassOf({ ...rest, ...(namespace && { namespace }) });
}

function revisionsOf({ desiredRevision, appliedRevision }: EngineEvidence) {
  return {
    ...(desiredRevision !== undefined && { desiredRevision }),
    ...(appliedRevision !== undefined && { appliedRevision }),
  };
}

/** The whole of it is not there, or nobody asked for it. */
export function whole(
  seenBy: string,
  resource: Resource,
  engine: EngineEvidence,
  kind: 'missing' | 'extra',
): Drifted {
  const place = classify({ path: '', kind, confidence: 'none' }, engine);
  const { namespace, ...rest } = resource;
  return {
    class: place.class,
    because: place.because,
    seenBy,
    same: diffClassOf(
      { ...rest, ...(namespace && { namespace }) },
      { differences: [{ path: '', kind }], total: 1 },
    ),
    data: {
      basis: 'engine',
      differences: [place],
      total: 1,
      isWhole: true,
      ...revisionsOf(engine),
    },
  };
}

/** It differs there, as the object itself tells. */
export function different(
  seenBy: string,
  resource: Resource,
  engine: EngineEvidence,
  { fact }: OwnDifference,
): Drifted {
  const { version } = fact.source;
  const { group, kind } = resource;
  const isKnown = hasKnownDefaults(
    group ? `${group}/${version}` : version,
    kind,
  );
  const places = fact.differences.map(each => classify(each, engine, isKnown));
  const worst = worstOf(places);
  return {
    class: worst?.class ?? 'unattributed',
    because: worst?.because ?? 'no-author',
    seenBy,
    same: sameOf(resource, { key: fact.same }),
    data: {
      basis: fact.basis,
      differences: places,
      total: fact.total,
      ...revisionsOf(engine),
    },
  };
}

/** Only that it differs is known. */
export function engineSays(
  seenBy: string,
  resource: Resource,
  engine: EngineEvidence,
  message: string | undefined,
  own?: OwnDifference,
): Drifted {
  if (own?.fact.total) {
    const found = different(seenBy, resource, engine, own);
    const said = engine.hasFailed
      ? { class: 'failed-apply' as const, because: 'engine-failed' as const }
      : {};
    return {
      ...found,
      ...said,
      data: { ...found.data, ...(message ? { message } : {}) },
    };
  }
  const verdict = classify(
    { path: 'metadata', kind: 'changed', confidence: 'none' },
    engine,
  );
  return {
    class: verdict.class,
    because: verdict.because === 'no-author' ? 'engine-says' : verdict.because,
    seenBy,
    same: sameOf(resource),
    data: {
      basis: 'engine',
      differences: [],
      total: 0,
      ...(message ? { message } : {}),
      ...(own?.fact.problem ? { problem: own.fact.problem } : {}),
      ...revisionsOf(engine),
    },
  };
}

function classify(
  place: ToldDifference,
  engine: EngineEvidence,
  isKnown = false,
): ClassifiedPlace {
  const { path, confidence, author, ambiguousWith } = place;
  const found = classOfDifference({
    difference: { path, kind: place.kind },
    authorship:
      confidence === 'none' || !author
        ? { confidence: 'none' }
        : {
            confidence,
            author,
            ...(ambiguousWith?.length && { ambiguousWith }),
          },
    engine,
    hasKnownDefaults: isKnown,
    ...(place.isUnowned && { isUnowned: true }),
  });
  return { ...place, class: found.class, because: found.because };
}

/** The one that somebody has to look at first: the classes are in that order. */
function worstOf(
  places: readonly ClassifiedPlace[],
): ClassifiedPlace | undefined {
  const rank = (each: DriftClass) => DRIFT_CLASSES.indexOf(each);
  return places.reduce<ClassifiedPlace | undefined>(
    (worst, each) =>
      !worst ||
      rank(each.class) < rank(worst.class) ||
      (each.class === worst.class &&
        (each.author?.time ?? 0) > (worst.author?.time ?? 0))
        ? each
        : worst,
    undefined,
  );
}
