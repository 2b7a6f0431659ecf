/**
 * Leaves room in each page: noting a use then writes no index, and the first one of a day 5 KB of WAL in
 * place of 10 (docs/operations.md, "How fast").
 */
export const roomForUses = { storage: 'alter table sessions set (fillfactor = 85)' }
