import { absentable } from '@fleetview/backstage-plugin-fleet-node';
import { z } from 'zod';

/** More than anything costs, or has, on one day: sums of it are still numbers. */
const MAX_MONEY = 1e12;
const MAX_AMOUNT = 1e21;
/** What rounding leaves below zero. */
const ROUNDING = 1e-4;
/** Below, it is 0: cost tools round to five decimals. */
const LEAST = 1e-9;

function atLeastZero(value: number): number {
  return value < LEAST ? 0 : value;
}

/** Money that was paid: never negative. */
export const paidSchema = z
  .number()
  .min(-ROUNDING)
  .max(MAX_MONEY)
  .overwrite(atLeastZero);

/** Money that corrects other money, or what is left of it after credits. */
export const signedSchema = z.number().min(-MAX_MONEY).max(MAX_MONEY);

/** Cores, bytes, hours. */
export const amountSchema = z
  .number()
  .min(-ROUNDING)
  .max(MAX_AMOUNT)
  .overwrite(atLeastZero);

/** What is `null` or absent is not known, as cost tools write it for NaN. */
export const paid = absentable(paidSchema);
export const signed = absentable(signedSchema);
export const amount = absentable(amountSchema);
