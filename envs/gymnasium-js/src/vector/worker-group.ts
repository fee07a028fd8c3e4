/** The environments of one worker of AsyncVectorEnv and what they do when told. */
import type { Env } from '../env.ts';
import { marksOf } from '../integer-infos.ts';
import { concatenate, createEmptyArray } from '../spaces/batch.ts';
import type { Space } from '../spaces/space.ts';
import { buffersOf } from './batch-rows.ts';
import { EnvGroup } from './env-group.ts';
import { type EnvironmentSource, loadEnvironment } from './environment-source.ts';
import { callAttribute } from './sub-env-attributes.ts';
import type { Command, GroupAnswer } from './worker-messages.ts';

/** A value for an answer and the buffers that go over with it. */
export interface ValueWithBuffers {
  readonly value: unknown;
  readonly buffers: readonly ArrayBuffer[];
}

async function loadAll(sources: readonly EnvironmentSource[]): Promise<Env<unknown, unknown>[]> {
  const envs: Env<unknown, unknown>[] = [];
  for (const source of sources) envs.push(await loadEnvironment(source));
  return envs;
}

export class WorkerGroup {
  private readonly group: EnvGroup;
  private readonly space: Space<unknown>;
  private readonly rows: unknown;

  /** @param rows in shared memory, null to send observations */
  constructor(group: EnvGroup, rows: unknown) {
    this.group = group;
    this.space = group.envs[0].observationSpace;
    this.rows = rows;
  }

  /** @throws whatever importing and making the environments throws */
  static async start({ sources, mode, rows }: Extract<Command, { do: 'start' }>): Promise<WorkerGroup> {
    return new WorkerGroup(new EnvGroup(await loadAll(sources), mode), rows);
  }

  /** The environment that is at work, or was last. */
  get index(): number {
    return this.group.current;
  }

  /** @throws whatever the environments throw */
  obey(command: Exclude<Command, { do: 'start' }>): ValueWithBuffers {
    const { group } = this;
    switch (command.do) {
      case 'reset':
        group.reset(command.resetArguments);
        return this.answer();
      case 'step':
        group.step(command.actions);
        return this.answer();
      case 'call':
        return plain(group.mapEnvs((env) => callAttribute(env, command.name, command.parameters)));
      case 'set':
        return plain(group.mapEnvs((env, n) => env.setWrapperAttr(command.name, command.values[n])));
      case 'close':
        return plain(group.mapEnvs((env) => env.close()));
    }
  }

  private answer(): ValueWithBuffers {
    const { group, space, rows } = this;
    const batch = rows ?? createEmptyArray(space, group.envs.length);
    const filled = concatenate(space, group.observations, batch);
    const { rewards, terminations, truncations } = group;
    const isEmpty = group.infos.every((info) => Object.keys(info).length === 0);
    const value: GroupAnswer = {
      observations: rows === null ? filled : null,
      rewards,
      terminations,
      truncations,
      infos: isEmpty ? null : group.infos,
      integers: isEmpty ? [] : group.infos.map(marksOf),
    };
    return { value, buffers: rows === null ? buffersOf(space, filled) : [] };
  }
}

function plain(value: unknown): ValueWithBuffers {
  return { value, buffers: [] };
}
