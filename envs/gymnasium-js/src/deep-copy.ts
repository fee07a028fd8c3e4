/** Copies of plain data: arrays, typed arrays and plain objects anew, all else as it is. */
export function deepCopy<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value))
    return ('slice' in value ? (value as { slice(): unknown }).slice() : value) as Value;
  if (Array.isArray(value)) return value.map(deepCopy) as Value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, deepCopy(part)])) as Value;
}
