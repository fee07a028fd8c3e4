/** Environments on a canvas of the page: what is rendered is what is seen, and keys play. */
import { CanvasRenderer, make, play, type RenderedImage, registry } from 'gymnasium-js';
import { describe, expect, it } from 'vitest';

const images = [...registry.keys()].filter((id) => !id.endsWith('v0') || id.startsWith('Mountain'));

function bytesOf(canvas: HTMLCanvasElement): Uint8ClampedArray {
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

describe('a canvas', () => {
  it.each(images)('shows %s pixel for pixel', (id) => {
    using env = make(id, { renderMode: 'rgb_array' });
    env.reset({ seed: 1 });
    const renderer = new CanvasRenderer();
    renderer.render(env);
    const { pixels, shape } = env.render() as RenderedImage;
    expect([renderer.canvas.height, renderer.canvas.width]).toEqual(shape.slice(0, 2));
    const shown = bytesOf(renderer.canvas);
    let differences = 0;
    for (let n = 0; n < pixels.length; n++)
      if (shown[Math.floor(n / 3) * 4 + (n % 3)] !== pixels[n]) differences++;
    expect(differences).toBe(0);
    renderer.close();
    expect(document.querySelector('canvas')).toBeNull();
  });

  it('of the caller stays, at the size asked for', () => {
    const canvas = document.body.appendChild(document.createElement('canvas'));
    const env = make('CartPole-v1', { renderMode: 'rgb_array' });
    env.reset();
    const renderer = new CanvasRenderer(canvas, 0.5);
    renderer.render(env);
    renderer.close();
    expect([canvas.width, canvas.style.width, canvas.isConnected]).toEqual([600, '300px', true]);
    canvas.remove();
  });
});

const key = (type: 'keydown' | 'keyup', name: string) =>
  dispatchEvent(new KeyboardEvent(type, { key: name, cancelable: true }));

describe('play', () => {
  it('takes actions from the keys held, and ends by Escape', async () => {
    const env = make<Float32Array, number>('CartPole-v1', { renderMode: 'rgb_array' });
    const actions = new Set<number>();
    const pushed = new Promise<void>((resolve) => {
      const end = play(env, {
        fps: 200,
        noop: 0,
        callback({ action }) {
          actions.add(action);
          if (action === 1) resolve();
        },
      });
      void end;
    });
    expect(key('keydown', 'ArrowRight')).toBe(false);
    await pushed;
    key('keyup', 'ArrowRight');
    expect(document.querySelector('canvas')).not.toBeNull();
    key('keydown', 'Escape');
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.querySelector('canvas')).toBeNull();
    expect([...actions]).toContain(1);
  });

  it('ends by a signal, and tells when there is nothing to show', async () => {
    const env = make('CartPole-v1', { renderMode: 'rgb_array' });
    const controller = new AbortController();
    const end = play(env, { signal: controller.signal });
    controller.abort();
    await expect(end).resolves.toBeUndefined();
    await expect(play(make('CartPole-v1'))).rejects.toThrow(/renders no images/);
  });
});
