import { type LegalSource, legalTexts } from '../../../core/rules/legal-texts.ts'
import { LawText } from '../../../history-view/law-text.tsx'
import { writeDate } from '../../../i18n/written-forms.ts'
import { useApp } from '../../app-state.ts'
import { tBenefits } from '../../texts/benefits-texts.ts'

type Sources = LegalSource | readonly LegalSource[]

/**
 * `Luật 51/2024/QH15, Điều 22 khoản 1`: Vietnamese in every language, because that is how the text is found.
 */
export function cite({ text, at }: LegalSource): string {
  return `${legalTexts[text].name}, ${at}`
}

/** Where an explanation comes from. */
export function LawSource({ source }: { source: Sources }) {
  const sources = [source].flat() as readonly LegalSource[]
  return (
    <p class="small law-source">
      {tBenefits('cover.source')}{' '}
      <span lang="vi">
        <LawText text={sources.map(cite).join('; ')} />
      </span>
    </p>
  )
}

/** The texts of law behind a screen, with the day they were passed and where to read them. */
export function LawTexts({ texts }: { texts: readonly (keyof typeof legalTexts)[] }) {
  const { language } = useApp()
  return (
    <section aria-labelledby="law-texts">
      <h2 id="law-texts">{tBenefits('cover.sources')}</h2>
      <ul class="law-texts">
        {texts.map((text) => {
          const { name, passed, url } = { url: undefined, ...legalTexts[text] }
          const said = (
            <>
              <span lang="vi">{name}</span>
              <span class="small"> ({tBenefits('cover.passed', { date: writeDate(passed, language) })})</span>
            </>
          )
          return (
            <li key={text}>
              {url ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {said}
                </a>
              ) : (
                said
              )}
            </li>
          )
        })}
      </ul>
      <p class="small">{tBenefits('cover.links')}</p>
    </section>
  )
}
