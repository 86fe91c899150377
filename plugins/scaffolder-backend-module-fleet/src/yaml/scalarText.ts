import { Document, Scalar } from 'yaml';
import { flowText, READ_BY, type Json } from './valueText';

/** What a block of lines cannot hold as it is, or nobody sees. */
const UNPRINTABLE = /[^\P{C}\t\n]|[\u2028\u2029]/u;

const HEADER = /^\|([+-]?)([ \t]+#[^\n]*)?[ \t]*\r?\n/;

/**
 * A value as it is written in the place of another: in the same quotes, or in the same kind of
 * block.
 *
 * @param own - how the other is written
 * @returns nothing where it cannot be written so
 */
export function scalarText(
  there: Scalar,
  own: string,
  value: Json,
  inFlow: boolean,
): string | undefined {
  if (there.type === 'BLOCK_FOLDED') return undefined;
  if (there.type === 'BLOCK_LITERAL') {
    return typeof value === 'string' ? blockText(own, value) : undefined;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  // Over several lines in quotes nobody knows where they would be broken.
  if (/[\r\n]/.test(own)) return undefined;
  const scalar = new Scalar(value);
  scalar.type =
    there.type === 'QUOTE_DOUBLE' || there.type === 'QUOTE_SINGLE'
      ? there.type
      : 'PLAIN';
  // A text of several lines is quoted where it was on one.
  if (/[\r\n]/.test(value)) scalar.type = 'QUOTE_DOUBLE';
  if (inFlow) {
    const list = new Document([], READ_BY);
    list.add(scalar);
    return flowText(list.contents as never);
  }
  // As the value of a field: alone in a document some texts are marks of its end.
  const printed = new Document({ x: scalar }, READ_BY)
    .toString({
      lineWidth: 0,
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .replace(/\n$/, '');
  return printed.includes('\n') ? undefined : printed.slice('x: '.length);
}

/** Lines that are the same stay as they are, with spaces that nobody sees. */
function blockText(own: string, value: string): string | undefined {
  const header = HEADER.exec(own);
  if (!header || UNPRINTABLE.test(value) || /^[ \n]/.test(value)) {
    return undefined;
  }
  const [all, , comment = ''] = header;
  const eol = own.includes('\r\n') ? '\r\n' : '\n';
  const rest = own.slice(all.length);
  const body = rest.replace(/\s*$/, '');
  const tail = rest.slice(body.length);
  const [, spaces] = /^(?: *\r?\n)*( +)\S/.exec(rest) ?? [];
  if (spaces === undefined) return undefined;
  const text = value.replace(/\n+$/, '');
  const ends = value.length - text.length;
  // Empty lines behind it count only where they are kept, which is more than one line's end.
  if (text === '' || ends > 1 || header[1] === '+') return undefined;
  const old = body.split(/\r?\n/);
  const lines = text
    .split('\n')
    .map(line => (line === '' ? '' : `${spaces}${line}`));
  const isSame = (left?: string, right?: string) =>
    left !== undefined && left.trimEnd() === '' && right === '';
  const shorter = Math.min(old.length, lines.length);
  let same = 0;
  while (
    same < shorter &&
    (old[same] === lines[same] || isSame(old[same], lines[same]))
  ) {
    lines[same] = old[same];
    same += 1;
  }
  for (let end = 1; end <= shorter - same; end += 1) {
    const [left, right] = [old.at(-end), lines.at(-end)];
    if (left !== right && !isSame(left, right)) break;
    lines[lines.length - end] = left as string;
  }
  return `|${ends === 0 ? '-' : ''}${comment}${eol}${lines.join(eol)}${
    tail || (ends > 0 ? eol : '')
  }`;
}
