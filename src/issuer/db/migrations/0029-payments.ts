/**
 * What people are asked to pay, what came in at the bank, and the ledger between: entries are added and never
 * changed, and the postings of each sum to zero.
 */
export const payments = [
  `create table payments (
    person_id bigint not null,
    id text not null,
    request_id text not null,
    purpose text not null check (purpose in ('household', 'voluntary')),
    months integer not null,
    insured text not null,
    amount bigint not null check (amount > 0),
    reference text not null,
    created_at bigint not null,
    due_at bigint not null,
    state text not null check (state in ('awaiting', 'part', 'paid', 'late', 'cancelled')),
    received bigint not null check (received >= 0),
    paid_at bigint,
    periods text,
    primary key (person_id, id),
    unique (person_id, request_id)
  )`,
  'create index payments_by_reference on payments (reference)',
  'create index payments_by_state on payments (state, due_at)',
  `create table bank_transfers (
    bank text not null,
    transfer_id text not null,
    amount bigint not null check (amount > 0),
    content text not null,
    booked_at bigint not null,
    received_at bigint not null,
    source text not null check (source in ('webhook', 'statement')),
    in_statement integer not null,
    state text not null check (state in ('matched', 'suspense', 'returned')),
    reference text,
    proposed_reference text,
    proposed_by text,
    primary key (bank, transfer_id)
  )`,
  'create index bank_transfers_by_day on bank_transfers (booked_at)',
  'create index bank_transfers_by_state on bank_transfers (state)',
  `create table ledger_entries (
    id text primary key,
    kind text not null,
    at bigint not null,
    bank text,
    transfer_id text,
    reference text,
    officer_id text
  )`,
  `create table ledger_postings (
    entry_id text not null references ledger_entries (id),
    account text not null,
    amount bigint not null check (amount <> 0),
    primary key (entry_id, account)
  )`,
  'create index ledger_postings_by_account on ledger_postings (account)',
  `create table refunds (
    id text primary key,
    amount bigint not null check (amount > 0),
    reason text not null check (reason in ('over', 'double', 'late', 'unknown')),
    reference text,
    bank text not null,
    transfer_id text not null,
    created_at bigint not null,
    state text not null check (state in ('waiting', 'asked', 'paid')),
    asked_by text,
    asked_at bigint,
    paid_by text,
    paid_at bigint
  )`,
  'create index refunds_by_state on refunds (state, created_at)',
]
