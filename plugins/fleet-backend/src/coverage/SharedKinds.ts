import type { WatchKey } from '../collector/messages';
import { kindId } from './kindId';

/** More than a fleet has of its own; what clusters make up is not kept for ever. */
const MOST = 10_000;

/** A kind with its id. */
export type SharedKind = { id: string; key: WatchKey };

/**
 * One object for what thousands of clusters say alike: a hundred kinds of each
 * come as texts of their own, and nearly all are the same.
 */
export class SharedKinds {
  readonly #kinds = new Map<string, SharedKind>();
  readonly #texts = new Map<string, string>();

  kind(key: WatchKey): SharedKind {
    const id = kindId(key);
    const known = this.#kinds.get(id);
    if (known) return known;
    if (this.#kinds.size >= MOST) this.#kinds.clear();
    const kind = { id, key };
    this.#kinds.set(id, kind);
    return kind;
  }

  text<Text extends string>(text: Text): Text {
    const known = this.#texts.get(text) as Text | undefined;
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }
}
