/** The world on the page: raster, surface, integer scaling, the legend, and which body is under the pointer. */
import { bodyAt, type GridOnScreen } from '../drawing/picking.ts';
import { WorldRaster } from '../drawing/world-raster.ts';
import type { FrameEvent, ReadyEvent } from '../simulation/protocol.ts';
import { BodyMarks } from './body-marks.ts';
import { block, canvas, make } from './elements.ts';
import { WorldSurface } from './world-surface.ts';

export class WorldView {
  private readonly canvas = canvas('world');
  private readonly marks = new BodyMarks();
  private surface: WorldSurface | undefined;
  private raster: WorldRaster | undefined;
  private world: ReadyEvent | undefined;
  private frame: FrameEvent | undefined;
  private selected = 0;
  /** CSS pixels of one side of a cell. */
  private cellSize = 1;

  /** @param picked called with the body that the user has clicked */
  constructor(picked: (body: number) => void) {
    new ResizeObserver(() => this.fit()).observe(block('world-frame'));
    this.canvas.addEventListener('click', ({ clientX, clientY }) => {
      const body = this.frame && bodyAt(this.grid, this.frame.bodyCells, clientX, clientY);
      if (body !== undefined) picked(body);
    });
  }

  /** @throws Error where the browser offers no WebGL */
  async start(): Promise<void> {
    this.surface = await WorldSurface.create(this.canvas);
    this.draw();
  }

  /** Begins a lifetime. */
  begin(world: ReadyEvent): void {
    this.world = world;
    this.frame = undefined;
    this.raster = new WorldRaster(world);
    block('legend').replaceChildren(
      ...world.legend.map(({ name, color }) => {
        const swatch = make('span', { className: 'swatch', ariaHidden: 'true' });
        swatch.style.background = color;
        return make('li', {}, swatch, name);
      }),
      make('li', {}, make('span', { className: 'swatch selected', ariaHidden: 'true' }), 'selected body'),
      make(
        'li',
        {},
        make('span', { className: 'swatch numbered', ariaHidden: 'true', textContent: '1' }),
        'bodies',
      ),
    );
    this.fit();
  }

  show(frame: FrameEvent): void {
    this.frame = frame;
    this.draw();
  }

  select(body: number): void {
    this.selected = body;
    this.draw();
  }

  private get grid(): GridOnScreen {
    const { left, top } = this.canvas.getBoundingClientRect();
    const { width, height } = this.world ?? { width: 1, height: 1 };
    return { width, height, left, top, cellSize: this.cellSize };
  }

  private draw(): void {
    const { raster, world, frame, surface } = this;
    if (!raster || !world || !frame || !surface) return;
    raster.draw(frame, this.selected);
    surface.show(world.width, world.height, raster.pixels);
    this.marks.show(frame, world, this.selected);
  }

  /** Scales by whole pixels, so that all cells are equally large. */
  private fit(): void {
    if (!this.world) return;
    const { width, height } = this.world;
    const frame = block('world-frame');
    const side = Math.min(frame.clientWidth, frame.clientHeight);
    this.cellSize = Math.max(1, Math.floor(side / Math.max(width, height)));
    this.canvas.style.width = `${width * this.cellSize}px`;
    this.canvas.style.height = `${height * this.cellSize}px`;
    this.marks.fit(width, height, this.cellSize);
    this.draw();
  }
}
