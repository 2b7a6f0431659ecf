import { problem } from './problem.ts'

/** Pictures of one subject that are read at a time, and when to try again what is beyond, in seconds. */
const [MOST, RETRY_AFTER] = [8, 30]

/**
 * Reads few pictures of a subject at a time: each lies in memory until it is whole, which may take two
 * minutes. A phone sends one after the other; those that a bad network has cut off are among them for a
 * while. What is beyond is refused unread.
 */
export function createUploads<Subject>() {
  const underWay = new Map<Subject, number>()
  return async (subject: Subject, readPicture: () => Promise<Response>): Promise<Response> => {
    const count = underWay.get(subject) ?? 0
    if (count >= MOST) return problem('too_many_requests', { retryAfter: RETRY_AFTER })
    underWay.set(subject, count + 1)
    try {
      return await readPicture()
    } finally {
      const left = (underWay.get(subject) ?? 1) - 1
      if (left > 0) underWay.set(subject, left)
      else underWay.delete(subject)
    }
  }
}
