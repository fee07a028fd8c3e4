/** Keeps zod from trying to compile code at run time: the page's policy forbids it, and would report the attempt. */
import { z } from 'zod';

z.config({ jitless: true });
