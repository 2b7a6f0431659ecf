/** Which windows of limits have ended, without a look at all others. */
export const useCountsByEnd = { index: 'create index use_counts_by_end on use_counts (ends_at)' }
