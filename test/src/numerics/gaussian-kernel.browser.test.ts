/** The noise kernel in Chromium. */
import { specifyGaussianKernel } from './gaussian-kernel-cases.ts';

specifyGaussianKernel();
