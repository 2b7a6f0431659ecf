/** Of every push: a newer one takes the place of one that is still shown. */
export const PUSH_TAG = 'inbox'
