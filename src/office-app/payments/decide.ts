/**
 * What a list of the day does: an action that is told of when it is done, after which the day is read again.
 */
export type Decide = (work: () => Promise<unknown>, done: string) => void
