/** Shows one RGBA picture with Pixi: one texture, one mesh, one draw call, and only when the picture has changed. */
import 'pixi.js/unsafe-eval';
import 'pixi.js/mesh';
import { BufferImageSource, Container, Mesh, MeshGeometry, Shader, WebGLRenderer } from 'pixi.js';

// The quad fills clip space, so neither camera nor size enters the shader.
const VERTEX = `
in vec2 aPosition;
in vec2 aUV;
out vec2 vCell;
void main() {
  vCell = aUV;
  gl_Position = vec4(aPosition, 0.0, 1.0);
}`;

const FRAGMENT = `
in vec2 vCell;
uniform sampler2D uPicture;
void main() {
  finalColor = texture(uPicture, vCell);
}`;

export class WorldSurface {
  private readonly renderer: WebGLRenderer<HTMLCanvasElement>;
  private readonly scene = new Container();
  private source: BufferImageSource | undefined;
  private mesh: Mesh<MeshGeometry, Shader> | undefined;
  private dirty = false;

  private constructor(renderer: WebGLRenderer<HTMLCanvasElement>) {
    this.renderer = renderer;
  }

  /** @throws Error where the browser offers no WebGL */
  static async create(canvas: HTMLCanvasElement): Promise<WorldSurface> {
    const renderer = new WebGLRenderer<HTMLCanvasElement>();
    // Without Pixi's own extensions: the page needs neither its events nor its accessibility layer.
    await renderer.init({
      canvas,
      width: 1,
      height: 1,
      antialias: false,
      autoDensity: false,
      backgroundAlpha: 1,
      preferWebGLVersion: 2,
      skipExtensionImports: true,
    });
    const surface = new WorldSurface(renderer);
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => surface.render());
    return surface;
  }

  /** Sets a picture that is drawn at the next animation frame; `pixels` are read now and may be changed later. */
  show(width: number, height: number, pixels: Uint8Array | Uint8ClampedArray): void {
    if (this.source?.width !== width || this.source.height !== height) this.allocate(width, height);
    const source = this.source as BufferImageSource;
    (source.resource as Uint8Array).set(pixels);
    source.update();
    if (this.dirty) return;
    this.dirty = true;
    requestAnimationFrame(() => this.render());
  }

  /** Draws now. */
  render(): void {
    this.dirty = false;
    if (this.mesh) this.renderer.render(this.scene);
  }

  private allocate(width: number, height: number): void {
    this.mesh?.shader?.destroy();
    this.mesh?.destroy({ children: true });
    this.source?.destroy();
    this.source = new BufferImageSource({
      resource: new Uint8Array(width * height * 4),
      width,
      height,
      format: 'rgba8unorm',
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'nearest',
    });
    const shader = Shader.from({
      gl: { vertex: VERTEX, fragment: FRAGMENT },
      resources: { uPicture: this.source },
    });
    const geometry = new MeshGeometry({
      positions: new Float32Array([-1, 1, 1, 1, 1, -1, -1, -1]),
      uvs: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
      indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    });
    this.mesh = new Mesh({ geometry, shader });
    this.scene.addChild(this.mesh);
    this.renderer.resize(width, height);
  }
}
