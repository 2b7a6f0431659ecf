/** Grows whenever everything that is under way for an account ends: what was verified before counts for nothing after. */
export const accessVersion = ['alter table accounts add column access_version integer not null default 0']
