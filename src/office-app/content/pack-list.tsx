import type { ContentDeskView, ContentReleaseView } from '../../core/api/content-desk-contract.ts'
import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { OfficeErrorText } from '../office-error-text.tsx'
import { formatOfficeTime, tOffice } from '../office-texts.ts'
import { useOfficeAction } from '../use-office-action.ts'
import { nameAuthor, namePack } from './content-words.ts'
import { packKey } from './pack-edit-state.ts'

type PackListProps = {
  desk: ContentDeskView
  /** Writes on the newest release; with an older one, goes back to it. */
  onBegin: (newest: ContentReleaseView, older?: ContentReleaseView) => void
  onDone: (message: string) => void
}

/** What is live of each pack and since when, what is to begin, and what was before. */
export function PackList({ desk, onBegin, onDone }: PackListProps) {
  const { sequence, expiresAt, releases, edits } = desk
  const keys = [...new Set(releases.map(packKey))]
  const packs = keys.map((key) => [key, releases.filter((each) => packKey(each) === key)] as const)
  return (
    <section aria-labelledby="content-packs">
      <h2 id="content-packs">{tOffice('content.packs')}</h2>
      <p class="small">
        {expiresAt === undefined
          ? tOffice('content.unsigned', { sequence })
          : tOffice('content.manifest', { sequence, time: formatOfficeTime(expiresAt) })}
      </p>
      <ul class="content-packs">
        {packs.map(([key, [newest, ...others]]) =>
          newest ? (
            <li key={key}>
              <h3>{namePack(newest)}</h3>
              {[newest, ...others].map((release) =>
                release.state === 'past' ? null : (
                  <CurrentRelease key={release.sequence} release={release} onDone={onDone} />
                ),
              )}
              <div class="content-ways">
                <button type="button" class="plain" onClick={() => onBegin(newest)}>
                  {tOffice(edits.some((edit) => packKey(edit) === key) ? 'content.resume' : 'content.edit', {
                    pack: namePack(newest),
                  })}
                </button>
              </div>
              <PastReleases
                past={others.filter(({ state }) => state === 'past')}
                onBack={(older) => onBegin(newest, older)}
              />
            </li>
          ) : null,
        )}
      </ul>
    </section>
  )
}

type CurrentReleaseProps = { release: ContentReleaseView; onDone: (message: string) => void }

/** What is live, or is to begin and can still be taken back. */
function CurrentRelease({ release, onDone }: CurrentReleaseProps) {
  const { draftId, state, startsAt, author, releasedBy, sequence, size } = release
  const { isBusy, error, complete } = useOfficeAction()
  const cancel = async () => {
    const params = { id: draftId }
    if (await complete(() => request(issuer, endpoints.withdrawContentDraft, { params })))
      onDone(tOffice('content.cancelled'))
  }
  const said = {
    time: formatOfficeTime(startsAt),
    sequence,
    author: nameAuthor(author),
    releaser: nameAuthor(releasedBy),
    size,
  }
  return (
    <>
      <p class={state === 'upcoming' ? 'mark' : 'right'}>
        {tOffice(state === 'upcoming' ? 'content.upcoming' : 'content.live', said)}
      </p>
      <p class="small">{tOffice('content.who', said)}</p>
      {state === 'upcoming' && (
        <button type="button" class="plain danger" aria-disabled={isBusy} onClick={() => void cancel()}>
          {tOffice('content.cancel')}
        </button>
      )}
      {error && <OfficeErrorText code={error.code} />}
    </>
  )
}

type PastReleasesProps = {
  past: readonly ContentReleaseView[]
  onBack: (older: ContentReleaseView) => void
}

function PastReleases({ past, onBack }: PastReleasesProps) {
  if (past.length === 0) return null
  return (
    <details>
      <summary>{tOffice('content.past', { number: past.length })}</summary>
      <p class="small">{tOffice('content.backHint')}</p>
      <ul class="content-rows">
        {past.map((release) => (
          <li key={release.sequence}>
            <button type="button" class="plain" onClick={() => onBack(release)}>
              <strong>
                {tOffice('content.goBack', {
                  sequence: release.sequence,
                  time: formatOfficeTime(release.startsAt),
                })}
              </strong>
              {release.note && <span class="small">{release.note}</span>}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
