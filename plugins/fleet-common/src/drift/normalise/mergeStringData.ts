import { base64Of } from '../values/base64';
import {
  emptyObject,
  isJsonObject,
  type JsonObject,
  own,
} from '../values/json';

/**
 * Makes one of the two ways to write a Secret: the API server keeps what was written as
 * `stringData` in `data`, where it counts before what stands there.
 *
 * @param secret - is changed
 */
export function mergeStringData(secret: JsonObject): void {
  const data = own(secret, 'data') ?? emptyObject();
  const texts = own(secret, 'stringData');
  if (isJsonObject(data)) {
    for (const [key, value] of Object.entries(data)) {
      // Lines that a manifest is broken into are none of the value's.
      if (typeof value === 'string') data[key] = value.replace(/[\r\n]/g, '');
    }
    if (isJsonObject(texts)) {
      for (const [key, value] of Object.entries(texts)) {
        data[key] = typeof value === 'string' ? base64Of(value) : value;
      }
      delete secret.stringData;
      secret.data = data;
    }
  }
}
