import type { InstanceAction } from '@fleetview/backstage-plugin-fleet-common';

/** What somebody has entered, by parameter. */
export type Entered = Record<string, string | boolean>;
export type Parameters = Record<string, string | number | boolean>;

/** One parameter as a field to enter it. */
export type ParameterField = {
  name: string;
  isRequired: boolean;
  type: 'boolean' | 'integer' | 'number' | 'string';
  /** What it may be, where that is a closed list. */
  choices?: { value: string; revision?: string; deployedAt?: string }[];
};

type Property = { type?: unknown; enum?: unknown; const?: unknown };

/** The parameters of an action as fields; what has a type that no field has is left out. */
export function parameterFields(action: InstanceAction): ParameterField[] {
  const { properties, required } = action.parameters as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).flatMap(([name, property]) => {
    const type = typeOf(property);
    if (!type) return [];
    const choices = choicesOf(action, name, property);
    return [
      {
        name,
        type,
        isRequired: required?.includes(name) ?? false,
        ...(choices ? { choices } : {}),
      },
    ];
  });
}

function typeOf({ type, enum: values }: Property): ParameterField['type'] | '' {
  if (Array.isArray(values)) return 'string';
  switch (type) {
    case 'boolean':
    case 'integer':
    case 'number':
    case 'string':
      return type;
    default:
      return '';
  }
}

/** What the engine says that it brought before is what can be gone back to. */
function choicesOf(
  { action, history = [] }: InstanceAction,
  name: string,
  { enum: values }: Property,
): ParameterField['choices'] {
  if (Array.isArray(values)) {
    return values.map(value => ({ value: String(value) }));
  }
  if (action !== 'roll-back' || history.length === 0) return undefined;
  if (name === 'id') {
    return history.flatMap(({ id, ...entry }) =>
      id === undefined ? [] : [{ value: String(id), ...entry }],
    );
  }
  return name === 'revision'
    ? history.map(entry => ({ value: entry.revision, ...entry }))
    : undefined;
}

/** What was entered as parameters; nothing while something is missing or is no number. */
export function parametersOf(
  fields: readonly ParameterField[],
  entered: Entered,
): Parameters | undefined {
  const parameters: Parameters = {};
  for (const { name, type, isRequired } of fields) {
    const value = entered[name];
    if (value === undefined || value === '' || value === false) {
      if (isRequired && type !== 'boolean') return undefined;
      if (isRequired) parameters[name] = false;
      continue;
    }
    if (type === 'integer' || type === 'number') {
      const number = Number(value);
      const isNumber =
        type === 'integer' ? Number.isInteger(number) : Number.isFinite(number);
      if (!isNumber) return undefined;
      parameters[name] = number;
    } else {
      parameters[name] = value;
    }
  }
  return parameters;
}
