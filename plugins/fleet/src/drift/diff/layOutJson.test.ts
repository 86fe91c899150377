import { layOutJson } from './layOutJson';

describe('layOutJson', () => {
  it.each([
    ['3', ['3']],
    ['"a"', ['"a"']],
    ['{}', ['{}']],
    ['[]', ['[]']],
    ['12345678901234567890.10', ['12345678901234567890.10']],
    [
      '{"a":[1,{"b":null}],"c":{}}',
      [
        '{',
        '  "a": [',
        '    1,',
        '    {',
        '      "b": null',
        '    }',
        '  ],',
        '  "c": {}',
        '}',
      ],
    ],
    ['{"a":"{,[:"}', ['{', '  "a": "{,[:"', '}']],
    ['"say \\"no\\", he"', ['"say \\"no\\", he"']],
    [
      '{"limits.ini":"[cart]\\nitems=50\\n"}',
      ['{', '  "limits.ini": "[cart]\\n', '  items=50\\n"', '}'],
    ],
    // Cut by the server.
    ['{"a":{"b":"c', ['{', '  "a": {', '    "b": "c']],
    ['"a\\', ['"a\\']],
    [']]]', [']', ']', ']']],
  ])('lays out %s', (json, lines) => {
    expect(layOutJson(json)).toEqual(lines);
  });

  it('loses nothing and adds nothing but room', () => {
    const json = `{"a":[${'[{"x":"\\n\\u202e"},1e3],'.repeat(50)}null]}`;
    expect(layOutJson(json).join('').replace(/ /g, '')).toBe(json);
  });

  it('lays out what is deeper than anybody indents', () => {
    const lines = layOutJson('['.repeat(4_000));
    expect(lines).toHaveLength(4_000);
    expect(Math.max(...lines.map(line => line.length))).toBe(49);
  });
});
