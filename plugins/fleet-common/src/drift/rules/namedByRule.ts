import type { ToldDifference } from '../../facts/difference';
import type { IgnoreRule, LeftOut } from '../../facts/ignoreRules';
import { parseDriftPath } from '../paths/driftPath';
import { pointerTokens } from './pointerTokens';

/**
 * What is asked of a rule: where something differs and, as far as it is known, by whom.
 *
 * @public
 */
export type RuledDifference = Pick<ToldDifference, 'path'> &
  Partial<Pick<ToldDifference, 'author' | 'confidence' | 'ambiguousWith'>>;

/**
 * Whether a pointer leads to a path or above it. Items of lists are numbered in pointers
 * and known by their keys in paths: which is which is not told.
 */
function leadsTo(pointer: string, path: string): boolean {
  const tokens = pointerTokens(pointer);
  const steps = parseDriftPath(path);
  return (
    tokens !== undefined &&
    steps !== undefined &&
    tokens.length <= steps.length &&
    tokens.every((token, index) => {
      const step = steps[index];
      return 'field' in step && step.field === token;
    })
  );
}

/** Whether somebody owns exactly this, and nobody else may have written it. */
function isOwnedBy(manager: string, difference: RuledDifference): boolean {
  const { author, confidence, ambiguousWith = [] } = difference;
  return (
    confidence === 'owner' &&
    ambiguousWith.length === 0 &&
    author?.manager === manager
  );
}

function names({ type, text }: LeftOut, difference: RuledDifference): boolean {
  const { path } = difference;
  switch (type) {
    case 'everything':
      return true;
    case 'changes':
      return path !== '';
    case 'pointer':
      return text !== undefined && leadsTo(text, path);
    case 'manager':
      return text !== undefined && isOwnedBy(text, difference);
    default:
      // Expressions are not evaluated.
      return false;
  }
}

/**
 * Whether a rule names what differs, where that can be told exactly. That it does not is
 * no proof that the engine would not leave it out: expressions are not evaluated.
 *
 * @public
 */
export function namedByRule(
  { leftOut }: Pick<IgnoreRule, 'leftOut'>,
  difference: RuledDifference,
): boolean {
  return leftOut.some(each => !each.isPart && names(each, difference));
}
