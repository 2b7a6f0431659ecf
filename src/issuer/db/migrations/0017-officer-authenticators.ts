/** The authenticator app that an officer signs in with beside the password. */
export const officerAuthenticators = [
  `create table officer_authenticators (
    officer_id text primary key references officers (id),
    sealed_secret bytea not null,
    confirmed_at bigint,
    used_step bigint not null default 0
  )`,
]
