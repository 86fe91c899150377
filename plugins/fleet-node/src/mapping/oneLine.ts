/**
 * A text whose lines stand beside each other, and without space around it. Takes as
 * long as the text is, whatever a cluster writes into it: one pattern over the line
 * ends and the space around them takes the square of that.
 *
 * @public
 */
export function oneLine(text: string): string {
  return text
    .split(/[\r\n]+/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .join(' ');
}
