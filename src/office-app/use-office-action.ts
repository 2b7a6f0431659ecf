import { errorCodeOf } from '../core/app-error.ts'
import { type Action, useAction } from '../ui/actions/use-action.ts'
import { useDesk } from './desk-context.ts'
import { noteUse } from './session/session-end.ts'

/**
 * An action of an officer. Where the issuer asks for a proof first, the officer gives it, and the action is
 * done once more.
 */
export function useOfficeAction(): Action {
  const { onError, prove } = useDesk()
  return useAction({
    attempt: async (work) => {
      await work().catch(async (cause) => {
        if (errorCodeOf(cause) !== 'officer_proof_needed' || !(await prove())) throw cause
        await work()
      })
      noteUse()
    },
    onError: ({ code }) => onError(code),
  })
}
