type PackPlace = { readonly name: string; readonly language?: string | undefined }

/**
 * What phones have, or are to have, in the place of a pack: its newest release; for a language that has none
 * the one for every language.
 *
 * @param releases The newest first.
 */
export function findNewest<Release extends PackPlace>(
  releases: readonly Release[],
  { name, language }: PackPlace,
): Release | undefined {
  const find = (wanted: string | undefined) =>
    releases.find((each) => each.name === name && each.language === wanted)
  return find(language) ?? find(undefined)
}
