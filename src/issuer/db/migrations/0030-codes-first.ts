/** Finds the codes that wait, which are the messages that end, however many others do. */
export const codesFirst = [
  `create index outgoing_messages_codes on outgoing_messages (next_attempt_at)
    where sent_at is null and failed_at is null and ends_at is not null`,
]
