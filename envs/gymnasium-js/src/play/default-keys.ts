/** Keys for the built-in environments, for which Gymnasium has none; elsewhere actions need not be numbers. */
type Keys = Readonly<Record<string, number | Float32Array>>;

const push = (force: number) => Float32Array.of(force);
const SIDES: Keys = { ArrowLeft: 0, ArrowRight: 2 };
const ALONG_THE_CLIFF: Keys = { ArrowUp: 0, ArrowRight: 1, ArrowDown: 2, ArrowLeft: 3 };

const KEYS: Readonly<Record<string, Keys>> = {
  CartPole: { ArrowLeft: 0, ArrowRight: 1 },
  MountainCar: SIDES,
  Acrobot: SIDES,
  MountainCarContinuous: { ArrowLeft: push(-1), ArrowRight: push(1), ArrowDown: push(0) },
  Pendulum: { ArrowLeft: push(2), ArrowRight: push(-2), ArrowDown: push(0) },
  FrozenLake: { ArrowLeft: 0, ArrowDown: 1, ArrowRight: 2, ArrowUp: 3 },
  FrozenLake8x8: { ArrowLeft: 0, ArrowDown: 1, ArrowRight: 2, ArrowUp: 3 },
  CliffWalking: ALONG_THE_CLIFF,
  CliffWalkingSlippery: ALONG_THE_CLIFF,
  Taxi: { ArrowDown: 0, ArrowUp: 1, ArrowRight: 2, ArrowLeft: 3, p: 4, d: 5 },
  Blackjack: { s: 0, h: 1 },
};

/** The keys of the built-in environment of that name, null for others. */
export function defaultKeys(name: string): Keys | null {
  return Object.hasOwn(KEYS, name) ? KEYS[name] : null;
}
