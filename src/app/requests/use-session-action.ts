import { type Action, useAction } from '../../ui/actions/use-action.ts'
import { useApp } from '../app-state.ts'
import { isSessionOver } from './session-error.ts'

/** An action that needs a session. One that turns out to be over is noted by the refresh that follows. */
export function useSessionAction(): Action {
  const { refresh } = useApp()
  return useAction({
    onError: (error) => {
      if (isSessionOver(error)) void refresh({ force: true }).catch(() => {})
    },
  })
}
