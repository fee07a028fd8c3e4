/** The synapses of one layer of one body as a heat map, with the choice of body, layer, state and unit. */
import { drawMatrix } from '../drawing/matrix-raster.ts';
import type { FrameEvent, Matrix, ReadyEvent, Selection } from '../simulation/protocol.ts';
import { block, canvas, fillSelect, numberChoices, select, setText } from './elements.ts';

const LARGEST_CELL = 24;
const LARGEST_HEIGHT = 200;

export class MatrixView {
  private readonly canvas = canvas('matrix');
  private readonly context = this.canvas.getContext('2d');
  private readonly body = select('matrix-body');
  private readonly layer = select('matrix-layer');
  private readonly state = select('matrix-state');
  private readonly unit = select('matrix-unit');
  private image: ImageData | undefined;

  /** @param changed called when the user looks at other synapses */
  constructor(changed: (selection: Selection) => void) {
    for (const field of [this.body, this.layer, this.state, this.unit])
      field.addEventListener('change', () => changed(this.selection));
    new ResizeObserver(() => this.fit()).observe(block('synapses'));
  }

  get selection(): Selection {
    return {
      body: Number(this.body.value),
      layer: Number(this.layer.value),
      state: this.state.value === 'cell' ? 'cell' : 'hidden',
      unit: Number(this.unit.value),
    };
  }

  /** Offers what a society has to show, and chooses the nearest to a selection, which it returns. */
  begin(ready: ReadyEvent, wanted: Selection): Selection {
    fillSelect(this.body, numberChoices(ready.bodies));
    fillSelect(this.layer, numberChoices(Math.max(1, ready.layers.length)));
    fillSelect(this.unit, numberChoices(Math.max(1, ready.stateSize)));
    const clamp = (value: number, count: number) => String(Math.max(0, Math.min(value, count - 1)));
    this.body.value = clamp(wanted.body, ready.bodies);
    this.layer.value = clamp(wanted.layer, ready.layers.length);
    this.state.value = wanted.state;
    this.unit.value = clamp(wanted.unit, ready.stateSize);
    for (const field of [this.layer, this.state, this.unit]) field.disabled = ready.layers.length === 0;
    return this.selection;
  }

  /** Chooses a body. @returns the whole selection */
  selectBody(body: number): Selection {
    this.body.value = String(body);
    return this.selection;
  }

  show({ matrix, step }: FrameEvent): void {
    this.canvas.hidden = matrix === undefined;
    if (!matrix) {
      setText(block('matrix-caption'), 'This society has no synapses.');
      return;
    }
    const { inputs, outputs } = matrix;
    if (this.image?.width !== inputs || this.image.height !== outputs) this.allocate(inputs, outputs);
    const image = this.image as ImageData;
    const pixels = new Uint8Array(image.data.buffer);
    const range = drawMatrix(transposed(matrix), pixels);
    this.context?.putImageData(image, 0, 0);
    setText(
      block('matrix-caption'),
      `${outputs} outputs (rows) × ${inputs} inputs (columns), ${matrix.state} ${matrix.unit} of body ` +
        `${matrix.body}; blue −${range.toFixed(3)}, white 0, orange +${range.toFixed(3)}.`,
    );
    // Read out on demand only, and rarely changed.
    if (step % 50 === 0 || this.canvas.ariaLabel === null)
      this.canvas.ariaLabel = `Synapse matrix of body ${matrix.body}, layer ${matrix.layer}: values up to ${range.toFixed(3)}`;
  }

  private allocate(inputs: number, outputs: number): void {
    this.image = new ImageData(inputs, outputs);
    this.canvas.width = inputs;
    this.canvas.height = outputs;
    this.fit();
  }

  private fit(): void {
    if (!this.image) return;
    const { width, height } = this.image;
    const room = block('synapses').clientWidth - 36;
    // Equal cells where there is room; wide matrices shrink to fit.
    const across = Math.min(LARGEST_CELL, Math.max(1, Math.floor(room / width)));
    const down = Math.max(1, Math.min(LARGEST_CELL, Math.floor(LARGEST_HEIGHT / height)));
    this.canvas.style.width = `${Math.min(room, width * across)}px`;
    this.canvas.style.height = `${height * down}px`;
  }
}

/** Outputs become rows: inputs are many, and panels are wider than high. */
function transposed({ values, inputs, outputs }: Matrix): Float32Array {
  const turned = new Float32Array(values.length);
  for (let input = 0; input < inputs; input++)
    for (let output = 0; output < outputs; output++)
      turned[output * inputs + input] = values[input * outputs + output];
  return turned;
}
