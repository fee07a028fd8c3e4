/**
 * Hearing: at the open ends of its network a body receives the mean message of all other bodies, a message it would
 * itself send there: about sensors what the others' first layers say back, about motors what their last layers say.
 */

/**
 * Adds the mean over the other bodies of messages `[bodies, units, M]` to channels `firstChannel ...` of `into`.
 * @param into `[bodies, units, M]`, written at those channels
 */
export function hearOthers(
  messages: Float32Array,
  into: Float32Array,
  bodies: number,
  messageSize: number,
  firstChannel: number,
): void {
  const units = messages.length / (bodies * messageSize);
  const inverse = Math.fround(1 / (bodies - 1));
  const perBody = units * messageSize;
  for (let unit = 0; unit < units; unit++) {
    for (let channel = firstChannel; channel < messageSize; channel++) {
      const offset = unit * messageSize + channel;
      let total = 0;
      for (let body = 0; body < bodies; body++)
        total = Math.fround(total + messages[body * perBody + offset]);
      for (let body = 0; body < bodies; body++) {
        const index = body * perBody + offset;
        into[index] = Math.fround(Math.fround(total - messages[index]) * inverse);
      }
    }
  }
}
