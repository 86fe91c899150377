import type { Author, Authorship } from '../author/authorOf';
import type { DifferenceKind } from '../diff/Difference';
import type { DriftClass } from './driftClass';
import { isManager, roleOfManager } from './managers';

/**
 * What is known of the engine that brings an object.
 *
 * @public
 */
export type EngineEvidence = {
  /**
   * By which names it writes. Where it is not said, any known engine's name is taken for
   * its own.
   */
  managers?: readonly string[];
  /** What it should bring, and what it brought last: behind where both are known and differ. */
  desiredRevision?: string;
  appliedRevision?: string;
  /** It says that it could not apply this object. */
  hasFailed?: boolean;
  /** When it last wrote this object, in milliseconds since 1970. */
  appliedAt?: number;
};

/**
 * By what a class was found, as a key for words.
 *
 * @public
 */
export type DriftReason =
  | 'known-tool'
  | 'known-controller'
  | 'scaled'
  | 'known-webhook'
  | 'changed-on-write'
  | 'added-on-write'
  | 'filled-in-on-write'
  | 'not-there'
  | 'not-asked-for'
  | 'engine-behind'
  | 'engine-failed'
  | 'no-author'
  | 'authors-disagree'
  | 'author-of-surroundings'
  | 'other-engine'
  | 'engine-wrote-it'
  | 'unknown-manager';

/** @public */
export type ClassifiedDifference = {
  class: DriftClass;
  because: DriftReason;
  /** What it was found by. */
  evidence: {
    kind: DifferenceKind;
    authorship: Authorship;
    desiredRevision?: string;
    appliedRevision?: string;
  };
};

/** @public */
export type DifferenceEvidence = {
  difference: { path: string; kind: DifferenceKind };
  authorship: Authorship;
  engine?: EngineEvidence;
  /**
   * Whether defaults of the object's kind are known, and left out of what differs. Where
   * they are not, what appears when the engine writes may be one.
   */
  hasKnownDefaults?: boolean;
  /**
   * Nobody owns it, where owners are noted: the API server notes them before it asks
   * webhooks.
   */
  isUnowned?: boolean;
};

type Verdict = { class: DriftClass; because: DriftReason };

function verdict(of: DriftClass, because: DriftReason): Verdict {
  return { class: of, because };
}

/** Managed fields have whole seconds. */
function isSameSecond(left?: number, right?: number): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    Math.floor(left / 1000) === Math.floor(right / 1000)
  );
}

function isEnginesOwn(author: Author, engine: EngineEvidence): boolean {
  return engine.managers
    ? isManager(author.manager, engine.managers)
    : roleOfManager(author.manager) === 'engine';
}

/** What the engine says of an object that it has not brought as it should. */
function verdictOfEngine(engine: EngineEvidence): Verdict | undefined {
  const { hasFailed, desiredRevision, appliedRevision } = engine;
  if (hasFailed) return verdict('failed-apply', 'engine-failed');
  return desiredRevision !== undefined &&
    appliedRevision !== undefined &&
    desiredRevision !== appliedRevision
    ? verdict('behind', 'engine-behind')
    : undefined;
}

/** What the engine itself wrote, and is not as it should be. */
function verdictOfOwn(
  author: Author,
  engine: EngineEvidence,
  { difference, hasKnownDefaults }: DifferenceEvidence,
): Verdict {
  const said = verdictOfEngine(engine);
  if (said) return said;
  if (!isSameSecond(author.time, engine.appliedAt)) {
    return verdict('unattributed', 'engine-wrote-it');
  }
  if (difference.kind === 'changed') {
    return verdict('admission', 'changed-on-write');
  }
  return hasKnownDefaults
    ? verdict('admission', 'added-on-write')
    : verdict('defaulting', 'filled-in-on-write');
}

function verdictOfAuthor(
  author: Author,
  engine: EngineEvidence,
  evidence: DifferenceEvidence,
): Verdict {
  if (isEnginesOwn(author, engine)) {
    return verdictOfOwn(author, engine, evidence);
  }
  switch (roleOfManager(author.manager)) {
    case 'human':
      return verdict('human', 'known-tool');
    case 'controller':
      return verdict(
        'controller',
        author.subresource === 'scale' ? 'scaled' : 'known-controller',
      );
    case 'admission':
      return verdict('admission', 'known-webhook');
    case 'engine':
      return verdict('unattributed', 'other-engine');
    default:
      return verdict('unattributed', 'unknown-manager');
  }
}

function verdictOfAuthorship(
  evidence: DifferenceEvidence,
  engine: EngineEvidence,
): Verdict {
  const { authorship } = evidence;
  if (authorship.confidence === 'none') {
    return verdict('unattributed', 'no-author');
  }
  // Who made a list is not who changed what is in it.
  if (authorship.confidence === 'parent') {
    return verdict('unattributed', 'author-of-surroundings');
  }
  const [first, ...others] = [
    authorship.author,
    ...(authorship.ambiguousWith ?? []),
  ].map(author => verdictOfAuthor(author, engine, evidence));
  return others.every(other => other.class === first.class)
    ? first
    : verdict('unattributed', 'authors-disagree');
}

function verdictOf(evidence: DifferenceEvidence): Verdict {
  const { difference, engine = {} } = evidence;
  const isWhole = difference.path === '';
  // Of what is not there nobody is the author any more.
  if (difference.kind === 'missing') {
    return verdictOfEngine(engine) ?? verdict('missing', 'not-there');
  }
  if (isWhole && difference.kind === 'extra') {
    return verdict('extra', 'not-asked-for');
  }
  if (evidence.isUnowned) return verdict('admission', 'added-on-write');
  const found = verdictOfAuthorship(evidence, engine);
  if (found.class !== 'unattributed') return found;
  if (difference.kind === 'extra') return verdict('extra', 'not-asked-for');
  // Without an author the engine's own word is the best there is.
  return found.because === 'no-author' ||
    found.because === 'author-of-surroundings'
    ? verdictOfEngine(engine) ?? found
    : found;
}

/**
 * What kind of drift a difference is, and by what. Nothing is guessed: what a name that
 * nobody knows wrote is unattributed.
 *
 * @public
 */
export function classOfDifference(
  evidence: DifferenceEvidence,
): ClassifiedDifference {
  const { difference, authorship, engine = {} } = evidence;
  const { desiredRevision, appliedRevision } = engine;
  return {
    ...verdictOf(evidence),
    evidence: {
      kind: difference.kind,
      authorship,
      ...(desiredRevision !== undefined && { desiredRevision }),
      ...(appliedRevision !== undefined && { appliedRevision }),
    },
  };
}
