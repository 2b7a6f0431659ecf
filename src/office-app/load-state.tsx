import { OfficeErrorText } from './office-error-text.tsx'
import { tOffice } from './office-texts.ts'
import type { Loaded } from './use-loaded.ts'

type Pending = Exclude<Loaded<unknown>, { state: 'ready' }>

/** What stands where something is still loading or could not be loaded, with the way to try again. */
export function LoadState({ loaded, onAgain }: { loaded: Pending; onAgain: () => void }) {
  if (loaded.state === 'loading') return <p class="small">{tOffice('office.loading')}</p>
  return (
    <>
      <OfficeErrorText code={loaded.code} />
      <button type="button" class="plain" onClick={onAgain}>
        {tOffice('office.again')}
      </button>
    </>
  )
}
