/** The observation wrappers of single environments in their vector form (gymnasium/wrappers/vector/vectorize_observation.py). */
import type { ElementType, NumberArray } from '../../spaces/element-types.ts';
import type { VectorEnv } from '../../vector/vector-env.ts';
import { DtypeObservation } from '../dtype-observation.ts';
import { type FilterKeys, FilterObservation } from '../filter-observation.ts';
import { FlattenObservation } from '../flatten-observation.ts';
import { GrayscaleObservation } from '../grayscale-observation.ts';
import { RescaleObservation, type RescaleObservationOptions } from '../rescale-observation.ts';
import { ReshapeObservation } from '../reshape-observation.ts';
import { VectorizeTransformObservation } from './vectorize-transform-observation.ts';

const MODULE = 'gymnasium.wrappers.vector.vectorize_observation';

/** Some parts of observations from a Dict or a Tuple. */
export class VectorFilterObservation<Actions> extends VectorizeTransformObservation<unknown, Actions> {
  static override readonly entryPoint: string = `${MODULE}:FilterObservation`;

  /** @throws what FilterObservation throws */
  constructor(env: VectorEnv<unknown, Actions>, options: { readonly filterKeys: FilterKeys }) {
    super(env, FilterObservation, options);
  }
}

/** Observations as one array. */
export class VectorFlattenObservation<Actions> extends VectorizeTransformObservation<unknown, Actions> {
  static override readonly entryPoint: string = `${MODULE}:FlattenObservation`;

  constructor(env: VectorEnv<unknown, Actions>) {
    super(env, FlattenObservation);
  }
}

/** The luminance of colour images. */
export class VectorGrayscaleObservation<Actions> extends VectorizeTransformObservation<Uint8Array, Actions> {
  static override readonly entryPoint: string = `${MODULE}:GrayscaleObservation`;

  /** @throws what GrayscaleObservation throws */
  constructor(env: VectorEnv<Uint8Array, Actions>, options: { readonly keepDim?: boolean } = {}) {
    super(env, GrayscaleObservation, options);
  }
}

/** Another shape for the same numbers. */
export class VectorReshapeObservation<Actions> extends VectorizeTransformObservation<NumberArray, Actions> {
  static override readonly entryPoint: string = `${MODULE}:ReshapeObservation`;

  /** @throws what ReshapeObservation throws */
  constructor(env: VectorEnv<NumberArray, Actions>, options: { readonly shape: readonly number[] }) {
    super(env, ReshapeObservation, options);
  }
}

/** Observations from a Box mapped onto another. */
export class VectorRescaleObservation<Actions> extends VectorizeTransformObservation<NumberArray, Actions> {
  static override readonly entryPoint: string = `${MODULE}:RescaleObservation`;

  /** @throws what RescaleObservation throws */
  constructor(env: VectorEnv<NumberArray, Actions>, options: RescaleObservationOptions) {
    super(env, RescaleObservation, options);
  }
}

/** Observations in another element type. */
export class VectorDtypeObservation<Actions> extends VectorizeTransformObservation<NumberArray, Actions> {
  static override readonly entryPoint: string = `${MODULE}:DtypeObservation`;

  /** @throws what DtypeObservation throws */
  constructor(env: VectorEnv<NumberArray, Actions>, options: { readonly dtype: ElementType }) {
    super(env, DtypeObservation, options);
  }
}
