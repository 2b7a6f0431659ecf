import type { ActionError } from '../../ui/actions/action-error.ts'
import { sessionOver } from '../../wallet/session/session-over.ts'

/** Whether an error says that the person is not signed in here any more. */
export function isSessionOver({ code }: ActionError): boolean {
  return sessionOver.includes(code)
}
