import { config } from 'zod';

// The pages' policy forbids what zod tries to be faster by, and browsers report each try.
config({ jitless: true });
