/** Name of the one-off and of the periodic sync registration. */
export const REFRESH_TAG = 'refresh'
