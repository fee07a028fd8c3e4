/** The charts of a lifetime: reward rate and action entropy, and the energy of messages, over steps. */
import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import type { FrameEvent } from '../simulation/protocol.ts';
import { axis, chartWidth, colorOf, fitCharts } from './chart-style.ts';
import { block } from './elements.ts';

const HEIGHT = 165;
/** Points kept; beyond it every second one is dropped, since the screen has fewer pixels than that anyway. */
const MAXIMUM_POINTS = 2000;

/** Columns of numbers over steps that halve their resolution instead of growing for ever. */
class Series {
  readonly columns: (number | null)[][];
  private stride = 1;

  constructor(count: number) {
    this.columns = Array.from({ length: count }, () => []);
  }

  add(step: number, ...values: number[]): void {
    const steps = this.columns[0];
    const last = steps[steps.length - 1];
    if (typeof last === 'number' && step - last < this.stride) return;
    steps.push(step);
    for (const [index, value] of values.entries())
      this.columns[index + 1].push(Number.isFinite(value) ? value : null);
    if (steps.length <= MAXIMUM_POINTS) return;
    this.stride *= 2;
    for (const [index, column] of this.columns.entries())
      this.columns[index] = column.filter((_, point) => point % 2 === 0);
  }

  clear(): void {
    this.stride = 1;
    for (const column of this.columns) column.length = 0;
  }
}

export class SeriesCharts {
  private readonly reward = new Series(3);
  private readonly energy = new Series(3);
  private readonly rewardChart: uPlot;
  private readonly energyChart: uPlot;
  private scheduled = false;
  private lifetime = 100;

  constructor() {
    const number = (digits: number) => (_: uPlot, value: number | null) =>
      value === null ? '-' : value.toFixed(digits);
    const rewardHost = block('reward-chart');
    this.rewardChart = new uPlot(
      {
        width: chartWidth(rewardHost),
        height: HEIGHT,
        scales: {
          x: this.steps(),
          y: { range: (_, least, most) => [Math.min(least ?? 0, 0), Math.max(most ?? 0, 0.05)] },
          entropy: { range: (_, __, most) => [0, Math.max(most ?? 0, 0.1)] },
        },
        axes: [axis(), axis(), { ...axis(), scale: 'entropy', side: 1, grid: { show: false } }],
        series: [
          { label: 'step' },
          { label: 'reward rate', stroke: () => colorOf('--blue'), width: 2, value: number(3) },
          {
            label: 'entropy (nats)',
            scale: 'entropy',
            stroke: () => colorOf('--orange'),
            width: 2,
            dash: [6, 4],
            value: number(2),
          },
        ],
      },
      [[], [], []],
      rewardHost,
    );
    const energyHost = block('energy-chart');
    this.energyChart = new uPlot(
      {
        width: chartWidth(energyHost),
        height: HEIGHT,
        scales: { x: this.steps(), y: { range: (_, __, most) => [0, Math.max((most ?? 1) * 1.05, 1e-4)] } },
        axes: [axis(), axis()],
        series: [
          { label: 'step' },
          { label: 'forward', stroke: () => colorOf('--green'), width: 2, value: number(4) },
          { label: 'backward', stroke: () => colorOf('--orange'), width: 2, dash: [6, 4], value: number(4) },
        ],
      },
      [[], [], []],
      energyHost,
    );
    fitCharts([this.rewardChart, rewardHost], [this.energyChart, energyHost]);
  }

  /** Adds a frame's numbers. */
  add(frame: FrameEvent): void {
    this.reward.add(frame.step, frame.rewardRate, frame.entropy);
    if (frame.lines.length > 0)
      this.energy.add(frame.step, meanEnergy(frame, 'forward'), meanEnergy(frame, 'backward'));
    this.schedule();
  }

  /** Begins a lifetime of so many steps. */
  begin(lifetime: number): void {
    this.lifetime = lifetime;
    this.reward.clear();
    this.energy.clear();
    this.schedule();
  }

  /** The whole lifetime from the start, so that lines grow instead of shrinking. */
  private steps(): uPlot.Scale {
    return { time: false, range: () => [0, this.lifetime] };
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      this.rewardChart.setData(this.reward.columns as uPlot.AlignedData);
      this.energyChart.setData(this.energy.columns as uPlot.AlignedData);
    });
  }
}

/** Mean over the lines of one direction; NaN where there are none. */
function meanEnergy(frame: FrameEvent, direction: 'forward' | 'backward'): number {
  const energies = frame.lines
    .filter((line) => line.direction === direction && Number.isFinite(line.energy))
    .map((line) => line.energy);
  return energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
}
