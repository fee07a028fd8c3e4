/**
 * Results of `step` with two flags for the end, and with the one of old, `done`, beside which the info says whether it
 * was a time limit (gymnasium/utils/step_api_compatibility.py).
 */
import type { StepResult } from './env.ts';
import { BoolArray } from './spaces/element-types.ts';
import type { VectorStepResult } from './vector/vector-env.ts';
import type { Infos } from './vector/vector-infos.ts';

/** What `step` returned before Gymnasium: `info['TimeLimit.truncated']` tells why the episode is done. */
export type DoneStepResult<Observation> = [
  observation: Observation,
  reward: number,
  done: boolean,
  info: Record<string, unknown>,
];
/** The same of a vector environment. */
export type VectorDoneStepResult<Observations> = [
  observations: Observations,
  rewards: Float64Array | Float32Array,
  dones: BoolArray,
  infos: Infos,
];

const KEY = 'TimeLimit.truncated';

/** To one flag; a result that has one already stays as it is. */
export function toDoneStepApi<Observation>(
  result: StepResult<Observation> | DoneStepResult<Observation>,
): DoneStepResult<Observation> {
  if (result.length === 4) return result;
  const [observation, reward, terminated, truncated, info] = result;
  const done = terminated || truncated;
  return [observation, reward, done, done ? { ...info, [KEY]: truncated && !terminated } : info];
}

/** To two flags; a result that has two already stays as it is. */
export function toTerminatedTruncatedStepApi<Observation>(
  result: StepResult<Observation> | DoneStepResult<Observation>,
): StepResult<Observation> {
  if (result.length === 5) return result;
  const [observation, reward, done, { [KEY]: limited = false, ...info }] = result;
  return [observation, reward, done && !limited, done && Boolean(limited), info];
}

/** To one flag, of a vector environment. */
export function toVectorDoneStepApi<Observations>(
  result: VectorStepResult<Observations> | VectorDoneStepResult<Observations>,
): VectorDoneStepResult<Observations> {
  if (result.length === 4) return result;
  const [observations, rewards, terminations, truncations, infos] = result;
  const dones = BoolArray.from(terminations, (flag, n) => flag | truncations[n]) as BoolArray;
  if (!dones.includes(1)) return [observations, rewards, dones, infos];
  const limited = BoolArray.from(truncations, (flag, n) => flag & ~terminations[n] & 1) as BoolArray;
  return [observations, rewards, dones, { ...infos, [KEY]: limited }];
}

/** To two flags, of a vector environment. */
export function toVectorTerminatedTruncatedStepApi<Observations>(
  result: VectorStepResult<Observations> | VectorDoneStepResult<Observations>,
): VectorStepResult<Observations> {
  if (result.length === 5) return result;
  const [observations, rewards, dones, { [KEY]: told, ...infos }] = result;
  const limited = (told as BoolArray | undefined) ?? new BoolArray(dones.length);
  const terminations = BoolArray.from(dones, (flag, n) => flag & ~limited[n] & 1) as BoolArray;
  const truncations = BoolArray.from(dones, (flag, n) => flag & limited[n]) as BoolArray;
  return [observations, rewards, terminations, truncations, infos];
}
