/** The three keys that every demo has (dangerous-demo-keys.ts). */
const demoKeys = "'6e6734b6', 'e501560f', '92a03b96'"

/**
 * Whose the data are, a demo's or a production's: one row, once it is known. A database from before says it
 * by its signer keys.
 */
export const mode = [
  `create table issuer_mode (
    id integer primary key check (id = 1),
    mode text not null check (mode in ('demo', 'production'))
  )`,
  `insert into issuer_mode (id, mode)
    select 1, case when exists (select 1 from signer_keys where key_id in (${demoKeys})) then 'demo' else 'production' end
    where exists (select 1 from signer_keys)`,
]
