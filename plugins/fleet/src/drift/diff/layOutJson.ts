/** So deep things are indented; what is deeper stands as far right. */
const DEEPEST_INDENT = 24;

/**
 * A value as JSON, laid out over lines. It is laid out as text: numbers keep their digits,
 * and one that is cut in its midst stays what it is. Lines of a text, such as those of a file
 * in a ConfigMap, stand in lines of their own.
 */
export function layOutJson(json: string): string[] {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const endLine = () => {
    if (line.trim() !== '') lines.push(line);
    line = '  '.repeat(Math.min(depth, DEEPEST_INDENT));
  };
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    switch (character) {
      case '"': {
        const [first, ...others] = linesOfText(json, index);
        line += first;
        for (const other of others) {
          endLine();
          line += other;
        }
        index += [first, ...others].join('').length - 1;
        break;
      }
      case '{':
      case '[': {
        const close = character === '{' ? '}' : ']';
        if (json[index + 1] === close) {
          line += character + close;
          index += 1;
          break;
        }
        line += character;
        depth += 1;
        endLine();
        break;
      }
      case '}':
      case ']':
        depth = Math.max(0, depth - 1);
        endLine();
        line += character;
        break;
      case ',':
        line += character;
        endLine();
        break;
      case ':':
        line += ': ';
        break;
      default:
        line += character;
    }
  }
  endLine();
  return lines;
}

/** A text with its quotes, broken after each line end in it. */
function linesOfText(json: string, start: number): string[] {
  const parts: string[] = [];
  let from = start;
  for (let index = start + 1; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') {
      parts.push(json.slice(from, index + 1));
      return parts.filter(Boolean);
    }
    if (character !== '\\') continue;
    index += 1;
    const isLineEnd = json[index] === 'n' && json[index + 1] !== '"';
    if (!isLineEnd) continue;
    parts.push(json.slice(from, index + 1));
    from = index + 1;
  }
  // The server cut it within the text.
  return [...parts, json.slice(from)];
}
