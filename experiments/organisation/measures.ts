/** What is made of the curves of the experiment on organisation: what is kept, and when a life is as good as another. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { LIFE, MIDDLE, type OrganisationCase, REGROWN_AT, type RuleName, SIZE } from './cases.ts';
import type { OrganisationResult } from './organisation.ts';

export type Results = readonly CaseResult<OrganisationCase, OrganisationResult>[];
type Measured = OrganisationResult['rules'][number];
type Curve = readonly number[];

const CHANCE = 1 / SIZE.classes;
/** As good as another life: this close to it. */
export const CLOSE = 0.05;
/** Examples of a window of a curve, and at the end of a life. */
export const WINDOW = 5;
export const LAST = 40;

export function of(results: Results, rule: RuleName): Measured[] {
  return results.flatMap(({ result }) => result.rules.filter((one) => one.rule === rule));
}

/** Accuracy over the examples from `begin` on, before `end`. */
export const between = (curve: Curve, begin: number, end = LIFE) => mean(curve.slice(begin, end));

const troubled = (one: Measured, trouble: string, dose: number) =>
  one.troubles.find((own) => own.trouble === trouble && own.dose === dose)!.curve;
export const struckLife = (one: Measured, share: number) => one.killed.find((own) => own.share === share)!;
export const arrival = (one: Measured, name: string) => one.arrivals.find((own) => own.name === name)!.curve;

/** Accuracy above chance in the second half of life, as a share of that of an undisturbed life, for every seed. */
export function kept(results: Results, rule: RuleName, trouble: string, dose: number): number[] {
  return of(results, rule).map(
    (one) =>
      (between(troubled(one, trouble, dose), MIDDLE) - CHANCE) / (between(one.undisturbed, MIDDLE) - CHANCE),
  );
}

/** Mean accuracy over seeds in windows of a life, `[windows]`. */
export function windows(results: Results, rule: RuleName, curveOf: (one: Measured) => Curve): number[] {
  const curves = of(results, rule).map(curveOf);
  return Array.from({ length: LIFE / WINDOW }, (_, window) =>
    mean(curves.map((curve) => between(curve, window * WINDOW, (window + 1) * WINDOW))),
  );
}

/** Examples from `begin` on until one life is as good as another; nothing if it does not come to that before `end`. */
function recovery(life: Curve, other: Curve, begin: number, end: number): number | undefined {
  const found = life.findIndex(
    (value, window) => window >= begin / WINDOW && window < end / WINDOW && value >= other[window] - CLOSE,
  );
  return found < 0 ? undefined : found * WINDOW - begin;
}

/** How a struck life goes on: until the regrowth beside a life without these synapses, then beside a whole one. */
export function healing(results: Results, rule: RuleName, share: number) {
  const life = windows(results, rule, (one) => struckLife(one, share).curve);
  const without = windows(results, rule, (one) => struckLife(one, share).without);
  const whole = windows(results, rule, ({ undisturbed }) => undisturbed);
  return {
    /** Examples until the others do what they can. */
    reorganised: recovery(life, without, MIDDLE, REGROWN_AT),
    /** Examples after the regrowth until all is as it was. */
    regrown: recovery(life, whole, REGROWN_AT, LIFE),
  };
}
