/**
 * When an item of an inbox goes out by push and by text message (null: not, or not any more), what is
 * remembered of that for each person, where browsers take pushes, and the pushes that are on their way.
 */
export const push = [
  'alter table inbox_items add column push_at bigint',
  'alter table inbox_items add column sms_at bigint',
  'create index inbox_items_to_push on inbox_items (push_at) where push_at is not null',
  'create index inbox_items_to_text on inbox_items (sms_at) where sms_at is not null',
  `create table notice_states (
    person_id bigint primary key,
    off_kinds text not null,
    pushed_at bigint,
    texted_at bigint
  )`,
  `create table notice_texts (
    person_id bigint not null,
    month text not null,
    sent bigint not null,
    held bigint not null,
    primary key (person_id, month)
  )`,
  `create table push_subscriptions (
    person_id bigint not null,
    device_id text not null references devices (id),
    endpoint_hash text not null,
    vapid_key text not null,
    content bytea not null,
    created_at bigint not null,
    primary key (person_id, device_id)
  )`,
  'create index push_subscriptions_of_device on push_subscriptions (device_id)',
  `create table push_messages (
    person_id bigint not null,
    id text not null,
    device_id text not null,
    text text not null,
    created_at bigint not null,
    ends_at bigint not null,
    attempts bigint not null,
    next_attempt_at bigint not null,
    primary key (person_id, id)
  )`,
  'create index push_messages_due on push_messages (next_attempt_at)',
]
