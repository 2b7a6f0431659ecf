/**
 * Lets so many things of each subject go on at a time in this process; what is beyond is not begun, and gives
 * nothing.
 */
export function createAtOnce<Subject>(most: number) {
  const goingOn = new Map<Subject, number>()
  return async <T>(subject: Subject, work: () => Promise<T>): Promise<T | undefined> => {
    const count = goingOn.get(subject) ?? 0
    if (count >= most) return undefined
    goingOn.set(subject, count + 1)
    try {
      return await work()
    } finally {
      const left = (goingOn.get(subject) ?? 1) - 1
      if (left > 0) goingOn.set(subject, left)
      else goingOn.delete(subject)
    }
  }
}
