import type { z } from 'zod';

/** What a schema says that the writer does not speak of. */
export class UnsupportedSchemaError extends Error {}

type Definition = {
  type: string;
  checks?: { _zod: { def: Record<string, unknown> } }[];
  [key: string]: unknown;
};

const SCALARS = ['string', 'number', 'boolean', 'literal', 'enum'];

/** What zod keeps of what a schema says. */
export function definitionOf(schema: unknown): Definition {
  return (schema as { _zod: { def: Definition } })._zod.def;
}

function unsupported(what: string): never {
  throw new UnsupportedSchemaError(`no check is written for ${what}`);
}

/**
 * Writes JavaScript that says of a value whether a schema accepts it. What it
 * accepts the schema accepts. What it refuses the schema may accept: lengths are
 * counted in UTF-16 units, where the schema counts code points.
 */
export class CheckWriter {
  /** Functions of the text, by the schema that each stands for. */
  readonly #functions = new Map<unknown, string>();
  readonly #texts: string[] = [];
  /** Patterns and predicates that the text refers to. */
  readonly constants: unknown[] = [];

  /** All functions that were written, one a line. */
  get text(): string {
    return this.#texts.join('\n');
  }

  /** The name of a function of one argument. */
  functionFor(schema: z.ZodType): string {
    return this.#function(schema);
  }

