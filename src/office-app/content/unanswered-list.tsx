import { endpoints } from '../../core/api/contract.ts'
import { request } from '../../core/api/request.ts'
import { languageNames } from '../../i18n/languages.ts'
import { writeDate } from '../../i18n/written-forms.ts'
import { issuer } from '../../ui/browser/issuer.ts'
import { LoadState } from '../load-state.tsx'
import { tOffice } from '../office-texts.ts'
import { useLoaded } from '../use-loaded.ts'

/** What the assistant could not answer, in the words of people who give that: what to write next. */
export function UnansweredList() {
  const { loaded, reload } = useLoaded('unanswered', () => request(issuer, endpoints.listUnanswered))
  return (
    <section aria-labelledby="content-unanswered">
      <h2 id="content-unanswered">{tOffice('content.unanswered')}</h2>
      <p class="small">{tOffice('content.unansweredHow')}</p>
      {loaded.state !== 'ready' ? (
        <LoadState loaded={loaded} onAgain={reload} />
      ) : loaded.value.questions.length === 0 ? (
        <p class="small">{tOffice('content.noUnanswered')}</p>
      ) : (
        <ul class="content-rows">
          {loaded.value.questions.map(({ language, text, times, day }) => (
            <li key={`${language} ${text}`}>
              <p lang={language}>{text}</p>
              <p class="small">
                {tOffice('content.unansweredTimes', {
                  language: languageNames[language],
                  times,
                  date: writeDate(day, 'vi'),
                })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
