/**
 * Writes public/guides.*.json, the guides that come with the app, from the Markdown beside this file. Run:
 * `npx node --disable-warning=ExperimentalWarning src/build/write-guides.ts`
 */
import { writeFileSync } from 'node:fs'
import { compileGuides, guideLanguages } from './compile-guides.ts'

for (const language of guideLanguages)
  writeFileSync(new URL(`../../public/guides-${language}.json`, import.meta.url), compileGuides(language))
