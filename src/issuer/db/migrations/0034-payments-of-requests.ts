/**
 * Payments of public services: what the state bears beside one, a reason for refunds of its own, and officers
 * whose duty is money. A check cannot be changed in place on SQLite, so these columns are made anew.
 */
export const paymentsOfRequests = [
  'alter table payments add column support bigint not null default 0',
  `alter table refunds add column new_reason text not null default 'unknown'
    check (new_reason in ('over', 'double', 'late', 'unknown', 'withdrawn'))`,
  'update refunds set new_reason = reason',
  'alter table refunds drop column reason',
  'alter table refunds rename column new_reason to reason',
  `alter table officers add column new_duty text not null default 'files'
    check (new_duty in ('files', 'content', 'money'))`,
  'update officers set new_duty = duty',
  'alter table officers drop column duty',
  'alter table officers rename column new_duty to duty',
]