  #constant(value: unknown): string {
    const known = this.constants.indexOf(value);
    return `c[${known < 0 ? this.constants.push(value) - 1 : known}]`;
  }

  #function(schema: unknown): string {
    const known = this.#functions.get(schema);
    if (known) return known;
    const body = this.#body(definitionOf(schema));
    const name = `f${this.#functions.size}`;
    this.#functions.set(schema, name);
    this.#texts.push(`function ${name}(v) {\n${body}\nreturn true;\n}`);
    return name;
  }

  /** Whether what is read by `v`, the name of a variable, fits. */
  #expression(schema: unknown, v: string): string {
    const definition = definitionOf(schema);
    switch (definition.type) {
      case 'string':
        return this.#string(definition, v);
      case 'number':
        return this.#number(definition, v);
      case 'boolean':
        return this.#plain(definition, `(typeof ${v} === "boolean")`);
      case 'literal':
        return this.#oneOf(definition, definition.values as unknown[], v);
      case 'enum':
        return this.#oneOf(
          definition,
          Object.values(definition.entries as object),
          v,
        );
      case 'optional':
        return this.#plain(
          definition,
          `(${v} === undefined || ${this.#expression(
            definition.innerType,
            v,
          )})`,
        );
      case 'nullable':
        return this.#plain(
          definition,
          `(${v} === null || ${this.#expression(definition.innerType, v)})`,
        );
      case 'union':
        return definition.discriminator
          ? `${this.#function(schema)}(${v})`
          : this.#anyOf(definition, v);
      default:
        return `${this.#function(schema)}(${v})`;
    }
  }

  #body(definition: Definition): string {
    switch (definition.type) {
      case 'object':
        return this.#object(definition);
      case 'array':
        return this.#array(definition);
      case 'record':
        return this.#record(definition);
      case 'union':
        return this.#union(definition);
      default:
        return unsupported(definition.type);
    }
  }

  #plain(definition: Definition, expression: string): string {
    if (definition.checks?.length) unsupported(`checks of ${definition.type}`);
    return expression;
  }

  #oneOf(definition: Definition, values: unknown[], v: string): string {
    const terms = values.map(value =>
      typeof value === 'string' || typeof value === 'boolean'
        ? `${v} === ${JSON.stringify(value)}`
        : unsupported(`the literal ${String(value)}`),
    );
    return this.#plain(definition, `(${terms.join(' || ')})`);
  }

  /** One of several plain values: a union that nothing tells apart may hold no others. */
  #anyOf(definition: Definition, v: string): string {
    const terms = (definition.options as unknown[]).map(option =>
      SCALARS.includes(definitionOf(option).type)
        ? this.#expression(option, v)
        : unsupported('a union that nothing tells apart'),
    );
    return this.#plain(definition, `(${terms.join(' || ')})`);
  }

  #string(definition: Definition, v: string): string {
    const terms = [`typeof ${v} === "string"`];
    for (const { _zod } of definition.checks ?? []) {
      const { check, maximum } = _zod.def;
      if (check !== 'max_length') unsupported(`${check} of a string`);
      terms.push(`${v}.length <= ${Number(maximum)}`);
    }
    if (definition.format === 'datetime') {
      terms.push(`${this.#constant(definition.pattern)}.test(${v})`);
    } else if (definition.format !== undefined || definition.coerce) {
      unsupported(`the format ${String(definition.format)}`);
    }
    return `(${terms.join(' && ')})`;
  }

  #number(definition: Definition, v: string): string {
    if (definition.coerce || definition.format !== undefined) {
      unsupported('a number that is made');
    }
    const terms = [`typeof ${v} === "number"`, `Number.isFinite(${v})`];
    for (const { _zod } of definition.checks ?? []) {
      const { check, format, value, inclusive } = _zod.def;
      if (check === 'number_format' && format === 'safeint') {
        terms.push(`Number.isSafeInteger(${v})`);
      } else if (check === 'greater_than' && inclusive) {
        terms.push(`${v} >= ${Number(value)}`);
      } else if (check === 'less_than' && inclusive) {
        terms.push(`${v} <= ${Number(value)}`);
      } else unsupported(`${check} of a number`);
    }
    return `(${terms.join(' && ')})`;
  }

  #object(definition: Definition): string {
    const { catchall, checks } = definition;
    if (
      catchall === undefined ||
      definitionOf(catchall).type !== 'never' ||
      checks?.length
    ) {
      unsupported('an object that is not strict');
    }
    const shape = Object.entries(definition.shape as object);
    const lines = [
      'if (typeof v !== "object" || v === null || Array.isArray(v)) return false;',
    ];
    shape.forEach(([key, schema], index) => {
      lines.push(
        `const p${index} = v[${JSON.stringify(key)}];`,
        `if (!${this.#expression(schema, `p${index}`)}) return false;`,
      );
    });
    const known = shape.map(([key]) => `case ${JSON.stringify(key)}:`);
    lines.push(
      `for (const k in v) { switch (k) { ${known.join(
        ' ',
      )} break; default: return false; } }`,
    );
    return lines.join('\n');
  }

  #array(definition: Definition): string {
    const lines = ['if (!Array.isArray(v)) return false;'];
    for (const { _zod } of definition.checks ?? []) {
      const { check, maximum, length } = _zod.def;
      if (check === 'max_length') {
        lines.push(`if (v.length > ${Number(maximum)}) return false;`);
      } else if (check === 'length_equals') {
        lines.push(`if (v.length !== ${Number(length)}) return false;`);
      } else unsupported(`${check} of an array`);
    }
    lines.push(
      'for (let i = 0; i < v.length; i++) { const e = v[i];',
      `if (!${this.#expression(definition.element, 'e')}) return false; }`,
    );
    return lines.join('\n');
  }

  #record(definition: Definition): string {
    const { keyType, valueType, mode } = definition;
    if (mode !== undefined) unsupported(`a ${String(mode)} record`);
    if (definitionOf(keyType).type !== 'string') {
      unsupported('a record without texts for keys');
    }
    const lines = [
      'if (typeof v !== "object" || v === null) return false;',
      'const proto = Object.getPrototypeOf(v);',
      'if (proto !== Object.prototype && proto !== null) return false;',
      'if (Object.getOwnPropertySymbols(v).length > 0) return false;',
      `for (const k in v) { if (!${this.#expression(
        keyType,
        'k',
      )}) return false;`,
      'const e = v[k];',
      `if (!${this.#expression(valueType, 'e')}) return false; }`,
    ];
    for (const { _zod } of definition.checks ?? []) {
      const { check, fn, when } = _zod.def;
      if (check !== 'custom' || typeof fn !== 'function' || when) {
        unsupported(`${check} of a record`);
      }
      lines.push(`if (${this.#constant(fn)}(v) !== true) return false;`);
    }
    return lines.join('\n');
  }

  #union(definition: Definition): string {
    const { discriminator, options, unionFallback } = definition;
    if (!discriminator || unionFallback || definition.checks?.length) {
      unsupported('a union that nothing tells apart');
    }
    const cases = (options as unknown[]).map(option => {
      const shape = definitionOf(option).shape as Record<string, unknown>;
      const { type, values } = definitionOf(shape[String(discriminator)]);
      if (type !== 'literal') unsupported(`an option told by ${type}`);
      const labels = (values as unknown[])
        .map(value => `case ${JSON.stringify(value)}:`)
        .join(' ');
      return `${labels} return ${this.#expression(option, 'v')};`;
    });
    return [
      'if (typeof v !== "object" || v === null) return false;',
      `switch (v[${JSON.stringify(discriminator)}]) {`,
      ...cases,
      'default: return false; }',
    ].join('\n');
  }
}
