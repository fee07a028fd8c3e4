/** Golden data recorded from NumPy and Gymnasium, typed. */
import golden from '../../golden/numpy-draws.json' with { type: 'json' };

/** One call of a NumPy generator and what came out. */
export interface GoldenOperation {
  readonly op: string;
  readonly args: {
    readonly low?: number | readonly number[];
    readonly high?: number | readonly number[];
    readonly size?: number | readonly number[];
    readonly dtype?: string;
  };
  readonly out: unknown;
}

/** A space of the golden data. */
export type GoldenSpace =
  | {
      readonly type: 'Box';
      readonly low: unknown;
      readonly high: unknown;
      readonly shape: number[] | null;
      readonly dtype: string;
    }
  | { readonly type: 'Discrete'; readonly n: number; readonly start: number; readonly dtype?: string }
  | { readonly type: 'Dict'; readonly spaces: readonly [string, GoldenSpace][]; readonly from?: string };

export interface GoldenData {
  readonly cases: readonly {
    readonly seed: string;
    readonly uint32x10: readonly number[];
    readonly spawn: readonly (readonly number[])[];
    readonly raw: readonly (number | string)[];
    readonly programs: readonly { readonly name: string; readonly ops: readonly GoldenOperation[] }[];
  }[];
  readonly entropyLists: readonly {
    readonly entropy: readonly number[];
    readonly uint32x4: readonly number[];
  }[];
  readonly spaces: readonly {
    readonly space: GoldenSpace;
    readonly repr: string;
    readonly runs: readonly {
      readonly seed: number;
      readonly seedReturns: unknown;
      readonly samples: readonly unknown[];
    }[];
  }[];
}

export const GOLDEN = golden as unknown as GoldenData;
