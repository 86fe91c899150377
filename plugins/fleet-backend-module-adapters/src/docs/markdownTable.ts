function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A Markdown table whose columns line up, as a formatter would leave it. */
export function markdownTable(header: string[], rows: string[][]): string {
  const lines = [header, ...rows].map(row => row.map(cell));
  const widths = header.map((_, column) =>
    Math.max(3, ...lines.map(line => line[column].length)),
  );
  const render = (line: string[]) =>
    `| ${line
      .map((text, column) => text.padEnd(widths[column]))
      .join(' | ')} |`;
  const [head, ...body] = lines;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [render(head), rule, ...body.map(render)].join('\n');
}
