/** renderTest: whether every render mode gives what it promises (pettingzoo/test/render_test.py). */
import type { AECEnv } from '../aec-env.ts';
import { parallelToAec } from '../conversions/conversions.ts';
import { withoutDisplay } from '../display.ts';
import { ParallelEnv } from '../parallel-env.ts';
import { elementTypeOf } from '../spaces/element-types.ts';
import { assert } from './assert.ts';
import { TestActions } from './test-actions.ts';

/** Tests of one's own, by render mode, which tell whether a frame is as it should be. */
export interface RenderTestOptions {
  readonly customTests?: Readonly<Record<string, (frame: unknown) => boolean>>;
}
type AgentEnv<O, A> = AECEnv<O, A> | ParallelEnv<O, A>;

const FRAMES = 5;

/** Frames of the begin and of some turns later. */
function framesOf(env: AECEnv<unknown, unknown>): unknown[] {
  env.reset({ seed: 0 });
  const actions = new TestActions(env, 0);
  const met = new Set<string>();
  const frames: unknown[] = [env.render()];
  while (frames.length < FRAMES) {
    for (const agent of env.agentIter(Math.floor(env.numAgents / 2) + 1)) {
      if (!met.has(agent)) actions.meet(agent);
      met.add(agent);
      const [observation, , terminated, truncated, info] = env.last();
      env.step(terminated || truncated ? null : actions.draw(agent, observation, info));
    }
    frames.push(env.render());
  }
  return frames;
}

function isImage(frame: unknown): boolean {
  if (typeof frame !== 'object' || frame === null || !('pixels' in frame) || !('shape' in frame))
    return false;
  const shape = frame.shape as readonly number[];
  return shape.length === 3 && shape[2] === 3 && elementTypeOf(frame.pixels) === 'uint8';
}

function checkFrame(mode: string, frame: unknown): void {
  if (mode === 'rgb_array')
    assert(isImage(frame), `rgb_array mode must return a valid image array, is ${String(frame)}`);
  if (mode === 'ansi')
    assert(typeof frame === 'string', `ansi mode must return a string, is ${String(frame)}`);
  if (mode === 'human')
    assert(frame === null || frame === undefined, `human mode must return nothing, is ${String(frame)}`);
}

/**
 * Makes the environment in each render mode of its metadata and renders some turns of it.
 * @throws AssertionError when no modes are declared, or a frame is not what its mode promises
 */
export function renderTest<Observation, Action>(
  makeEnv: (renderMode: string | null) => AgentEnv<Observation, Action>,
  { customTests = {} }: RenderTestOptions = {},
): void {
  const silent = makeEnv(null);
  const modes: unknown = silent.metadata.renderModes;
  silent.close();
  assert(
    Array.isArray(modes),
    'Environments that support rendering must define renderModes in their metadata',
  );
  withoutDisplay(() => {
    for (const mode of modes as readonly string[]) {
      const made = makeEnv(mode) as AgentEnv<unknown, unknown>;
      const env = made instanceof ParallelEnv ? parallelToAec(made) : made;
      assert(env.renderMode === mode, `made in render mode ${mode}, the environment says ${env.renderMode}`);
      for (const frame of framesOf(env)) {
        checkFrame(mode, frame);
        assert(customTests[mode]?.(frame) ?? true, `the custom test of ${mode} refuses ${String(frame)}`);
      }
      env.close();
    }
  });
}
