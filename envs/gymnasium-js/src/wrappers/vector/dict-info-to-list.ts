/** DictInfoToList: the infos of a batch as one info for each environment (gymnasium/wrappers/vector/dict_info_to_list.py). */
import type { Info } from '../../env.ts';
import { isDictionary } from '../../python-text.ts';
import { elementTypeOf, type NumberArray } from '../../spaces/element-types.ts';
import type { VectorResetResult, VectorStepResult } from '../../vector/vector-env.ts';
import type { Infos } from '../../vector/vector-infos.ts';
import { VectorWrapper } from '../../vector/vector-wrapper.ts';

/** What a column says of environment `index`. */
function valueAt(column: unknown, index: number, count: number): unknown {
  const dtype = elementTypeOf(column);
  if (dtype === null) return (column as readonly unknown[])[index];
  const array = column as NumberArray;
  const size = array.length / count;
  if (size !== 1) return array.slice(index * size, (index + 1) * size);
  return dtype === 'bool' ? array[index] === 1 : array[index];
}

/** The infos of `count` environments, one by one. An array of a single number becomes that number. */
export function infosToList(infos: Infos, count: number): Info[] {
  const list: Info[] = Array.from({ length: count }, () => ({}));
  for (const [key, column] of Object.entries(infos)) {
    if (key.startsWith('_')) continue;
    const parts = isDictionary(column) ? infosToList(column, count) : null;
    const mask = infos[`_${key}`] as ArrayLike<number>;
    list.forEach((info, n) => {
      if (mask[n]) info[key] = parts === null ? valueAt(column, n, count) : parts[n];
    });
  }
  return list;
}

/** To be the outermost wrapper: others expect infos of the batch. What it returns as infos is an `Info[]`. */
export class DictInfoToList<Observations, Actions> extends VectorWrapper<Observations, Actions> {
  static override readonly entryPoint: string = 'gymnasium.wrappers.vector.dict_info_to_list:DictInfoToList';

  protected override afterReset(result: VectorResetResult<Observations>): VectorResetResult<Observations> {
    result[1] = infosToList(result[1], this.numEnvs) as unknown as Infos;
    return result;
  }

  protected override afterStep(result: VectorStepResult<Observations>): VectorStepResult<Observations> {
    result[4] = infosToList(result[4], this.numEnvs) as unknown as Infos;
    return result;
  }
}
