import {
  Composer,
  CST,
  Document,
  Parser,
  isMap,
  isScalar,
  visit,
  type ToStringOptions,
} from 'yaml';

/** One document of a file of YAML, with the text that it has there. */
export type YamlDocument = {
  document: Document.Parsed;
  /** Its own lines, with its comments and its `---`. */
  text: string;
};

/**
 * The documents of a file, each with its own text, so that one can be changed and the others stay
 * as they are, letter by letter.
 *
 * @param options - `onlyToSearch`: keys that are there twice, which is no YAML, are let pass
 * @returns why it cannot be read, where it is no YAML
 */
export function parseDocuments(
  text: string,
  options: { onlyToSearch?: boolean } = {},
): YamlDocument[] | { because: string } {
  const texts: string[] = [];
  const tokens = [...new Parser().parse(text)];
  for (const token of tokens) {
    // Comments before the first `---`, and `...`, stay with the document before or after them.
    if (token.type === 'document') texts.push('');
    if (texts.length === 0) texts.push('');
    texts[texts.length - 1] += CST.stringify(token);
  }
  // The library compares each key with all others of its map: that is for no file of others.
  const documents = [
    ...new Composer({ uniqueKeys: false, logLevel: 'error' }).compose(tokens),
  ];
  const wrong = documents.flatMap(({ errors }) => errors)[0];
  if (wrong) return { because: wrong.message.split('\n')[0] };
  if (!options.onlyToSearch) {
    const twice = documents.map(keyThatIsTwice).find(Boolean);
    if (twice) return { because: `its key '${twice}' is there twice` };
  }
  if (documents.length === 0) return [];
  // What comes before the first document is not of it yet.
  const own = texts.length > documents.length ? joinFirst(texts) : texts;
  if (own.length !== documents.length) {
    return { because: 'its documents cannot be told apart' };
  }
  return documents.map((document, index) => ({ document, text: own[index] }));
}

/** A key that one map has twice: nobody knows which of them counts. */
function keyThatIsTwice(document: Document.Parsed): string | undefined {
  let twice: string | undefined;
  visit(document, {
    Map: (_, map) => {
      const keys = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value)) {
          twice = String(key.value);
          return visit.BREAK;
        }
        keys.add(key.value);
      }
      return undefined;
    },
  });
  return twice;
}

function joinFirst([first = '', second = '', ...others]: string[]): string[] {
  return [first + second, ...others];
}

/** A list that is set in as far as its key is; words of its own may be in between. */
const FLUSH_LIST =
  /^( *)[^\s#-][^\n]*:[ \t]*(#[^\n]*)?\r?\n(?:[ \t]*#[^\n]*\r?\n)*\1- /m;

/** A document that was changed, as text, written as the rest of its text is. */
export function printDocument({ document, text }: YamlDocument): string {
  const printed = document.toString({ lineWidth: 0, ...styleOf(text) });
  return text.includes('\r\n') ? printed.replaceAll('\n', '\r\n') : printed;
}

/** How far things are set in. */
export function styleOf(text: string): ToStringOptions {
  return { indentSeq: !FLUSH_LIST.test(text), indent: indentOf(text) };
}

/** By how many spaces the first nested key is set in; 2 where there is none. */
function indentOf(text: string): number {
  const [, spaces = '  '] = /\n( +)[^\s#-]/.exec(text) ?? [];
  return spaces.length <= 8 ? spaces.length : 2;
}

/** Documents as one file. */
export function joinDocuments(texts: readonly string[]): string {
  return texts
    .map((text, index) =>
      index === 0 || /^(---|%)/m.test(text.split('\n', 1)[0])
        ? text
        : `---\n${text}`,
    )
    .map((text, index, all) =>
      index < all.length - 1 && !text.endsWith('\n') ? `${text}\n` : text,
    )
    .join('');
}

/** What Kubernetes knows an object by. */
export type ObjectName = {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
};

/** Which object a document describes; nothing where it is none. */
export function objectOf(document: Document.Parsed): ObjectName | undefined {
  if (!isMap(document.contents)) return undefined;
  const text = (path: string[]) => {
    const value = document.getIn(path);
    return typeof value === 'string' ? value : undefined;
  };
  const apiVersion = text(['apiVersion']);
  const kind = text(['kind']);
  const name = text(['metadata', 'name']);
  const namespace = text(['metadata', 'namespace']);
  if (!apiVersion || !kind || !name) return undefined;
  return { apiVersion, kind, name, ...(namespace ? { namespace } : {}) };
}
