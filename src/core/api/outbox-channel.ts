/** Name of the Background Sync registration that sends the outbox. */
export const OUTBOX_TAG = 'outbox'

/** Name of the broadcast channel on which pages and worker say that the outbox has changed; a message has no content. */
export const OUTBOX_CHANNEL = 'vi-bhyt-outbox'
