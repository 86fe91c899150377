import { renderTemplate } from './renderTemplate';

const render = (template: string, value = ' a"b\n') =>
  renderTemplate(template, new Map([['credential', value]]));

describe('renderTemplate', () => {
  it.each([
    ['no action', 'no action'],
    ['{{ .credential }}', ' a"b\n'],
    ['{{.credential|trim}}', 'a"b'],
    ['{"t":{{ .credential | trim | toJson }},"u":1}', '{"t":"a\\"b","u":1}'],
    ['{{ .credential }}{{ .credential | trim }}', ' a"b\na"b'],
  ])('makes of %j %j', (template, text) => {
    expect(render(template)).toBe(text);
  });

  it('takes a value as text, whatever is in it', () => {
    expect(render('{{ .credential }}', '{{ .other }}')).toBe('{{ .other }}');
  });

  it.each([
    ['{{ .other }}', 'no entry for key "other"'],
    ['{{ .constructor }}', 'no entry for key'],
    ['{{ env "HOME" }}', 'more in the template'],
    ['{{ .credential | b64dec }}', 'more in the template'],
    ['{{ .credential', 'more in the template'],
  ])('refuses %j', (template, message) => {
    expect(() => render(template)).toThrow(message);
  });
});
