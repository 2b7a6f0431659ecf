import { isLanguage, languageNames, languages } from '../../i18n/languages.ts'
import { useApp } from '../app-state.ts'
import { tellLanguage } from '../requests/tell-language.ts'
import { changeTexts } from '../texts/namespace.ts'
import { tUi } from '../texts/ui-texts.ts'

/** The choice of language, each by its own name. */
export function LanguageChoice() {
  const { language, changeLanguage, summary } = useApp()
  const choose = (chosen: string) => {
    if (!isLanguage(chosen)) return
    // Where the texts are not on this device and there is no network, the former language stays.
    const change = changeTexts(chosen)
      .then(() => changeLanguage(chosen))
      .then(() => (summary.signedIn ? tellLanguage(chosen) : undefined))
    change.catch(() => {})
  }
  return (
    <label class="language">
      <span>{tUi('services.language')}</span>
      <select value={language} onChange={(event) => choose(event.currentTarget.value)}>
        {languages.map((offered) => (
          <option key={offered} value={offered} lang={offered}>
            {languageNames[offered]}
          </option>
        ))}
      </select>
    </label>
  )
}
