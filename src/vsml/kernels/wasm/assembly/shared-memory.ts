/** The memory that the bodies of a swarm share. */
import * as D from './descriptor';
import { field } from './descriptor';

/** Averages the first half of every synapse's state over the bodies, scalar by scalar in body order. */
export function shareMemory(d: usize): void {
  shareState(d, field(d, D.HIDDEN));
  shareState(d, field(d, D.CELL));
}

function shareState(d: usize, state: usize): void {
  const bodies = field(d, D.BODIES);
  const stateBytes = field(d, D.STATE_SIZE) << 2;
  const bodyBytes = field(d, D.INPUTS) * field(d, D.OUTPUTS) * stateBytes;
  const inverse: f32 = <f32>(1.0 / <f64>bodies);
  for (let synapse: usize = 0; synapse < bodyBytes; synapse += stateBytes) {
    for (let n: usize = synapse; n < synapse + (stateBytes >> 1); n += 4) {
      let sum = load<f32>(state + n);
      for (let body: usize = 1; body < bodies; body++) sum = sum + load<f32>(state + body * bodyBytes + n);
      const mean = sum * inverse;
      for (let body: usize = 0; body < bodies; body++) store<f32>(state + body * bodyBytes + n, mean);
    }
  }
}
