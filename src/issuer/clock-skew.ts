/**
 * By how much the clocks of the processes on one database may differ, in seconds. What is further ahead than
 * anything that is written now was written by a clock that was wrong, and is not waited for.
 */
export const CLOCK_SKEW = 600
