import { findTodaysProvince } from '../address/merged-provinces.ts'
import { parseBhytNumber } from '../card/bhyt-number.ts'
import type { CardFace } from '../card/card.ts'
import type { ArticleEntry } from './article-pack.ts'

type Concerned = Pick<ArticleEntry, 'groups' | 'provinces' | 'ages'>

/**
 * Whether an entry is about the holder of one of these cards in particular: each of group, province and age
 * that it names fits. Decided where the cards are; what is not known fits nothing.
 *
 * @param today `YYYY-MM-DD`
 */
export function concernsHolder(entry: Concerned, faces: readonly CardFace[], today: string): boolean {
  const { groups, provinces, ages } = entry
  if (!groups && !provinces && !ages) return false
  return faces.some((face) => {
    const [group, province] = [groupOf(face), face.facilityCode?.slice(0, 2)]
    const age = ageOf(face, today)
    return (
      (!groups || (group !== undefined && groups.includes(group))) &&
      (!provinces || (province !== undefined && provinces.includes(findTodaysProvince(province)))) &&
      (!ages || (age !== undefined && age >= ages[0] && age <= ages[1]))
    )
  })
}

function groupOf({ bhytNumber }: CardFace): string | undefined {
  const number = parseBhytNumber(bhytNumber)
  return number.ok && bhytNumber.length === 15 ? bhytNumber.slice(0, 2) : undefined
}

/** Full years at least: of a birth date that is known in part, the end of the year counts. */
function ageOf({ dateOfBirth }: CardFace, today: string): number | undefined {
  const years = Number(today.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  if (!(years >= 0)) return undefined
  const birthday = dateOfBirth.length === 10 ? dateOfBirth.slice(5) : '12-31'
  return today.slice(5) >= birthday ? years : years - 1
}
