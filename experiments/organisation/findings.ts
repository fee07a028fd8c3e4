/** The answer in words and tables, computed from stored results. */
import { mean } from '../../src/numerics/statistics.ts';
import type { CaseResult } from '../harness/experiment.ts';
import { markdownTable, meanOverSeeds } from '../harness/markdown.ts';
import {
  killed,
  LIFE,
  MIDDLE,
  type OrganisationCase,
  REGROWN_AT,
  type RuleName,
  rules,
  SIZE,
  troubles,
} from './cases.ts';
import type { OrganisationResult } from './organisation.ts';

export type Results = readonly CaseResult<OrganisationCase, OrganisationResult>[];
type Measured = OrganisationResult['rules'][number];
type Curve = readonly number[];

const CHANCE = 1 / SIZE.classes;
/** What a network keeps of what it knows above chance, to be called robust. */
const ROBUST = 0.9;
/** The disturbance that is sparse work. */
const SPARSE = 'small inputs silent';
/** As good as another life: this close to it. */
const CLOSE = 0.05;
/** Examples of a window of a curve, and at the end of a life. */
const WINDOW = 5;
const LAST = 40;

export function of(results: Results, rule: RuleName): Measured[] {
  return results.flatMap(({ result }) => result.rules.filter((one) => one.rule === rule));
}

/** Accuracy over the examples from `begin` on, before `end`. */
const between = (curve: Curve, begin: number, end = LIFE) => mean(curve.slice(begin, end));

const troubled = (one: Measured, trouble: string, dose: number) =>
  one.troubles.find((own) => own.trouble === trouble && own.dose === dose)!.curve;
const struckLife = (one: Measured, share: number) => one.killed.find((own) => own.share === share)!;
const arrival = (one: Measured, name: string) => one.arrivals.find((own) => own.name === name)!.curve;

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

function troubleTables(results: Results): string {
  const rows = [...troubles].flatMap(([trouble, { doses }]) =>
    rules.map((rule) => [
      trouble,
      rule,
      doses
        .map(
          (dose) =>
            `${trouble === 'random order' ? '' : `${100 * dose} %: `}${meanOverSeeds(kept(results, rule, trouble, dose), 2)}`,
        )
        .join('; '),
    ]),
  );
  return markdownTable(['disturbance', 'rule', 'share of what is known above chance'], rows);
}

function calmTable(results: Results): string {
  const rows = rules.map((rule) => [
    rule,
    meanOverSeeds(of(results, rule).map(({ undisturbed }) => between(undisturbed, 0, MIDDLE))),
    meanOverSeeds(of(results, rule).map(({ undisturbed }) => between(undisturbed, MIDDLE))),
  ]);
  return markdownTable(['rule', `examples 1 to ${MIDDLE}`, `${MIDDLE + 1} to ${LIFE}`], rows);
}

const examples = (count: number | undefined) => (count === undefined ? 'not in time' : String(count));

