/** Snapshots carried the bearer codes for print: those that are kept are signed anew without them. */
export const paperCodes = ['update snapshots set renew_at = 0']
