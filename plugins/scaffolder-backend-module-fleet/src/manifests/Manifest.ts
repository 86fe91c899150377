import { isDeepStrictEqual } from 'node:util';
import { InputError } from '@backstage/errors';
import type { Document } from 'yaml';
import {
  childOf,
  parseDocuments,
  setInText,
  type Json,
  type YamlPath,
} from '../yaml';
import { templateIn } from './shared/templateIn';

/** A value that an edit gave a file. */
export type Changed = { file: string; path: string; was?: Json; now: Json };

/** A text in a document that is YAML itself: where it is, and which of its documents is meant. */
export type Inline = { path: YamlPath; index: number };

/**
 * One document of a file that is edited: only values change, and what is a template, an anchor or
 * an alias is refused.
 */
export class Manifest {
  readonly file: string;
  readonly #index: number;
  readonly #changed: Changed[] = [];
  #text: string;
  #document: Document.Parsed;

  constructor(file: string, text: string, index: number) {
    this.file = file;
    this.#index = index;
    this.#text = text;
    this.#document = documentOf(file, text, index);
    checkAliases(file, this.#document);
    if (this.has(['sops'])) {
      throw new InputError(
        `'${file}' is encrypted by SOPS, which signs all of it. Edit it with that.`,
      );
    }
  }

  get text(): string {
    return this.#text;
  }

  get changed(): readonly Changed[] {
    return this.#changed;
  }

  get document(): Document.Parsed {
    return this.#document;
  }

  /** What is written at a place; nothing where nothing is. */
  node(path: YamlPath): unknown {
    return path.reduce<unknown>(childOf, this.#document.contents);
  }

  /** The value of a place, as data; nothing where nothing is. */
  value(path: YamlPath): Json | undefined {
    const node = this.node(path) as { toJS?: (of: unknown) => Json } | null;
    return node?.toJS?.(this.#document);
  }

  /** Whether a place is there, also where it holds nothing. */
  has(path: YamlPath): boolean {
    return this.node(path) !== undefined;
  }

  /**
   * Gives a place a value. One that has it already stays as it is.
   *
   * @throws InputError where that cannot be done without changing something else
   */
  set(path: YamlPath, value: Json): void {
    const was = this.value(path);
    this.#refuseTemplates(path, was, value);
    this.#write(path, value, { path: wordsOf(path), was, now: value });
  }

  /** The document of a text that is YAML itself. @throws InputError where it is none */
  inline({ path, index }: Inline): Document.Parsed {
    return documentOf(this.file, this.#textAt(path), index, wordsOf(path));
  }

  /** The same as {@link Manifest.set} in a text that is YAML itself. */
  setInline({ path, index }: Inline, within: YamlPath, value: Json): void {
    const text = this.#textAt(path);
    const document = documentOf(this.file, text, index, wordsOf(path));
    const node = within.reduce<unknown>(childOf, document.contents) as {
      toJS?: (of: unknown) => Json;
    } | null;
    const was = node?.toJS?.(document);
    const words = `${wordsOf(path)}: ${wordsOf(within)}`;
    this.#refuseTemplates(within, was, value);
    const edited = setInText(this.file, text, index, within, value);
    this.#write(path, edited, { path: words, was, now: value });
  }

  #textAt(path: YamlPath): string {
    const text = this.value(path);
    if (typeof text !== 'string') {
      throw new InputError(
        `'${wordsOf(path)}' in '${this.file}' is no text. Edit it by hand.`,
      );
    }
    return text;
  }

  #write(path: YamlPath, value: Json, change: Omit<Changed, 'file'>): void {
    const text = setInText(this.file, this.#text, this.#index, path, value);
    if (text === this.#text) return;
    this.#text = text;
    this.#document = documentOf(this.file, text, this.#index);
    this.#changed.push({ file: this.file, ...change });
  }

  #refuseTemplates(path: YamlPath, was: Json | undefined, now: Json): void {
    const mark = templateIn(now);
    if (mark) {
      throw new InputError(
        `The value for '${wordsOf(path)}' in '${
          this.file
        }' has '${mark}', which engines take for a template. Give it as what it is to be.`,
      );
    }
    const there = was === undefined ? undefined : templateIn(was);
    if (there && !isDeepStrictEqual(was, now)) {
      throw new InputError(
        `'${wordsOf(path)}' in '${
          this.file
        }' is a template ('${there}'): something else fills it in. Change that, or edit it by hand.`,
      );
    }
  }
}

/** Aliases of aliases may stand for more than any memory holds. */
function checkAliases(file: string, document: Document.Parsed): void {
  try {
    document.toJS();
  } catch {
    throw new InputError(
      `'${file}' cannot be read: its aliases stand for too much. Edit it by hand.`,
    );
  }
}

/** A path as words: `spec.source.targetRevision`. */
function wordsOf(path: YamlPath): string {
  return path.join('.');
}

function documentOf(
  file: string,
  text: string,
  index: number,
  within?: string,
): Document.Parsed {
  const documents = parseDocuments(text);
  const what = within === undefined ? `'${file}'` : `'${within}' in '${file}'`;
  if ('because' in documents) {
    throw new InputError(
      `${what} cannot be read as YAML: ${documents.because}. Nothing was changed.`,
    );
  }
  const found = documents[index];
  if (!found) throw new InputError(`${what} is empty.`);
  return found.document;
}
