import { useEffect, useRef, useState } from 'preact/hooks'
import { issuer, proofOfWork } from '../../ui/browser/issuer.ts'
import { useApp } from '../app-state.ts'

/** Solutions are taken for twenty minutes; one that is much older is not worth sending. */
const USABLE_MS = 15 * 60_000

/**
 * The proof of work that a request without a session costs, done by itself while the form is filled in.
 * `take` gives a solution for one request, waiting for it where needed. @throws what `solveChallenge` throws
 */
export function useSolution(isNeeded: boolean) {
  const { online } = useApp()
  const [isReady, setReady] = useState(false)
  const held = useRef<{ solution: Promise<string>; at: number } | undefined>(undefined)
  const stop = useRef(new AbortController())

  const begin = (): Promise<string> => {
    const work = async () => {
      const { solveChallenge } = await proofOfWork.load()
      return solveChallenge(issuer, stop.current.signal)
    }
    const own = { solution: work(), at: Date.now() }
    held.current = own
    setReady(false)
    own.solution.then(
      () => held.current === own && setReady(true),
      () => {
        if (held.current === own) held.current = undefined
      },
    )
    return own.solution
  }
  const findUsable = () => {
    const isUsable = held.current !== undefined && Date.now() - held.current.at < USABLE_MS
    return isUsable ? held.current?.solution : undefined
  }
  useEffect(() => {
    if (isNeeded && online && !findUsable()) begin().catch(() => {})
  }, [isNeeded, online])
  useEffect(() => () => stop.current.abort(), [])

  const take = async (): Promise<string> => {
    const solution = findUsable() ?? begin()
    try {
      return await solution
    } finally {
      held.current = undefined
      setReady(false)
    }
  }
  return { isReady, take }
}
