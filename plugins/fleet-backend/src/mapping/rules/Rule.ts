import type { Bindable } from '../Bindable';
import type { BindingRule } from '../BindingOutcome';
import type { EntityIndex, MirroredEntity } from '../EntityIndex';

/** An entity that a rule found, and by what. */
export type Found = {
  entity: MirroredEntity;
  evidence: string;
  /** How exactly it is meant, among those that name the same place; 0 where absent. */
  precision?: number;
};

/** One way to find the entities that something belongs to. Pure: the order of entities says nothing. */
export type Rule = {
  id: BindingRule;
  /** The namespace that an entity names is none that this rule asks for. */
  ignoresNamespace?: boolean;
  find(bindable: Bindable, index: EntityIndex): Found[];
};

/** What is quoted of others in an evidence, in characters. */
const LONGEST_QUOTE = 300;

/** What others wrote, as long as an evidence may be. */
export function quoted(text: string): string {
  return text.length > LONGEST_QUOTE
    ? `${text.slice(0, LONGEST_QUOTE)}…`
    : text;
}
