/** What the agents of an environment of Python have in common by turns and all at once: names, spaces, elements. */

import type { Space } from '../spaces/space.ts';
import type { PythonEnvironment } from './python-environment.ts';
import { spaceFromWire } from './wire-space.ts';
import { fromWire, type Wire } from './wire-value.ts';

/** Spaces of agents, fetched when first asked for and the same objects ever after. */
export class AgentSpaces {
  private readonly python: PythonEnvironment;
  private readonly name: 'observation_space' | 'action_space';
  private readonly known = new Map<string, Space<unknown>>();
  private readonly checked = new Set<string>();

  constructor(python: PythonEnvironment, name: 'observation_space' | 'action_space') {
    this.python = python;
    this.name = name;
  }

  /** To be called at a reset of a world that makes agents up, and with them perhaps other spaces. */
  forget(): void {
    this.checked.clear();
  }

  of(agent: string): Space<unknown> {
    const known = this.known.get(agent);
    if (known !== undefined && this.checked.has(agent)) return known;
    const told = spaceFromWire(this.python.ask('agent_space', [agent, this.name]));
    const space = known?.equals(told) ? known : told;
    this.checked.add(agent);
    this.known.set(agent, space);
    return space;
  }
}

/** The space of `state`, null where there is none. */
export function stateSpaceOf(python: PythonEnvironment): Space<unknown> | null {
  const wire = python.ask('state_space');
  return wire === null ? null : spaceFromWire(wire);
}

/** A dictionary by agent, its values read by `read`. */
export function byAgent<Value>(wire: Wire, read: (value: Wire, agent: string) => Value): Map<string, Value> {
  const { items } = wire as unknown as { readonly items: readonly (readonly [string, Wire])[] };
  return new Map(items.map(([agent, value]) => [agent, read(value, agent)]));
}

export const readNumber = (wire: Wire): number => Number(fromWire(wire));
/** Flags may be arrays without axes, which are true as objects. */
export const readFlag = (wire: Wire): boolean => Boolean(Number(fromWire(wire)));
export const readInfo = (wire: Wire): Record<string, unknown> => fromWire(wire) as Record<string, unknown>;
