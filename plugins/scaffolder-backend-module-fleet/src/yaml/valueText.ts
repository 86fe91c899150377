import { Document, isCollection, type ToStringOptions } from 'yaml';
import { styleOf } from './documents';

export type Json =
  | string
  | number
  | boolean
  | null
  | Json[]
  | { [key: string]: Json };

const OPTIONS: ToStringOptions = {
  lineWidth: 0,
  // A text that is quoted stays on its line.
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
};

/**
 * Kubernetes' tools read YAML 1.1, where `yes` is a boolean and `1:30` a number: a text that is
 * something else there is quoted.
 */
export const READ_BY = { compat: 'yaml-1.1' } as const;

/** A value as lines, each set in, written as the rest of the file is. */
export function linesOf(value: Json, text: string, column: number): string[] {
  const printed = new Document(value, READ_BY).toString({
    ...OPTIONS,
    ...styleOf(text),
  });
  return printed
    .replace(/\n$/, '')
    .split('\n')
    .map(line => (line === '' ? '' : `${' '.repeat(column)}${line}`));
}

/** What a collection has, on one line, without its brackets. */
export function flowText(value: Json): string | undefined {
  const document = new Document(value, READ_BY);
  const { contents } = document;
  if (!isCollection(contents)) return undefined;
  contents.flow = true;
  const printed = document
    .toString({ ...OPTIONS, flowCollectionPadding: false })
    .replace(/\n$/, '');
  return printed.includes('\n') ? undefined : printed.slice(1, -1);
}
