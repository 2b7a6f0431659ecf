import { useEffect, useRef } from 'preact/hooks'
import { issuer } from '../../issuer.ts'
import { readClock } from '../../moment.ts'
import { solveChallenge } from '../../solve-challenge.ts'

type Work = { solution: Promise<string>; begunAt: number; controller: AbortController }

/** A solution is taken for twenty minutes; some of them may have passed at the issuer's clock. */
const GOOD_FOR_SECONDS = 15 * 60

/**
 * A solved proof of work for one request that anyone can make. The work begins when `isLikely` becomes true, so that it is done by the
 * time it is needed. What is returned gives the solution and begins the next one only when asked again.
 * @throws (the returned function) AppError as `solveChallenge`
 */
export function useChallenge(isLikely: boolean): () => Promise<string> {
  const work = useRef<Work | undefined>(undefined)
  const begin = (): Work => {
    const controller = new AbortController()
    const solution = solveChallenge(issuer, controller.signal)
    solution.catch(() => {
      work.current = undefined
    })
    return { solution, begunAt: readClock(), controller }
  }
  useEffect(() => {
    if (isLikely) work.current ??= begin()
  }, [isLikely])
  useEffect(() => () => work.current?.controller.abort(), [])
  return () => {
    const ready = work.current
    work.current = undefined
    const isFresh = ready !== undefined && readClock() - ready.begunAt < GOOD_FOR_SECONDS
    return (isFresh ? ready : begin()).solution
  }
}
