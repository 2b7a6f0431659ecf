import { createContext } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { ErrorCode } from '../core/api/error-codes.ts'
import type { OfficerSessionView } from '../core/api/officer-contract.ts'

/** What every part of the officers' page may know. */
export type DeskState = {
  /** Another object after each sign-in: what failed for want of a session is then loaded again. */
  session: OfficerSessionView
  /**
   * Told of every error: one that says that the session has ended brings the sign-in up, over what was being
   * done.
   */
  onError: (code: ErrorCode) => void
  /** Asks for a code of the authenticator; false if the officer thinks better of it. */
  prove: () => Promise<boolean>
  /** What was typed and chosen, for when the same officer signs in again after the session has ended. */
  kept: Map<string, unknown>
}

export const DeskContext = createContext<DeskState | undefined>(undefined)

/** The officer's session; only inside the desk. */
export function useDesk(): DeskState {
  const state = useContext(DeskContext)
  if (!state) throw new TypeError('outside of the desk')
  return state
}

/** State that is there again when the desk is, under a name of its own. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const { kept } = useDesk()
  const [value, setValue] = useState(() => (kept.has(name) ? (kept.get(name) as Value) : initial))
  return [
    value,
    (next) => {
      kept.set(name, next)
      setValue(() => next)
    },
  ]
}
