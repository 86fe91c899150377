import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Scenario, ScenarioInput, scenarioSchema } from './scenarioSchema';

/**
 * Checks a scenario and fills in its defaults.
 * @throws Error that names every key that is wrong, and why.
 * @public
 */
export function parseScenario(
  input: ScenarioInput | unknown,
  origin = 'the scenario',
): Scenario {
  const result = scenarioSchema.safeParse(input);
  if (result.success) return result.data;
  throw new Error(`${origin} is not valid:\n${z.prettifyError(result.error)}`);
}

/**
 * Reads a scenario from a YAML or JSON file.
 * @throws Error if the file cannot be read, is no YAML, or is no scenario.
 * @public
 */
export function loadScenario(file: string): Scenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`cannot read the scenario '${file}'`, { cause: error });
  }
  return parseScenario(parse(text), `the scenario '${file}'`);
}
