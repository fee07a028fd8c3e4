/** Marks above the world that tell bodies apart without colour: an outline and a number for each, a ring for the selected. */
import type { FrameEvent, ReadyEvent } from '../simulation/protocol.ts';
import { canvas } from './elements.ts';

/** Smaller cells leave numbers unreadable, and more bodies make them a clutter. */
const SMALLEST_CELL = 18;
const MOST_BODIES = 64;
/** Tiles may have the colours of bodies, so bodies are outlined wherever an outline leaves something to see. */
const SMALLEST_OUTLINED_CELL = 6;

export class BodyMarks {
  private readonly canvas = canvas('body-marks');
  private readonly context = this.canvas.getContext('2d');
  private cellSize = 1;

  /** Lies exactly over a world of this size. */
  fit(width: number, height: number, cellSize: number): void {
    const density = window.devicePixelRatio;
    this.cellSize = cellSize;
    this.canvas.width = Math.round(width * cellSize * density);
    this.canvas.height = Math.round(height * cellSize * density);
    this.canvas.style.width = `${width * cellSize}px`;
    this.canvas.style.height = `${height * cellSize}px`;
    this.context?.setTransform(density, 0, 0, density, 0, 0);
  }

  /** Draws all marks anew. */
  show({ bodyCells }: FrameEvent, { width, height }: ReadyEvent, selected: number): void {
    const { context, cellSize } = this;
    if (!context) return;
    context.clearRect(0, 0, width * cellSize, height * cellSize);
    if (cellSize >= SMALLEST_OUTLINED_CELL) this.outline(context, bodyCells, width);
    const numbered = cellSize >= SMALLEST_CELL && bodyCells.length <= MOST_BODIES;
    if (numbered) {
      context.font = `600 ${Math.round(cellSize * 0.4)}px system-ui, sans-serif`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillStyle = '#000';
      for (const [cell, label] of labelsByCell(bodyCells)) {
        const [x, y] = this.middle(cell, width);
        context.fillText(label, x, y, cellSize * 0.9);
      }
    }
    if (selected < bodyCells.length) this.ring(context, bodyCells[selected], width);
  }

  private outline(context: CanvasRenderingContext2D, bodyCells: Int32Array, width: number): void {
    const { cellSize } = this;
    const line = Math.max(1, Math.round(cellSize / 16));
    context.strokeStyle = '#fff';
    context.lineWidth = line;
    for (const cell of bodyCells) {
      const [x, y] = this.middle(cell, width);
      const side = cellSize - line;
      context.strokeRect(x - side / 2, y - side / 2, side, side);
    }
  }

  private ring(context: CanvasRenderingContext2D, cell: number, width: number): void {
    const [x, y] = this.middle(cell, width);
    const radius = Math.max(6, this.cellSize * 0.42);
    // Dark within light is seen on every tile.
    for (const [color, line] of [
      ['#fff', 4],
      ['#000', 2],
    ] as const) {
      context.strokeStyle = color;
      context.lineWidth = line;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  private middle(cell: number, width: number): [number, number] {
    const half = this.cellSize / 2;
    return [(cell % width) * this.cellSize + half, Math.floor(cell / width) * this.cellSize + half];
  }
}

/** Who stands where; several on one cell are counted once there are more than two. */
function labelsByCell(bodyCells: Int32Array): Map<number, string> {
  const bodies = new Map<number, number[]>();
  for (const [body, cell] of bodyCells.entries()) {
    const there = bodies.get(cell);
    if (there) there.push(body);
    else bodies.set(cell, [body]);
  }
  return new Map(
    Array.from(bodies, ([cell, there]) => [cell, there.length > 2 ? `×${there.length}` : there.join(',')]),
  );
}
