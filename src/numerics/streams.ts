/** The names of the noise streams: every use of chance in the project has a number of its own, for ever. */
export const STREAM = {
  /** Initial parameters of a rule. */
  ruleInitialisation: 1,
  /** Perturbations of evolution strategies, indexed by generation and pair. */
  evolution: 2,
  /** Seeds of the tasks of a generation. */
  trainingTasks: 3,
  /** Seeds of held-out tasks. */
  heldOutTasks: 4,
  /** Initial cell states of synapses. */
  cellInitialisation: 5,
  /** Sampling of actions from a policy. */
  policy: 6,
  /** What a world draws at reset. */
  worldReset: 7,
  /** What a world draws while stepping. */
  worldStep: 8,
  /** Channel operators of the bus. */
  channel: 9,
  /** The world, agents and channels of a lifetime each get a seed of their own from the lifetime's seed. */
  lifetime: 10,
  /** Actions of baselines. */
  baseline: 11,
  /** Tests and benchmarks. */
  test: 12,
  /** What a supervised stream draws for its task at reset. */
  streamTask: 13,
  /** What a supervised stream draws for each example. */
  streamExample: 14,
  /** Task augmentations of streams: projections, permutations, subsets. */
  streamAugmentation: 15,
  /** Initial meta-parameters of baselines. */
  baselineInitialisation: 16,
  /** Initial states and weights of supervised baselines at the start of a lifetime. */
  baselineState: 17,
  /** Mini-batches and unrolls of gradient meta-training. */
  gradientTraining: 18,
  /** Which of several settings a lifetime is lived in. */
  settingChoice: 19,
  /** Which sites of a learner's memory an experiment destroys. */
  lesion: 20,
  /** What goes wrong in a disturbed network: synapses that sleep, messages that are lost, synapses born anew. */
  disturbance: 21,
  /** Random codes of units, by which synapses may tell where they are. */
  coordinateCode: 24,
  /** Codes that tell a growth cell of a hierarchy its place. */
  growthCode: 28,
  /** Which parent a child of a genetic algorithm descends from. */
  parentChoice: 40,
  /** Perturbations of PES and NRES, indexed by window and particle. */
  noiseReuse: 41,
  /** Where in its first episode a particle of PES and NRES begins. */
  particlePhase: 42,
  /** Tasks of the episodes of PES and NRES, indexed by episode, pair and task. */
  particleTask: 44,
  /** Lengths of lifetimes in a mixed curriculum, indexed by generation. */
  curriculum: 45,
  /** Tasks that the pairs of a generation have to themselves, indexed by pair. */
  pairTasks: 46,
  /** Where a restart begins, and the seed that it goes on with. */
  restart: 43,
} as const;
