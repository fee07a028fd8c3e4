/** The words of the report on association follow from what was measured. */
import { describe, expect, it } from 'vitest';
import {
  doses,
  type LearnerName,
  learners,
  learningRates,
  meetingTasks,
  moments,
  ROUNDS,
} from '../../../experiments/association/cases.ts';
import { drawMeetings } from '../../../experiments/association/figure.ts';
import { atBest, findings } from '../../../experiments/association/findings.ts';

/**
 * Results in which learners give the right class a probability at the second meeting, gradient descent the more the
 * larger its rate, while it lives best at its smallest; and in which half an error makes `half` of a change.
 */
const results = (second: Record<LearnerName, number>, half: number) => [
  {
    case: { key: 'seed-1', seed: 1, scale: 'quick' as const },
    seconds: 1,
    result: {
      trainingSeconds: 1,
      learners: learners.flatMap((learner) =>
        learningRates[learner].map((learningRate, index) => {
          const known = second[learner] / (learningRates[learner].length - index);
          return {
            learner,
            learningRate,
            life: 0.8 - index / 100,
            meetings: Array.from(meetingTasks.keys(), (task) => ({
              task,
              rounds: Array.from({ length: ROUNDS }, (_, round) => ({
                accuracy: round === 0 ? 0.25 : known,
                probability: round === 0 ? 0.25 : known,
              })),
            })),
            directions: moments.map((moment) => ({ moment, gradient: 0.5, hebbian: 0.5, forgetting: 0 })),
            followsError: 0.5,
            doseResponses:
              learner === 'rule'
                ? moments.map((moment) => ({
                    moment,
                    gradient: 0.9,
                    steps: doses.map((dose) => (dose === 0.5 ? half : dose)),
                  }))
                : [],
          };
        }),
      ),
    },
  },
];

describe('the report on association', () => {
  it('says that the claim held where the rule is confident at once and half an error does the whole', () => {
    const text = findings(results({ rule: 0.9, SGD: 0.6, Adam: 0.6 }, 0.95));
    expect(text).toMatch(/^\*\*The claim held here\*\*: .* in 4 of 4 short streams/);
    expect(text).toContain('half the error makes 0.95 of the change: more like an association');
  });

  it('says that it held only in part where the rule is fast and its steps are in proportion', () => {
    const text = findings(results({ rule: 0.9, SGD: 0.6, Adam: 0.6 }, 0.5));
    expect(text).toMatch(/^\*\*The claim held here only in part\*\*/);
    expect(text).toContain('half the error makes 0.50 of the change: close to the proportion of a step');
  });

  it('says that it did not hold where the rule is slower as well', () => {
    const text = findings(results({ rule: 0.05, SGD: 0.6, Adam: 0.6 }, 0.5));
    expect(text).toMatch(/^\*\*The claim did not hold here\*\*: .* in 0 of 4 short streams/);
  });

  it('gives gradient descent the rate that is best for the figure asked', () => {
    expect(
      atBest(results({ rule: 0.9, SGD: 0.6, Adam: 0.6 }, 1), 'SGD', '4 examples', 1, 'accuracy'),
    ).toEqual([0.6]);
  });
});

it('the figure has a panel for every short stream and a line for every learner', () => {
  const svg = drawMeetings(results({ rule: 0.9, SGD: 0.6, Adam: 0.6 }, 1));
  for (const name of [...meetingTasks.keys(), ...learners]) expect(svg).toContain(name);
});