/** How a struck life goes on: until the regrowth beside a life without these synapses, then beside a whole one. */
function healing(results: Results, rule: RuleName, share: number) {
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

function killedTable(results: Results): string {
  const rows = rules.flatMap((rule) =>
    killed.map((share) => {
      const during = (begin: number, end: number, kind: 'curve' | 'without' = 'curve') =>
        meanOverSeeds(of(results, rule).map((one) => between(struckLife(one, share)[kind], begin, end)));
      const { reorganised, regrown } = healing(results, rule, share);
      return [
        rule,
        `${100 * share} %`,
        during(MIDDLE, MIDDLE + WINDOW),
        during(REGROWN_AT - 20, REGROWN_AT),
        during(REGROWN_AT - 20, REGROWN_AT, 'without'),
        examples(reorganised),
        during(REGROWN_AT, REGROWN_AT + WINDOW),
        examples(regrown),
      ];
    }),
  );
  return markdownTable(
    [
      'rule',
      'killed',
      `first ${WINDOW} answers`,
      'last 20 before regrowth',
      'without them from birth',
      'examples to do as well as that',
      `first ${WINDOW} after regrowth`,
      'examples to do as well as undisturbed',
    ],
    rows,
  );
}

function arrivalTable(results: Results): string {
  const names = results[0]?.result.rules[0]?.arrivals.map(({ name }) => name) ?? [];
  const rows = rules.flatMap((rule) =>
    names.map((name) => {
      const accuracy = (begin: number, end: number) =>
        meanOverSeeds(of(results, rule).map((one) => between(arrival(one, name), begin, end)));
      return [
        rule,
        name,
        accuracy(MIDDLE - 20, MIDDLE),
        accuracy(MIDDLE, MIDDLE + 10),
        accuracy(LIFE - LAST, LIFE),
      ];
    }),
  );
  return markdownTable(['rule', 'units', '20 examples before', '10 after', `last ${LAST}`], rows);
}

/** Whether late units end up as useful as if they had been there from birth. */
function useful(results: Results, rule: RuleName, joined: string, always: string): boolean {
  const last = (name: string) =>
    mean(of(results, rule).map((one) => between(arrival(one, name), LIFE - LAST)));
  return last(joined) >= last(always) - CLOSE;
}

function verdict(results: Results): string {
  const at = (rule: RuleName, trouble: string, dose: number) => mean(kept(results, rule, trouble, dose));
  const robust = (rule: RuleName) =>
    [...troubles].filter(([name, { moderate }]) => at(rule, name, moderate) >= ROBUST).map(([name]) => name);
  const joins = [
    useful(results, 'calm', 'inputs join', 'inputs from birth'),
    useful(results, 'calm', 'class joins', 'class from birth'),
  ];
  const calm = robust('calm');
  const half = healing(results, 'calm', 0.5);
  const heals = half.reorganised !== undefined && half.regrown !== undefined;
  const all = calm.length === troubles.size && heals && joins.every(Boolean);
  const none = calm.length === 0 && !heals && !joins.some(Boolean);
  const head = all
    ? 'The claim held here'
    : none
      ? 'The claim did not hold here'
      : 'The claim held here only in part';
  const list = [...troubles]
    .map(([name, { moderate }]) => {
      const dose = name === 'random order' ? '' : ` (${100 * moderate} %)`;
      return `${name}${dose} ${at('calm', name, moderate).toFixed(2)}, ${at('rough', name, moderate).toFixed(2)} if trained with it`;
    })
    .join('; ');
  const after = (count: number | undefined) =>
    count === undefined ? 'not within this life' : count === 0 ? 'at once' : `after ${count} examples`;
  const word = (holds: boolean) => (holds ? 'end as good as' : 'do not end as good as');
  return (
    `**${head}**: of ${troubles.size} moderate disturbances, a rule that met none before keeps at least ${ROBUST} of what it knows above chance under ${calm.length}, a rule trained with disturbances under ${robust('rough').length}. ` +
    `Kept: ${list}. ` +
    `Work left to the synapses of the larger half of the inputs at each tick keeps ${at('calm', SPARSE, 0.5).toFixed(2)}, to the largest quarter ${at('calm', SPARSE, 0.75).toFixed(2)}. ` +
    `After half of all synapses were killed in mid-life the others do as well as if they had always been alone ${after(half.reorganised)}, and once the dead are born anew all is as it was ${after(half.regrown)}. ` +
    `Inputs that join in mid-life ${word(joins[0])} inputs from birth, and a class that joins ${joins[1] ? 'ends as good as' : 'does not end as good as'} one whose unit was there before.`
  );
}

export function findings(results: Results): string {
  return [
    verdict(results),
    'Undisturbed, share of right answers:',
    calmTable(results),
    `Disturbed all life long: accuracy above chance over examples ${MIDDLE + 1} to ${LIFE}, as a share of that without disturbance:`,
    troubleTables(results),
    `Synapses killed at example ${MIDDLE} and born anew at ${REGROWN_AT}; as well is within ${CLOSE}, over ${WINDOW} examples:`,
    killedTable(results),
    `Units that join at example ${MIDDLE}, share of right answers:`,
    arrivalTable(results),
  ].join('\n\n');
}
