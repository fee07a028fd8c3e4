/**
 * The chart of a run: held-out mean with its 95 % interval, and the mean of the population, over generations; a line
 * marks the generation whose rule is at work, and a click chooses another.
 */
import uPlot from 'uplot';
import { axis, chartWidth, colorOf, fitCharts } from './chart-style.ts';
import { block, setText } from './elements.ts';
import type { Run } from './runs-client.ts';

const HEIGHT = 190;

export class TrainingChart {
  private chart: uPlot | undefined;
  private shown = '';
  private marked: number | undefined;
  private readonly chosen: (generation: number) => void;

  constructor(chosen: (generation: number) => void) {
    this.chosen = chosen;
  }

  /** Shows a run, or hides the panel where there is none. */
  show(run: Run | undefined): void {
    block('training').hidden = run === undefined;
    if (!run) return;
    // Polled every two seconds: what has not grown needs no redraw.
    const state = `${run.name} ${run.generations.length} ${run.evaluations.length}`;
    if (state === this.shown) return;
    this.shown = state;
    this.chart ??= this.create(block('training-chart'));
    this.chart.setData(columnsOf(run));
    setText(block('training-caption'), captionOf(run));
  }

  /** Marks a generation; the newest, where none is named, needs no mark. */
  mark(generation: number | undefined): void {
    this.marked = generation;
    this.chart?.redraw(false);
  }

  private create(host: HTMLElement): uPlot {
    const chart = createChart(host, (drawn) => this.drawMark(drawn));
    chart.over.addEventListener('click', () => {
      const generation = chart.data[0][chart.cursor.idx ?? -1];
      if (generation !== undefined) this.chosen(generation);
    });
    return chart;
  }

  private drawMark({ ctx, bbox, valToPos }: uPlot): void {
    if (this.marked === undefined) return;
    const x = Math.round(valToPos(this.marked, 'x', true));
    ctx.save();
    ctx.strokeStyle = colorOf('--accent');
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  }
}

/** Generation, population mean, held-out mean, lower and upper end of its interval. */
function columnsOf({ generations, evaluations }: Run): uPlot.AlignedData {
  const evaluated = new Map(evaluations.map((evaluation) => [evaluation.generation, evaluation]));
  const population = new Map(generations.map(({ generation, meanFitness }) => [generation, meanFitness]));
  const steps = [...new Set([...population.keys(), ...evaluated.keys()])].sort((a, b) => a - b);
  const column = (value: (generation: number) => number | undefined) => steps.map((n) => value(n) ?? null);
  return [
    steps,
    column((n) => population.get(n)),
    column((n) => evaluated.get(n)?.mean),
    column((n) => bound(evaluated.get(n), -1)),
    column((n) => bound(evaluated.get(n), 1)),
  ];
}

function bound(evaluation: Run['evaluations'][number] | undefined, sign: number): number | undefined {
  return evaluation && evaluation.mean + sign * evaluation.ci95;
}

function captionOf({ name, generations, evaluations, configuration }: Run): string {
  const planned = configuration.generations;
  const progress = planned === undefined ? '' : ` of ${planned}`;
  const latest = evaluations.at(-1);
  const heldOut = latest
    ? `; held-out return ${latest.mean.toFixed(2)} ± ${latest.ci95.toFixed(2)} at generation ${latest.generation}`
    : '';
  return `${name}: ${generations.length}${progress} generations${heldOut}`;
}

function createChart(host: HTMLElement, afterDrawing: (chart: uPlot) => void): uPlot {
  const round = (_: uPlot, value: number | null) => (value === null ? '-' : value.toFixed(2));
  const spanGaps = true;
  const chart = new uPlot(
    {
      width: chartWidth(host),
      height: HEIGHT,
      scales: { x: { time: false } },
      axes: [axis(), axis()],
      hooks: { draw: [afterDrawing] },
      bands: [{ series: [4, 3], fill: () => `${colorOf('--green')}33` }],
      series: [
        { label: 'generation' },
        { label: 'population', stroke: () => colorOf('--muted'), width: 1, dash: [3, 3], value: round },
        { label: 'held-out', stroke: () => colorOf('--green'), width: 2, spanGaps, value: round },
        { label: 'low', stroke: 'transparent', spanGaps, value: round, points: { show: false } },
        { label: 'high', stroke: 'transparent', spanGaps, value: round, points: { show: false } },
      ],
    },
    [[], [], [], [], []],
    host,
  );
  fitCharts([chart, host]);
  return chart;
}
