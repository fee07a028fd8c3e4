/**
 * The records of test/golden that this package does not equal, each by its name and with the reason: the tests of golden
 * data let no other pass. The README of the package lists the same.
 */

/** A record that is not equal. */
export interface NotEqual {
  /** The file. */
  readonly data: string;
  /** The record, as its test names it. */
  readonly record: string;
  /** The record, as the README names it. */
  readonly title: string;
}

export const NOT_EQUAL: readonly NotEqual[] = [
  {
    data: 'spaces',
    record:
      '{"class":"Box","args":[{"t":"tuple","v":[{"t":"int","v":0},{"t":"int","v":1}]},{"t":"int","v":2}],"kwargs":{},"error":"ValueError","explicit":true}',
    title: '`Box((0, 1), 2)`',
  },
  {
    data: 'rollouts',
    record: 'Pendulum-v1 {}, seed 7, step 206',
    title: 'the reward of step 206 of `Pendulum-v1`, seed 7',
  },
];

/** Whether a record is one of those. */
export function isNotEqual(data: string, record: string): boolean {
  return NOT_EQUAL.some((known) => known.data === data && known.record === record);
}
