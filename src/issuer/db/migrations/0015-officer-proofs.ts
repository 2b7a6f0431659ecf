/**
 * When a session's officer last gave the password, and in which browser it is; of sessions from before, when
 * they began, and none.
 */
export const officerProofs = [
  'alter table officer_sessions add column proved_at bigint not null default 0',
  "alter table officer_sessions add column browser text not null default ''",
  'update officer_sessions set proved_at = created_at',
]
