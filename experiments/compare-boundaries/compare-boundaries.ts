/**
 * Where should the line between agent and environment be drawn? The same rule lives the same held-out lifetimes under
 * every boundary, straight through and with faults on whatever the boundary makes cross the bus.
 */
import { type BoundaryName, boundaryNames } from '../../agents/boundary.ts';
import { type ChannelSpecification, formatChannel } from '../../src/bus/channel-specification.ts';
import type { KernelFactory } from '../../src/vsml/kernel.ts';
import type { Rule } from '../../src/vsml/rule.ts';
import { type Evaluation, evaluateSetting } from '../evaluate.ts';
import type { SettingConfiguration, SocietyName } from '../setting.ts';

/** Faults of the table: lost, late, blurred and coarse messages. */
export const comparedFaults: readonly ChannelSpecification[] = [
  { kind: 'drop', value: 0.1 },
  { kind: 'delay', value: 1 },
  { kind: 'noise', value: 0.1 },
  { kind: 'quantise', value: 16 },
];

export interface FaultRow {
  readonly channel: string;
  readonly mean: number;
  readonly ci95: number;
  /** Share of the return without the fault. */
  readonly kept: number;
}

export interface BoundaryRow extends Evaluation {
  readonly boundary: BoundaryName;
  /** Empty where nothing crosses the bus. */
  readonly faults: readonly FaultRow[];
}

export interface Baselines {
  readonly random: Evaluation;
  readonly noFeedback: Evaluation;
  readonly qLearning: Evaluation;
  readonly trained: Evaluation;
}

export interface Comparison {
  readonly configuration: SettingConfiguration;
  readonly rule: Rule;
  readonly seeds: readonly number[];
  readonly createKernel: KernelFactory;
  readonly signal?: AbortSignal | undefined;
  /** Told what is about to be measured. */
  readonly onStage?: ((stage: string) => void) | undefined;
}

/** The rule and its rivals on the same lifetimes. */
export async function compareSocieties(comparison: Comparison): Promise<Baselines> {
  const measure = (society: SocietyName) => {
    comparison.onStage?.(society);
    return evaluateSetting(
      { ...comparison.configuration, society },
      comparison.createKernel,
      comparison.rule,
      comparison.seeds,
      comparison.signal,
    );
  };
  return {
    random: await measure('random'),
    noFeedback: await measure('no-feedback'),
    qLearning: await measure('q-learning'),
    trained: await measure('vsml'),
  };
}

/** One row a boundary. Faults are measured on the first half of the seeds. */
export async function compareBoundaries(
  comparison: Comparison,
  faults: readonly ChannelSpecification[] = comparedFaults,
): Promise<BoundaryRow[]> {
  const { configuration, rule, seeds, createKernel, signal, onStage } = comparison;
  const rows: BoundaryRow[] = [];
  for (const boundary of boundaryNames) {
    onStage?.(boundary);
    const drawn: SettingConfiguration = { ...configuration, society: 'vsml', boundary };
    const whole = await evaluateSetting(drawn, createKernel, rule, seeds, signal);
    const fewer = seeds.slice(0, Math.ceil(seeds.length / 2));
    const faultRows: FaultRow[] = [];
    if (whole.messagesPerStep > 0) {
      const intact = (await evaluateSetting(drawn, createKernel, rule, fewer, signal)).mean;
      for (const fault of faults) {
        onStage?.(`${boundary} ${formatChannel(fault)}`);
        const faulty = { ...drawn, channels: [...drawn.channels, fault] };
        const { mean, ci95 } = await evaluateSetting(faulty, createKernel, rule, fewer, signal);
        faultRows.push({ channel: formatChannel(fault), mean, ci95, kept: mean / intact });
      }
    }
    rows.push({ boundary, ...whole, faults: faultRows });
  }
  return rows;
}
