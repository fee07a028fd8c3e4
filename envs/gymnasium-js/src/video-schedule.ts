/** Which episodes are worth a video (gymnasium/utils/save_video.py). */

const EVERY = 1000;

/** Cubes below a thousand, then every thousandth: 0, 1, 8, 27, ..., 729, 1000, 2000, ... */
export function cappedCubicVideoSchedule(episode: number): boolean {
  if (episode >= EVERY) return episode % EVERY === 0;
  for (let root = 0; root * root * root <= episode; root++) if (root * root * root === episode) return true;
  return false;
}
