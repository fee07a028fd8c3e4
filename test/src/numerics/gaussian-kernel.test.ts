/** The noise kernel in Node. */
import { specifyGaussianKernel } from './gaussian-kernel-cases.ts';

specifyGaussianKernel();
