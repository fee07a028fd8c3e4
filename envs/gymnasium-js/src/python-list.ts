/**
 * PythonList: an array that is told to be a list of Python. A plain array is what Python calls a tuple; only where Python
 * treats the two differently does it matter, and what comes from Python comes as what it was.
 */

/** Made by `PythonList.of(1, 2)` or `PythonList.from(values)`; `map`, `filter` and the like give lists again. */
export class PythonList<Element = unknown> extends Array<Element> {}

/** Whether a value is a tuple of Python: any array that is not told to be a list. */
export function isTuple(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !(value instanceof PythonList);
}
